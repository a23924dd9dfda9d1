"""What people say of what was read: corrections, dismissals, assignments, the register; all of it outlives a load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db import Archive, ArchiveError, open_archive
from db.review.editable_fields import FIELDS
from tests.made_reports import read_bundle, written_report

BODY = (
    "Tổng chi ngân sách huyện 571,40 tỷ đồng, gồm: chi đầu tư phát triển 152,75 tỷ đồng; "
    "chi thường xuyên 396,20 tỷ đồng; chi khác 24,45 tỷ đồng. Thu từ quỹ đất mới mở ven sông 12,5 tỷ đồng.\n\n"
    "Theo Quyết định số 27/QĐ-UBND ngày 19/01/2023 của UBND tỉnh Thử Sơn."
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


def figure(archive: Archive, text: str) -> int:
    return int(one(archive, f"SELECT id FROM figures WHERE text = '{text}'")[0])


def test_the_indicator_that_a_figure_names_can_be_corrected(archive: Archive) -> None:
    number = archive.review.correct(
        "figures", figure(archive, "12,5 tỷ đồng"), "indicator", "Thu quỹ đất", "an", "short"
    )
    assert one(archive, "SELECT indicator FROM figures WHERE text = '12,5 tỷ đồng'") == ("Thu quỹ đất",)
    archive.review.undo(number)
    assert one(archive, "SELECT indicator FROM figures WHERE text = '12,5 tỷ đồng'") != ("Thu quỹ đất",)


def test_a_corrected_value_counts_everywhere_and_what_was_read_is_kept(archive: Archive) -> None:
    assert [found.kind for found in archive.findings.audit().findings.values()] == ["parts_sum"]
    number = archive.review.correct("figures", figure(archive, "24,45 tỷ đồng"), "value", "22,45", "an", "misprint")
    assert archive.findings.audit().findings == {}
    assert one(archive, "SELECT value, value_text, base_value FROM figures WHERE text = '24,45 tỷ đồng'") == (
        22.45,
        "22.45",
        22450000000.0,
    )
    assert one(archive, "SELECT value_text FROM observations WHERE indicator_text = 'chi khác'") == ("22.45",)
    (row,) = archive.review.corrections().to_dict("records")
    assert (row["extracted"], row["corrected"], row["who"], row["why"]) == ("24.45", "22.45", "an", "misprint")
    archive.review.undo(number)
    assert one(archive, "SELECT value_text FROM figures WHERE text = '24,45 tỷ đồng'") == ("24.45",)


def test_a_correction_is_put_in_again_when_the_report_is_read_anew(archive: Archive) -> None:
    archive.review.correct("figures", figure(archive, "24,45 tỷ đồng"), "value", "22,45", "an", "")
    archive.review.correct("reports", 1, "district", "huyện Thử Mới", "an", "renamed")
    load(archive, "2")
    assert one(archive, "SELECT value_text FROM figures WHERE text = '24,45 tỷ đồng'") == ("22.45",)
    assert one(archive, "SELECT count(*) FROM observations WHERE district = 'huyện Thử Mới'")[0] > 3
    assert set(archive.review.corrections()["status"]) == {"active"}
    # moved on the page, but the only one of its words there
    load(archive, "3", "Mở đầu. " + BODY)
    assert one(archive, "SELECT value_text FROM figures WHERE text = '24,45 tỷ đồng'") == ("22.45",)


def test_a_correction_whose_evidence_has_gone_is_reported(archive: Archive) -> None:
    archive.review.correct("figures", figure(archive, "24,45 tỷ đồng"), "value", "22,45", "an", "")
    load(archive, "2", "Không còn số liệu nào.")
    (row,) = archive.review.corrections("lost").to_dict("records")
    assert (row["printed"], row["corrected"]) == ("24,45 tỷ đồng", "22.45")
    load(archive, "3")
    assert archive.review.corrections("lost").empty
    assert one(archive, "SELECT value_text FROM figures WHERE text = '24,45 tỷ đồng'") == ("22.45",)


def test_a_corrected_citation_moves_in_the_register_and_in_the_index(archive: Archive) -> None:
    (number,) = one(archive, "SELECT id FROM citations")
    archive.review.correct("citations", number, "date", "9/1/2022", "an", "the original")
    archive.review.correct("citations", number, "title", "giao chỉ tiêu", "an", "")
    (document,) = archive.citations.documents().to_dict("records")
    assert (document["date"], document["mentions"]) == ("2022-01-09", 1)
    assert len(archive.citations.documents(year=2022)) == 1
    assert len(archive.search.find("giao chỉ tiêu", kinds=["citation"])) == 1


@pytest.mark.parametrize(
    ("table", "field", "value", "told"),
    [
        ("figures", "value", "nhiều", "no number"),
        ("figures", "value", "", "cannot be empty"),
        ("figures", "text", "x", "cannot be corrected"),
        ("pages", "text", "x", "cannot be corrected"),
        ("citations", "date", "31/2/2023", "no date"),
        ("observations", "period", "2023-13", "not a period"),
        ("observations", "role", "wish", "role is one of"),
        ("figures", "value", "1e999999999", "no number"),
        ("figures", "value", "571,4", "is 571.4 already"),
        ("observations", "role", "actual", "is actual already"),
    ],
)
def test_what_cannot_be_corrected_is_said(archive: Archive, table: str, field: str, value: str, told: str) -> None:
    with pytest.raises((ArchiveError, ValueError), match=told):
        archive.review.correct(table, 1, field, value, "an", "")
    with pytest.raises(ArchiveError, match="no row 99"):
        archive.review.correct("figures", 99, "value", "1", "an", "")


@pytest.mark.parametrize("table", FIELDS)
def test_every_field_can_be_corrected_and_taken_back(archive: Archive, table: str) -> None:
    load(archive, "2", BODY + " Xã An Tân đạt 15/19 tiêu chí. Tỷ lệ hộ nghèo 4,3%.")
    values = {"value": "7", "num": "3", "den": "4", "date": "2020-02-03", "period": "2022", "measure": "level"}
    values |= {"role": "plan", "unit": "triệu đồng", "indicator": "revenue"}
    # The register may give a document that it had dropped another id.
    columns = [row[1] for row in archive.database.conn.execute(f"PRAGMA table_info({table})")]
    kept = ", ".join(f'"{name}"' for name in columns if name != "cited_document_id")
    sql = f"SELECT {kept} FROM {table} ORDER BY id LIMIT 1"
    for field in FIELDS[table]:
        before = one(archive, sql)
        number = archive.review.correct(table, before[0], field, values.get(field, "khác"), "an", "")
        archive.review.undo(number)
        assert one(archive, sql) == before, field


def test_a_dismissed_finding_stays_away(archive: Archive) -> None:
    archive.findings.audit()
    key = archive.findings.frame()["key"][0]
    with pytest.raises(ValueError, match="reason"):
        archive.findings.dismiss(key, "an", " ")
    archive.findings.dismiss(key[:8], "an", "as printed in the decision")
    with pytest.raises(ValueError, match=r"set aside by an on .*: as printed in the decision"):
        archive.findings.dismiss(key, "bình", "another reason")
    assert archive.findings.frame().empty
    load(archive, "2", "Mở đầu. " + BODY)
    archive.findings.audit()
    assert archive.findings.frame().empty
    assert archive.findings.frame(dismissed=True)["dismissed_why"].tolist() == ["as printed in the decision"]
    archive.findings.restore(key)
    assert len(archive.findings.frame()) == 1
    with pytest.raises(ArchiveError, match="key that begins with"):
        archive.findings.restore(key)


def test_a_dismissal_holds_whatever_else_is_loaded(archive: Archive) -> None:
    cited = "Theo Quyết định số 27/QĐ-UBND ngày 09/01/2023 của UBND tỉnh Thử Sơn."
    archive.ingest.store_report(read_bundle(written_report(cited, number="20/BC-UBND"), "b"), "b.pdf", "t")
    archive.findings.audit()
    (key,) = archive.findings.frame(kind="citation_dates")["key"]
    archive.findings.dismiss(key, "an", "looked up")
    for number, name in enumerate("cde", 21):
        archive.ingest.store_report(
            read_bundle(written_report(cited, number=f"{number}/BC-UBND"), name), f"{name}.pdf", "t"
        )
    archive.findings.audit()
    assert archive.findings.frame(kind="citation_dates").empty


def test_an_assigned_phrase_is_remembered(archive: Archive) -> None:
    phrase = one(archive, "SELECT indicator_text FROM observations WHERE value_text = '12.5'")[0]
    assert phrase in set(archive.series.indicators("unmatched")["phrase"])
    name, moved = archive.review.assign(phrase, "revenue_land", "an", "land, by another name")
    assert (name, moved) == ("Thu tiền sử dụng đất", 1)
    assert archive.series.compare(["thu tiền sử dụng đất"])["value_text"].tolist() == ["12.5"]
    archive.ingest.store_report(read_bundle(written_report(BODY, number="13/BC-UBND"), "b", "1"), "b.pdf", "t")
    load(archive, "2")
    assert len(archive.series.compare(["revenue_land"])) == 2
    assert archive.series.indicators("assigned")["phrase"].tolist() == [phrase]
    archive.review.unassign(phrase)
    assert phrase.casefold() in {text.casefold() for text in archive.series.indicators("unmatched")["phrase"]}
    with pytest.raises(ArchiveError, match="no loaded report has the phrase"):
        archive.review.assign("không ai viết", "revenue", "an", "")


def test_the_register_is_held_against_citations(archive: Archive) -> None:
    entry = {"type": "Quyết định", "number": "27/QĐ-UBND", "date": "09/01/2023", "issuer": "UBND tỉnh Thử Sơn"}
    assert archive.citations.import_register([entry], "catalogue.csv") == 1
    assert archive.citations.import_register([entry], "catalogue.csv") == 0
    kinds = [finding.kind for finding in archive.findings.audit().findings.values()]
    assert sorted(kinds) == ["parts_sum", "register_conflict"]
    archive.citations.import_register([entry | {"date": "2023-01-19"}], "catalogue.csv")
    assert "register_conflict" not in {finding.kind for finding in archive.findings.audit().findings.values()}
    with pytest.raises(ValueError, match="row 2 has no number"):
        archive.citations.import_register([entry, {"type": "Luật"}], "catalogue.csv")
    with pytest.raises(ValueError, match="row 1"):
        archive.citations.import_register([entry | {"date": "hôm qua"}], "catalogue.csv")
    assert one(archive, "SELECT count(*) FROM known_documents") == (1,)


def test_held_documents_are_told(archive: Archive) -> None:
    cited = "Theo Báo cáo số 12/BC-UBND ngày 05/12/2023 của UBND huyện An Thử, tỉnh Thử Sơn."
    archive.ingest.store_report(read_bundle(written_report(cited, number="14/BC-UBND"), "b", "1"), "b.pdf", "t")
    assert archive.citations.documents(held=True)["number"].tolist() == ["12/BC-UBND"]
    assert archive.citations.documents(held=False)["number"].tolist() == ["27/QĐ-UBND"]
