"""Verdicts on rows: accepted, corrected, rejected, taken back, and found again when a report is extracted anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db import Archive, ArchiveError, open_archive
from db.review.corrections import Change
from db.review.verdicts import Judgement, Verdict
from tests.made_reports import read_bundle, written_report

BODY = (
    "Tổng chi ngân sách huyện 571,40 tỷ đồng, gồm: chi đầu tư phát triển 152,75 tỷ đồng; "
    "chi thường xuyên 396,20 tỷ đồng; chi khác 24,45 tỷ đồng.\n\n"
    "Theo Quyết định số 27/QĐ-UBND ngày 19/01/2023 của UBND tỉnh Thử Sơn và Luật Đất đai năm 2013."
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a.db", write=True) as opened:
        load(opened)
        yield opened


def load(archive: Archive, version: str = "1", body: str = BODY) -> None:
    archive.ingest.store_report(read_bundle(written_report(body), "a", version), "a.pdf", "t")


def one(archive: Archive, sql: str) -> Any:
    return archive.database.conn.execute(sql).fetchone()


def row_id(archive: Archive, table: str, text: str) -> int:
    return int(one(archive, f"SELECT id FROM {table} WHERE text LIKE '{text}%'")[0])


def judge(archive: Archive, table: str, text: str, verdict: Verdict, *changes: Change) -> int:
    return archive.review.judge(Judgement(table, row_id(archive, table, text), verdict, "an", changes))


def test_a_rejected_figure_is_no_data_point_and_no_part_of_a_sum(archive: Archive) -> None:
    before = len(archive.series.observations())
    assert len(archive.findings.audit().findings) == 1
    number = judge(archive, "figures", "24,45", "rejected")
    assert len(archive.series.observations()) == before - 1
    assert archive.findings.audit().findings == {}
    assert archive.review.undo_review(number) == ("figures", row_id(archive, "figures", "24,45"))
    assert len(archive.series.observations()) == before
    assert len(archive.findings.audit().findings) == 1


def test_a_rejected_citation_leaves_the_register_and_comes_back(archive: Archive) -> None:
    before = archive.citations.documents()
    number = judge(archive, "citations", "Quyết định", "rejected")
    assert len(archive.citations.documents()) == len(before) - 1
    assert len(archive.citations.mentions()) == 1
    archive.review.undo_review(number)
    assert (
        archive.citations.documents().drop(columns=["id", "cited_by"]).equals(before.drop(columns=["id", "cited_by"]))
    )


def test_a_correction_with_a_verdict_is_taken_back_with_it(archive: Archive) -> None:
    figure = row_id(archive, "figures", "24,45")
    number = judge(archive, "figures", "24,45", "corrected", Change("figures", figure, "value", "22,45", "an", "page"))
    assert one(archive, f"SELECT value_text FROM figures WHERE id = {figure}") == ("22.45",)
    assert list(archive.review.corrections("active")["corrected"]) == ["22.45"]
    archive.review.undo_review(number)
    assert one(archive, f"SELECT value_text FROM figures WHERE id = {figure}") == ("24.45",)
    assert archive.review.corrections("active").empty


@pytest.mark.parametrize(
    ("verdict", "changes"),
    [("corrected", ()), ("accepted", (Change("figures", 1, "value", "1", "an", ""),))],
)
def test_a_correction_needs_a_change_and_nothing_else_takes_one(
    archive: Archive, verdict: Verdict, changes: tuple[Change, ...]
) -> None:
    with pytest.raises(ValueError, match="by a change"):
        archive.review.judge(Judgement("figures", 1, verdict, "an", changes))


def test_only_rows_of_evidence_are_judged(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="reports is not reviewed"):
        archive.review.judge(Judgement("reports", 1, "accepted", "an"))
    with pytest.raises(ArchiveError, match="no review 99"):
        archive.review.undo_review(99)


def test_a_second_verdict_replaces_the_first(archive: Archive) -> None:
    judge(archive, "citations", "Quyết định", "rejected")
    judge(archive, "citations", "Quyết định", "accepted")
    assert len(archive.citations.mentions()) == 2
    assert archive.review.counts()["accepted"] == 1
    assert archive.review.counts()["rejected"] == 0


def test_the_least_sure_rows_are_asked_about_first_and_none_twice(archive: Archive) -> None:
    asked = []
    while found := archive.review.queue():
        asked.append((found[0].confidence, found[0].table, found[0].id))
        archive.review.judge(Judgement(found[0].table, found[0].id, "accepted", "an"))
    assert asked == sorted(asked)
    assert len(asked) == archive.review.counts()["rows"] == archive.review.counts()["accepted"]


def test_a_skipped_row_is_asked_about_later(archive: Archive) -> None:
    first = archive.review.queue(limit=3)
    after = (first[0].confidence or 0, first[0].table, first[0].id)
    assert archive.review.queue(after=after, limit=2) == first[1:]


def test_the_last_verdict_is_that_of_the_person_who_asks(archive: Archive) -> None:
    number = judge(archive, "figures", "24,45", "accepted")
    assert archive.review.last_review("an") == number
    assert archive.review.last_review("binh") is None
    archive.review.undo_review(number)
    assert archive.review.last_review("an") is None


def test_verdicts_are_found_again_when_the_report_is_extracted_anew(archive: Archive) -> None:
    judge(archive, "figures", "24,45", "rejected")
    judge(archive, "citations", "Quyết định", "rejected")
    judge(archive, "figures", "396,20", "accepted")
    load(archive, "2", "Mở đầu có 3 xã.\n\n" + BODY)
    assert archive.review.row("figures", row_id(archive, "figures", "24,45")).verdict == "rejected"  # type: ignore[union-attr]
    assert len(archive.citations.mentions()) == 1
    assert one(archive, "SELECT count(*) FROM cited_documents") == (1,)
    load(archive, "3", BODY.replace("24,45", "24,54"))
    assert one(archive, "SELECT status FROM reviews WHERE printed LIKE '24,45%'") == ("lost",)
    load(archive, "4")
    assert one(archive, "SELECT status FROM reviews WHERE printed LIKE '24,45%'") == ("active",)
