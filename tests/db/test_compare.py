from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import Archive, ArchiveError, open_archive
from db.series.compare import wide
from db.sql.basis import basis_key
from db.sql.folding import fold, fold_place
from db.sql.units import Amount, common_unit
from db.text import parse_period
from tests.made_reports import made_bundle

SHELF: list[dict[str, Any]] = [
    {"number": "1/BC-UBND", "period": "2021", "value": "900", "unit": "triệu đồng", "base": "900000000"},
    {"number": "2/BC-UBND", "period": "2023-H1", "value": "0.7"},
    {"number": "3/BC-UBND", "period": "2023", "value": "1.25"},
    {"number": "4/BC-UBND", "period": "2023", "district": "Hoài Thử", "value": "2.5"},
    {"number": "5/BC-UBND", "period": "2023", "district": "Hoài Thử", "value": "2.6"},
]


@pytest.fixture
def archive(tmp_path: Path) -> Any:
    with open_archive(tmp_path / "a.db", write=True) as opened:
        for number, fields in enumerate(SHELF):
            base = {"base": str(int(Decimal(fields["value"]) * 10**9))} | fields
            opened.ingest.store_report(made_bundle(f"{number:064}", **base), f"/x/{number}.pdf", "t")
        yield opened


def cells(archive: Archive, *indicators: str, **asked: Any) -> dict[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in archive.series.compare(indicators, **asked).to_dict("records"):
        if row["measure"] == "value":
            found.setdefault((row["district"], row["period"], row["status"]), []).append(row["value_text"])
    return found


def test_series_with_gaps_conflicts_and_one_unit(archive: Archive) -> None:
    assert cells(archive, "tong thu ngan sach") == {
        ("An Thử", "2021", "ok"): ["0.9"],
        ("An Thử", "2022", "gap"): [None],  # no report at all: a gap is shown as one
        ("An Thử", "2023", "ok"): ["1.25"],
        ("An Thử", "2023-H1", "ok"): ["0.7"],
        ("Hoài Thử", "2021", "gap"): [None],
        ("Hoài Thử", "2022", "gap"): [None],
        ("Hoài Thử", "2023", "conflict"): ["2.5", "2.6"],
        ("Hoài Thử", "2023-H1", "gap"): [None],
    }


def test_each_value_has_its_source_and_its_printed_form(archive: Archive) -> None:
    first = archive.series.compare(["thu"], measure="value").iloc[0]
    assert (first["report"], first["page"], first["text"]) == ("1/BC-UBND", 1, "12,5 tỷ đồng")
    assert (first["unit"], first["printed_value"], first["printed_unit"]) == ("tỷ đồng", "900", "triệu đồng")


@pytest.mark.parametrize(
    ("asked", "periods"),
    [
        ({"districts": ["huyện an thu"]}, {"2021", "2022", "2023", "2023-H1"}),
        ({"districts": ["Hoài Thử"]}, {"2023"}),
        ({"period_from": "2022"}, {"2022", "2023", "2023-H1"}),
        ({"period_to": "2023-H1"}, {"2021", "2022", "2023-H1"}),
        ({"period_from": "2023-Q1", "period_to": "2023"}, {"2023", "2023-H1"}),
        ({"measure": "share"}, set()),
        ({"roles": ["plan"]}, set()),
    ],
)
def test_narrowing(archive: Archive, asked: dict[str, Any], periods: set[str]) -> None:
    assert {row["period"] for row in archive.series.compare([], **asked).to_dict("records")} == periods


def test_half_years_and_years_are_columns_of_their_own(archive: Archive) -> None:
    table = wide(archive.series.compare(["thu"], measure="value"))
    labels = ["2021", "2022", "2023", "2023-H1"]
    assert list(table.columns[-4:]) == labels
    assert table["2023"].tolist() == [["1.25"], ["2.5", "2.6"]]


@pytest.mark.parametrize("asked", [{"indicators": ["thu ngân sácg"]}, {"districts": ["An Thừ Xa"]}])
def test_a_name_that_matches_nothing_is_an_error(archive: Archive, asked: dict[str, Any]) -> None:
    with pytest.raises(ArchiveError, match=r"no (indicator|district) of the loaded reports matches"):
        archive.series.compare(**asked)


def test_frames_have_types(archive: Archive) -> None:
    points = archive.series.observations()
    assert str(points["page"].dtype) == "Int64"
    assert str(points["value"].dtype) == "float64"
    assert str(archive.citations.mentions()["in_footnote"].dtype) == "boolean"


@pytest.mark.parametrize(
    ("one", "one_period", "other", "other_period", "same"),
    [
        ("KH tỉnh giao", "2023", "kế hoạch tỉnh giao", "2022", True),
        ("KH tỉnh giao", "2023", "KH huyện giao", "2023", False),
        ("KH năm 2023", "2023-H1", "kế hoạch năm 2022", "2022", True),
        ("năm 2022", "2023", "năm 2010", "2022", False),
        ("cùng kỳ", "2023", "cùng kỳ năm 2021", "2022-H1", True),
        ("cùng kỳ năm trước", "2023", "cùng kỳ năm 2019", "2022", False),
        (None, "2023", None, None, True),
    ],
)
def test_which_bases_are_one(one: str, one_period: str, other: str, other_period: str, same: bool) -> None:
    assert (basis_key(one, one_period) == basis_key(other, other_period)) is same


MONEY = {"tỷ đồng": 9, "triệu đồng": 6, "đồng": 0}


@pytest.mark.parametrize(
    ("amounts", "unit", "values"),
    [
        ([("1.5", "tỷ đồng"), ("2500", "triệu đồng")], "tỷ đồng", ["1.5", "2.500"]),
        ([("1.50", "tỷ đồng"), ("2", "tỷ đồng")], "tỷ đồng", ["1.50", "2"]),
        ([("0", "triệu đồng"), ("3", "triệu đồng"), ("2", "tỷ đồng")], "tỷ đồng", ["0.000", "0.003", "2"]),
    ],
)
def test_money_in_the_larger_unit(amounts: list[tuple[str, str]], unit: str, values: list[str]) -> None:
    made = [Amount(Decimal(v), u, float(Decimal(v).scaleb(MONEY[u])), "VND") for v, u in amounts]
    found = common_unit(made)
    assert found is not None
    assert (found[0], [format(value, "f") for value in found[1]]) == (unit, values)


@pytest.mark.parametrize(
    "amounts",
    [
        [Amount(Decimal(1), "ha", 10000.0, "m²"), Amount(Decimal(1), "tấn", 1000.0, "kg")],
        [Amount(Decimal(1), "ha", 10000.0, "m²"), Amount(Decimal(1), "sào", None, None)],
        [Amount(Decimal(1), "ha", 10000.0, "m²"), Amount(Decimal(1), "mẫu", 3600.0, "m²")],
    ],
)
def test_units_that_don_t_convert_stay_apart(amounts: list[Amount]) -> None:
    assert common_unit(amounts) is None


@given(
    st.decimals(min_value="-1000000", max_value="1000000", places=3),
    st.decimals(min_value="0.001", max_value="99999", places=3),
)
def test_conversion_is_exact(small: Decimal, large: Decimal) -> None:
    found = common_unit(
        [
            Amount(small, "triệu đồng", float(small) * 1e6, "VND"),
            Amount(Decimal(1), "triệu đồng", 1e6, "VND"),
            Amount(large, "tỷ đồng", float(large) * 1e9, "VND"),
        ]
    )
    assert found is not None
    assert found[1][0] * 1000 == small
    assert found[1][2] == large


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("2023", "2023-01-01", "2023-12-31", "year"),
        ("2023-H1", "2023-01-01", "2023-06-30", "half.1"),
        ("2023-H2", "2023-07-01", "2023-12-31", "half.2"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "quarter.1"),
        ("2019-9M", "2019-01-01", "2019-09-30", "cumulative.9"),
        ("2024-02", "2024-02-01", "2024-02-29", "month.2"),
    ],
)
def test_periods(text: str, start: str, end: str, kind: str) -> None:
    period = parse_period(text)
    assert (period.start, period.end, period.code) == (start, end, kind)
    assert period.kind == kind.partition(".")[0]
    assert period.cumulative == text.startswith(("2023-H1", "2024-Q1", "2019-9M")) or text == "2023"


@pytest.mark.parametrize("text", ["", "23", "2023-H3", "2023-13", "2023-00", "2023-13M", "năm 2023"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "folded"), [("Đường  Đất", "duong dat"), ("thuỷ", "thuy"), ("thủy", "thuy"), ("ƯU", "uu"), ("QÐ", "qd")]
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_place_with_and_without_its_kind() -> None:
    assert fold_place("huyện An Thử") == fold_place("An Thử") == "an thu"
