"""Full text: words, phrases, diacritics typed or not, and an index that follows what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db import Archive, open_archive
from db.errors import NothingMatchesError
from db.search.query import words_of
from tests.made_reports import made_bundle

_PAGES = {
    "a": "Tỷ lệ hộ nghèo giảm, thu ngân sách nhà nước đạt kế hoạch; đất đai được quản lý chặt chẽ.",
    "b": "Hồ đã đầy; nghề nuôi ong phát triển. Thu hoạch xong, sách giáo khoa về đủ, ngân hàng mở cửa, sức khỏe tốt.",
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a.db", write=True) as opened:
        for name, text in _PAGES.items():
            bundle = made_bundle(name * 64, period="2023" if name == "a" else "2022", district=f"huyện {name.upper()}")
            bundle.tables["pages"][0]["text"] = text
            opened.ingest.store_report(bundle, f"{name}.pdf", "2026-01-01")
        yield opened


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hộ nghèo", ["a.pdf"]),
        ("ho ngheo", ["a.pdf"]),
        ("HỘ NGHÈO", ["a.pdf"]),
        ("hồ", ["b.pdf"]),
        ("ho", ["a.pdf", "b.pdf"]),
        ("đất đai", ["a.pdf"]),
        ("dat dai", ["a.pdf"]),
        ("đầy", ["b.pdf"]),
        # the tone mark on the other vowel: both spellings are in use
        ("khoẻ", ["b.pdf"]),
        ("khỏe", ["b.pdf"]),
        # words, not syllables: "thu", "ngân" and "sách" all stand in b, but no "ngân sách"
        ("thu ngân sách", ["a.pdf"]),
        ('"nuôi ong phát triển"', ["b.pdf"]),
        ('"ong nuôi"', []),
        ("ngân sách sách giáo khoa", []),
        ('AND OR NOT ( " * :', []),
        ("", []),
    ],
)
def test_what_is_found(archive: Archive, asked: str, found: list[str]) -> None:
    assert sorted(archive.search.find(asked)["source_path"]) == found


def test_a_hit_leads_to_its_page(archive: Archive) -> None:
    (row,) = archive.search.find("ngân sách").to_dict("records")
    assert (row["report_number"], row["period"], row["page"]) == ("164/BC-UBND", "2023", 1)
    assert "[ngân] [sách]" in row["snippet"] or "[ngân sách]" in row["snippet"]


def test_it_is_narrowed_by_district_and_period(archive: Archive) -> None:
    assert len(archive.search.find("ho", districts=["A"])) == 1
    assert list(archive.search.find("ho", period_to="2022")["source_path"]) == ["b.pdf"]
    assert len(archive.search.find("ho", limit=1)) == 1
    with pytest.raises(NothingMatchesError):
        archive.search.find("ho", districts=["Nowhere"])


def test_the_index_follows_a_report_that_is_read_anew(archive: Archive) -> None:
    bundle = replace(made_bundle("a" * 64, version="2", period="2023", district="huyện A"))
    bundle.tables["pages"][0]["text"] = "Chuyển đổi số được đẩy mạnh."
    archive.ingest.store_report(bundle, "a.pdf", "2026-01-02")
    assert archive.search.find("hộ nghèo").empty
    assert len(archive.search.find("chuyển đổi số")) == 1


def test_quotes_keep_a_phrase_together() -> None:
    assert words_of('thu "ngân sách nhà nước" huyện') == ["ngân sách nhà nước", "thu", "huyện"]


def test_the_tables_of_the_index_are_not_shown(archive: Archive) -> None:
    assert not [name for name in archive.maintenance.table_names() if "fts" in name]
