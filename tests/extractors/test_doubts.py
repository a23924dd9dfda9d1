"""What is kept and flagged, how sure a record is, and whose a value is."""

from __future__ import annotations

from decimal import Decimal

import pytest

import corpus
from extractors.confidence import SURE, share_right
from extractors.data import read_rows
from extractors.extraction import extract
from extractors.records import Extraction


def read(text: str) -> Extraction:
    return extract(corpus.read_text(text))


@pytest.mark.parametrize(
    ("text", "value", "doubts"),
    [
        ("Thu ngân sách đạt 15000,92% kế hoạch.", "15000.92", ("implausible",)),
        ("Hộ nghèo chiếm 125% tổng số hộ.", "125", ("implausible",)),
        ("Tổng thu đạt 125% kế hoạch.", "125", ()),
        ("Sản lượng giảm 120% so với cùng kỳ.", "120", ("implausible",)),
        ("Tăng từ 12 - 8% so với cùng kỳ.", "12", ("implausible",)),
    ],
)
def test_an_implausible_percentage_is_kept(text: str, value: str, doubts: tuple[str, ...]) -> None:
    (item,) = read(text).percentages
    assert (item.value, item.doubts) == (Decimal(value), doubts)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # 12,345.6 can be meant in one way only, so 1,200 and 15.125 are read in that way too
        ("Sản lượng đạt 12,345.6 tấn trên 1,200 ha, chi 15.125 tỷ đồng.", ["12345.6", "1200", "15.125"]),
        ("Sản lượng đạt 12.345,6 tấn trên 1,200 ha, chi 15.125 tỷ đồng.", ["12345.6", "1.200", "15125"]),
        # a decimal point alone shows no habit
        ("Thu 33.174 triệu đồng trên 45.6 ha và 8.5 km.", ["33174", "45.6", "8.5"]),
    ],
)
def test_the_habit_of_the_text_decides(text: str, values: list[str]) -> None:
    assert [figure.value for figure in read(text).figures] == [Decimal(value) for value in values]


def test_what_can_be_read_both_ways_is_flagged() -> None:
    figures = read("Sản lượng đạt 12,345.6 tấn trên 1,200 ha.").figures
    assert [figure.doubts for figure in figures] == [(), ("marks",)]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("theo Nghị định số 39-NQ/TW ngày 04/01/2023 của Bộ Chính trị", ("letters",)),
        ("theo Quyết định số 12/2022/QĐ-UBND ngày 04/01/2023 của UBND tỉnh", ("date",)),
        ("theo Quyết định số 12/QĐ-UBND ngày 31/02/2023 của UBND tỉnh", ("date",)),
        ("theo Quyết định số 12/QĐ-UBND ngày 04/01/2023 của UBND tỉnh", ()),
    ],
)
def test_a_citation_at_odds_with_itself_is_flagged(text: str, doubts: tuple[str, ...]) -> None:
    (citation,) = read(text).citations
    assert citation.doubts == doubts


def test_confidence_follows_how_a_record_was_read() -> None:
    found = read("Quyết định số 12/QĐ-UBND ngày 04/01/2023 của UBND tỉnh giao 12,5 tỷ đồng, có 3 thảo luận.")
    (citation,) = found.citations
    assert citation.how == "number"
    assert (citation.confidence or 0) >= SURE
    money, *others = found.figures
    assert money.how == "measure"
    assert all((other.confidence or 0) < (money.confidence or 0) for other in others)


def test_a_doubt_makes_less_sure() -> None:
    (plain,) = read("Tổng thu đạt 105% kế hoạch.").percentages
    (doubted,) = read("Tổng thu đạt 15000,92% kế hoạch.").percentages
    assert (doubted.confidence or 0) < (plain.confidence or 0)


def test_the_counts_are_counts() -> None:
    for row in read_rows("confidence"):
        assert 0 <= int(row["right"]) <= int(row["of"])
        assert row["source"]
        assert 0 < share_right(row["kind"], row["how"]) < 1


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Thu nhập bình quân đầu người của xã Tân Lập đạt 31 triệu đồng/người/năm.", "xã Tân Lập"),
        ("Xã Phú Hòa có thu nhập bình quân đầu người 40 triệu đồng/người/năm.", "xã Phú Hòa"),
        ("Xã Phú Hòa còn khó khăn; thu nhập bình quân đầu người đạt 40 triệu đồng/người/năm.", None),
        ("Cùng với xã Phú Hòa, toàn huyện có thu nhập bình quân đầu người 40 triệu đồng/người/năm.", None),
        ("Thu nhập bình quân đầu người đạt 40 triệu đồng/người/năm ở xã Tân Lập.", "xã Tân Lập"),
        ("Thu nhập bình quân đầu người các xã, thị trấn đạt 40 triệu đồng/người/năm.", None),
    ],
)
def test_a_value_of_a_commune_is_not_the_districts(sentence: str, place: str | None) -> None:
    (observation,) = read(sentence).observations
    assert observation.place == place
