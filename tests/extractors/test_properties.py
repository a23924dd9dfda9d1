"""What holds for every text: numbers and dates are read back, and every record stands where it says it does."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import read_text
from extractors.extraction import extract
from extractors.numbers.quantities import find_quantities
from extractors.temporal.dates import DATE, iso

_DAYS = st.dates(datetime.date(1945, 9, 2), datetime.date(2025, 6, 30))
_DATE_FORMS = (
    "ngày {day:02} tháng {month:02} năm {year}",
    "ngày {day}/{month}/{year}",
    "{day:02}/{month:02}/{year}",
    "{day}-{month}-{year}",
    "{day}.{month}.{year}",
    "ngày {day:02}/{month:02} năm {year}",
)
#: The pieces that reports are made of, in any order: also ones that no report would have.
_PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "Tổng thu ngân sách ",
                "đạt ",
                "tăng ",
                "giảm ",
                "so với cùng kỳ ",
                "kế hoạch ",
                "năm 2023",
                "6 tháng đầu năm ",
            ),
            *(
                "12,5",
                "1.234",
                "1.234,56",
                "0,00",
                "-3,2",
                "99.999.999.999",
                "9" * 400,
                "1.000" + ".000" * 100,
                "%",
                " tỷ đồng",
                " triệu đồng",
                " ha",
                " hộ",
                "/",
            ),
            *(
                "Quyết định số ",
                "27/QĐ-UBND",
                "số 19/NQ-HĐND",
                " ngày ",
                "19/01/2023",
                "30/02/2023",
                " của UBND tỉnh",
                "Luật Đất đai ",
            ),
            *(
                " (",
                ")",
                "; ",
                ", ",
                ". ",
                ": ",
                "\n",
                "\n\n",
                "- ",
                "I. ",
                "1. ",
                "“",
                "”",
                "16/19",
                " xã",
                "trong đó: ",
                "[1]",
                "…",
            ),
        ]
    ),
    max_size=40,
)


@given(_DAYS, st.sampled_from(_DATE_FORMS))
def test_a_date_is_read_back_from_every_way_of_writing(day: datetime.date, form: str) -> None:
    written = form.format(day=day.day, month=day.month, year=day.year)
    match = DATE.search(f"Quyết định số 1/QĐ-UBND {written} của UBND tỉnh")
    assert match is not None
    assert iso(match) == day.isoformat()


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1900, 2099))
def test_a_day_that_does_not_exist_is_no_date(day: int, month: int, year: int) -> None:
    match = DATE.search(f"ngày {day}/{month}/{year} ")
    assert match is not None
    try:
        expected: str | None = datetime.date(year, month, day).isoformat()
    except ValueError:
        expected = None
    assert iso(match) == expected


@given(st.decimals(0, 10**9, places=2, allow_nan=False), st.sampled_from(["tỷ đồng", "ha", "tấn", "triệu đồng", "hộ"]))
def test_a_quantity_is_read_back_to_the_last_digit(value: Decimal, unit: str) -> None:
    whole, _, fraction = f"{value:.2f}".partition(".")
    written = f"{int(whole):,}".replace(",", ".") + f",{fraction}"
    (found,) = find_quantities(f"đạt {written} {unit};")
    assert (found.value, found.unit) == (value, unit)


@settings(deadline=None, max_examples=150)
@given(_PIECES)
def test_every_record_stands_where_it_says(pieces: list[str]) -> None:
    """Offsets lead to the very words, records of one kind don't overlap, dates are dates and values finite."""
    raw = "".join(pieces)
    document = read_text(raw)
    found = extract(document)
    for kind in (found.citations, found.figures, found.percentages, found.ratios):
        spans = [(item.start, item.end) for item in kind]
        for item in kind:
            assert document.text[item.start : item.end] == item.text
        assert all(start < end for start, end in spans)
        assert all(one[1] <= other[0] for one, other in zip(sorted(spans), sorted(spans)[1:], strict=False))
    for citation in found.citations:
        assert citation.date is None or datetime.date.fromisoformat(str(citation.date))
    for ratio in found.ratios:
        assert float(ratio.num) < 1e20 > float(ratio.den)
    for percentage in found.percentages:
        assert abs(percentage.value) < 10**20
    for figure in found.figures:
        assert figure.value < 10**20
        assert any(character.isdigit() for character in figure.text) or re.search(r"\w", figure.text)
    for observation in found.observations:
        rows = {"figures": found.figures, "percentages": found.percentages, "ratios": found.ratios}[observation.source]
        assert observation.record_id in {row.id for row in rows}


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300))
def test_no_text_at_all_is_a_fault(raw: str) -> None:
    document = read_text(raw)
    for citation in extract(document).citations:
        assert document.text[citation.start : citation.end] == citation.text


@settings(deadline=None, max_examples=30)
@given(_PIECES)
def test_the_same_text_gives_the_same_records(pieces: list[str]) -> None:
    raw = "".join(pieces)
    assert extract(read_text(raw)) == extract(read_text(raw))
