"""The report itself: whose it is, to whom, of which period, from letterheads as they are laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus
from extractors.header.agencies import agencies
from extractors.header.areas import area_of
from extractors.header.reader import read_header
from extractors.temporal.periods import title_period

PERIODS = [
    ("Tình hình 6 tháng đầu năm và nhiệm vụ trọng tâm 6 tháng cuối năm 2013", "2013-H1"),
    ("Tình hình 9 tháng đầu năm và nhiệm vụ trọng tâm 3 tháng cuối năm 2019", "2019-9M"),
    ("Kết quả quý I, nhiệm vụ quý II năm 2024", "2024-Q1"),
    ("Kết quả quý IV và nhiệm vụ quý I năm 2024", "2023-Q4"),
    ("Kết quả năm 2022, nhiệm vụ 6 tháng đầu năm và cả năm 2023", "2022"),
    ("Kết quả 6 tháng đầu năm 2023, phương hướng 6 tháng cuối năm 2023", "2023-H1"),
    ("Công tác 6 tháng đầu năm", None),
]


@pytest.mark.parametrize(("title", "period"), PERIODS)
def test_the_period_of_a_title(title: str, period: str | None) -> None:
    assert title_period(title) == period


@pytest.mark.parametrize(
    ("column", "named"),
    [
        (["TỈNH ỦY HÀ TRUNG", "HUYỆN ỦY AN THỬ"], ["Tỉnh ủy Hà Trung", "Huyện ủy An Thử"]),
        (["TỈNH HÀ TRUNG", "ỦY BAN NHÂN DÂN", "THÀNH PHỐ AN THỬ"], ["Tỉnh Hà Trung", "UBND thành phố An Thử"]),
        (["UBND TỈNH HÀ TRUNG", "ỦY BAN NHÂN DÂN", "HUYỆN AN THỬ"], ["UBND tỉnh Hà Trung", "UBND huyện An Thử"]),
        (["ỦY BAN NHÂN DÂN", "HUYỆN AN THỬ"], ["UBND huyện An Thử"]),
    ],
)
def test_the_agencies_of_a_letterhead(column: list[str], named: list[str]) -> None:
    assert agencies(column) == named


def test_a_party_committee_stands_for_its_area() -> None:
    assert area_of("Huyện ủy An Thử", "Tỉnh ủy Hà Trung", None, "") == ("huyện An Thử", "tỉnh Hà Trung")


def test_an_address_that_the_other_column_parts_from_its_list(tmp_path: Path) -> None:
    lines = ["TỈNH HÀ TRUNG", "ỦY BAN NHÂN DÂN", "THÀNH PHỐ AN THỬ", "Số: 112/UBND-TH", "V/v báo cáo kết quả quý I"]
    lines += ["Kính gửi:", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    lines += ["An Thử, ngày 25 tháng 3 năm 2024", "- Sở Nội vụ;", "- Sở Tài chính.", "UBND thành phố báo cáo như sau:"]
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    header = read_header(corpus.read(tmp_path / "a.txt"))
    assert (header.issuer, header.addressee) == ("UBND thành phố An Thử", "Sở Nội vụ; Sở Tài chính")
    assert (header.number, header.date, header.district) == ("112/UBND-TH", "2024-03-25", "thành phố An Thử")
