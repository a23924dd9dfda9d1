from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from db import ArchiveError, open_archive
from tests.made_reports import TEXT, made_bundle

CONTRACT = {
    "reports": "id sha256 source_path number type issuer place date title addressee signer signer_title district "
    "province period period_start period_end page_count extractor_version",
    "pages": "report_id page text text_source width height",
    "sections": "id report_id parent_id label title level page start end",
    "citations": "id report_id section_id page start end text type number date issuer title pinpoint in_footnote boxes "
    "cited_document_id",
    "cited_documents": "id type number date issuer title held_report_id",
    "figures": "id report_id section_id page start end text value value_max unit base_value base_unit indicator boxes",
    "percentages": "id report_id section_id page start end text value value_max relation direction basis indicator "
    "figure_id boxes",
    "ratios": "id report_id section_id page start end text num den what subject boxes",
    "indicators": "id name group unit",
    "observations": "report_id district province period indicator_id measure basis role value unit source_table "
    "source_id",
    "findings": "id report_id kind severity message evidence",
    "files": "source_path sha256 status error_kind error report_id started_at finished_at",
}


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def test_the_contract_s_tables_and_columns(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        for table, columns in CONTRACT.items():
            assert set(columns.split()) <= set(archive.database[table].columns_dict), table


def test_the_same_report_twice_changes_nothing(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        first = archive.ingest.store_report(made_bundle(), "/x/a.pdf", "t0")
    before = dump(path)
    with open_archive(path, write=True) as archive:
        assert archive.ingest.store_report(made_bundle(), "/x/a.pdf", "t1") == first
    assert dump(path) == before


def test_the_same_content_under_two_names_is_one_report(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        first = archive.ingest.store_report(made_bundle(), "/x/a.pdf", "t")
        assert archive.ingest.store_report(made_bundle(), "/x/b.pdf", "t") == first
    assert rows(path, "SELECT source_path FROM reports") == [("/x/a.pdf",)]
    assert rows(path, "SELECT source_path, status, report_id FROM files ORDER BY id") == [
        ("/x/a.pdf", "loaded", first),
        ("/x/b.pdf", "duplicate", first),
    ]


def test_a_new_version_replaces_the_rows_under_the_same_id(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        archive.ingest.store_report(made_bundle("b" * 64, number="1/BC-UBND"), "/x/b.pdf", "t")
        first = archive.ingest.store_report(made_bundle(), "/x/a.pdf", "t")
        again = archive.ingest.store_report(made_bundle(version="2", value="7", citations=()), "/x/a.pdf", "t")
    assert again == first
    assert rows(path, f"SELECT value FROM figures WHERE report_id = {first}") == [(7.0,)]
    assert rows(path, "SELECT report_id, count(*) FROM pages GROUP BY 1") == [(1, 1), (2, 1)]
    assert rows(path, "SELECT count(*) FROM cited_documents") == [(1,)]


def test_a_document_that_nobody_cites_any_more_leaves_the_register(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        archive.ingest.store_report(made_bundle(), "/x/a.pdf", "t")
        archive.ingest.store_report(made_bundle(version="2", citations=()), "/x/a.pdf", "t")
    assert rows(path, "SELECT count(*) FROM cited_documents") == [(0,)]


def test_every_value_leads_to_page_box_and_printed_text(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        archive.ingest.store_report(made_bundle(), "/x/a.pdf", "t")
        points, mentions = archive.maintenance.table("v_observations"), archive.maintenance.table("v_citations")
    start = TEXT.index("12,5")
    value = points.iloc[0]
    assert (value["page"], value["text"], value["section"]) == (1, "12,5 tỷ đồng", "I.2.1")
    assert json.loads(value["boxes"]) == [[1, start, 20.0, start + len("12,5 tỷ đồng"), 30.0]]
    assert (value["value_text"], value["base_value"], value["source_path"]) == ("12.5", 12.5e9, "/x/a.pdf")
    assert points.iloc[1]["text"] == "53,04 %"
    mention = mentions.iloc[0]
    assert TEXT[mention["start"] : mention["end"]] == mention["text"]
    assert mention["document_number"] == "19/QĐ-UBND"
    assert rows(path, "SELECT p.figure_id = f.id FROM percentages p, figures f") == [(1,)]
    assert rows(path, "SELECT text, is_header FROM cells ORDER BY id") == [("Tổng thu", 1), ("", 1)]
    assert rows(path, 'SELECT id, continues_id FROM "tables" ORDER BY id') == [(1, None), (2, 1)]
    assert rows(path, "SELECT text FROM report_texts") == [(TEXT,)]
    assert rows(path, "PRAGMA foreign_key_check") == []


def test_unmatched_phrases_stay_visible_as_indicators(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        archive.ingest.store_report(made_bundle(), "/x/a.pdf", "t")
        indicators = archive.maintenance.table("indicators")
    assert indicators[["name", "code", "group"]].values.tolist() == [["Tổng thu ngân sách", None, None]]


def test_a_failing_store_leaves_nothing_behind(path: Path) -> None:
    broken = made_bundle()
    broken.tables["observations"][0]["source_table"] = "nonsense"
    with open_archive(path, write=True) as archive, pytest.raises(KeyError):
        archive.ingest.store_report(broken, "/x/a.pdf", "t")
    for table in ("reports", "pages", "figures", "files", "cited_documents"):
        assert rows(path, f'SELECT count(*) FROM "{table}"') == [(0,)]


def test_a_file_s_new_content_keeps_what_was_loaded(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        archive.ingest.store_failure("/x/a.pdf", "0" * 64, "damaged", "broken", "t")
        archive.ingest.store_report(made_bundle(), "/x/a.pdf", "t")
        failed = archive.reports.files("failed")
    assert failed.empty
    assert rows(path, "SELECT status FROM files ORDER BY id") == [("replaced",), ("loaded",)]


def test_broken_surrogates_don_t_stop_a_load(path: Path) -> None:
    citation_title = "a\ud800b"
    from tests.made_reports import made_citation

    with open_archive(path, write=True) as archive:
        archive.ingest.store_report(made_bundle(citations=(made_citation(title=citation_title),)), "/x/a.pdf", "t")
    assert rows(path, "SELECT title FROM citations") == [("a?b",)]


@pytest.mark.parametrize("write", [False, True])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, write: bool) -> None:
    path.write_text("just words, many of them " * 50)
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="not a sound SQLite database"):
        open_archive(path, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
def test_another_program_s_database_is_refused(path: Path, write: bool) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="did not make"):
        open_archive(path, write=write)
    assert path.read_bytes() == before


def test_reading_never_creates_a_database(path: Path) -> None:
    with pytest.raises(ArchiveError, match="baocao load"):
        open_archive(path)
    assert not path.exists()
