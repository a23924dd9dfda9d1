"""The page that says how a value was read, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import open_archive
from tests.made_reports import read_bundle, written_report
from tests.web_room import client, settings
from web.http.request import LANGUAGE_COOKIE

BODY = "Riêng tháng 3 thu ngân sách ước đạt 8,5 tỷ đồng, tăng 9% so với cùng kỳ năm trước."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with open_archive(path, write=True) as opened:
        bundle = read_bundle(written_report(BODY, "tháng 3 và quý I năm 2023"), "a")
        opened.ingest.store_report(bundle, "/x/a.txt", "2026-01-01")
    return path


@pytest.mark.parametrize(
    ("language", "rule"),
    [("en", "The sentence names another period"), ("vi", "Câu nêu một kỳ khác trước giá trị")],
)
def test_a_value_says_how_it_was_read(archive: Path, tmp_path: Path, language: str, rule: str) -> None:
    room = client(settings(archive, tmp_path))
    page = room.get("/explain/figures/1", cookies={LANGUAGE_COOKIE: language})
    assert page.status_code == 200
    assert rule in page.text
    assert "<q>tháng 3</q>" in page.text
    assert BODY in page.text


def test_what_is_not_there_is_a_page_of_its_own(archive: Path, tmp_path: Path) -> None:
    room = client(settings(archive, tmp_path))
    assert room.get("/explain/figures/99").status_code == 404
    assert room.get("/explain/pages/1").status_code == 404
