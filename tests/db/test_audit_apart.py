"""The audit beside which others write: it holds no lock while it checks, and misses nothing that came meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import open_archive
from tests.made_reports import read_bundle, written_report

WRONG = "Tổng chi ngân sách huyện 571,40 tỷ đồng, gồm: chi đầu tư phát triển 152,75 tỷ đồng; chi khác 24,45 tỷ đồng; "
WRONG += "chi thường xuyên 396,20 tỷ đồng."
RIGHT = WRONG.replace("24,45", "22,45")


def store(place: Path, name: str, body: str, version: str = "1") -> None:
    with open_archive(place, write=True) as archive:
        told = written_report(body, f"năm 202{name}", f"{name}/BC-UBND", f"05 tháng 12 năm 202{name}")
        archive.ingest.store_report(read_bundle(told, name, version), name, "t")


def found(place: Path) -> list[tuple[str, str]]:
    with open_archive(place) as archive:
        sql = "SELECT r.number, f.kind FROM findings f JOIN reports r ON r.id = f.report_id ORDER BY 1, 2"
        return list(archive.database.conn.execute(sql).fetchall())


@pytest.mark.parametrize(
    ("before", "meanwhile", "expected"),
    [
        ([("1", WRONG)], ("1", RIGHT, "2"), []),
        ([("1", RIGHT)], ("1", WRONG, "2"), [("1/BC-UBND", "parts_sum")]),
        ([("1", RIGHT)], ("2", WRONG, "1"), [("2/BC-UBND", "parts_sum")]),
        ([("1", WRONG)], ("2", RIGHT, "1"), [("1/BC-UBND", "parts_sum")]),
    ],
    ids=("mended", "broken", "new and wrong", "new and right"),
)
def test_what_is_loaded_during_the_audit_is_audited_too(
    tmp_path: Path, before: list[tuple[str, str]], meanwhile: tuple[str, str, str], expected: list[tuple[str, str]]
) -> None:
    place = tmp_path / "a.db"
    for name, body in before:
        store(place, name, body)

    def load(_done: int, _of: int) -> None:
        name, body, version = meanwhile
        store(place, name, body, version)

    with open_archive(place, write=True) as archive:
        archive.findings.audit(progress=load)
    assert found(place) == expected
