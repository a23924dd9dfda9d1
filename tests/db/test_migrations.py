"""Databases of every earlier schema, brought up to date: the same tables, indexes and views as a new database has.

``schemas/*.sql`` are the schemas that earlier versions made, with the steps that they had applied, in order of time.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db import open_archive
from db.schema.migrations import migrations
from db.search.index import rebuild
from tests.made_reports import made_bundle

SCHEMAS = sorted((Path(__file__).parent / "schemas").glob("*.sql"))
ROWS: dict[str, dict[str, Any]] = {
    "reports": {
        "id": 1,
        "sha256": "a" * 64,
        "source_path": "/x/a.pdf",
        "extractor_version": "old",
        "number": "7/BC-UBND",
        "date": "2023-12-01",
        "district": "huyện An Lão",
        "province": "tỉnh Bình Định",
        "page_count": 1,
    },
    "files": {"id": 1, "source_path": "/x/a.pdf", "sha256": "a" * 64, "status": "loaded", "report_id": 1},
    "report_texts": {"report_id": 1, "text": "Thực hiện Luật Đất đai năm 2013, thu ngân sách đạt 5 tỷ đồng."},
    "pages": {"report_id": 1, "page": 1, "text": "Thực hiện Luật Đất đai năm 2013", "width": 595.0, "height": 842.0},
    "cited_documents": {
        "id": 1,
        "type": "Luật",
        "key": 'luat|"luat dat dai 2013|2013|vn',
        "scope": "vn",
        "year": 2013,
        "mentions": 1,
        "reports": 1,
    },
    "cited_by": {"cited_document_id": 1, "report_id": 1, "mentions": 1},
    "citations": {
        "id": 1,
        "report_id": 1,
        "text": "Luật Đất đai năm 2013",
        "type": "Luật",
        "title": "Đất đai",
        "year": 2013,
        "page": 1,
        "start": 10,
        "end": 31,
        "cited_document_id": 1,
        "document_key": 'luat|"luat dat dai 2013|2013|vn',
    },
}


def schema_of(path: Path) -> dict[str, dict[str, Any]]:
    """Tables (columns with type, not null, default, key), foreign keys, indexes and views; by name."""
    with closing(sqlite3.connect(path)) as database:
        objects = database.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE '%\\_fts\\_%' "
            "ESCAPE '\\' AND sql IS NOT NULL"
        ).fetchall()
        tables = [name for kind, name, _ in objects if kind == "table"]
        return {
            "columns": {
                name: {row[1]: row[2:6] for row in database.execute(f'PRAGMA table_info("{name}")')} for name in tables
            },
            "keys": {
                name: sorted(row[2:5] + row[6:7] for row in database.execute(f'PRAGMA foreign_key_list("{name}")'))
                for name in tables
            },
            "indexes": {name: " ".join(sql.split()) for kind, name, sql in objects if kind == "index"},
            "views": {name: " ".join(sql.split()) for kind, name, sql in objects if kind == "view"},
            "triggers": {name: sql for kind, name, sql in objects if kind == "trigger"},
        }


def earlier(path: Path, script: str) -> None:
    """Make a database of an earlier schema, with a report, its page, and a law that it cites."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(script)
        for table, row in ROWS.items():
            known = [column[1] for column in database.execute(f'PRAGMA table_info("{table}")')]
            values = {name: value for name, value in row.items() if name in known}
            if not values:
                continue
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            database.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(values.values()))
        if "indicator_phrases_fts" in script:
            rebuild(Database(database))
        database.commit()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    path = tmp_path_factory.mktemp("fresh") / "fresh.db"
    open_archive(path, write=True).close()
    return schema_of(path)


@pytest.mark.parametrize("script", SCHEMAS, ids=lambda path: path.stem)
def test_an_earlier_schema_becomes_the_present_one(
    script: Path, fresh: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    path = tmp_path / "old.db"
    earlier(path, script.read_text(encoding="utf-8"))
    with open_archive(path, write=True) as archive:
        assert not migrations.pending(archive.database)
        assert archive.maintenance.verify_rows() == []
        assert archive.reports.ids("7/BC-UBND") == [1]
        assert list(archive.search.find("dat dai")["page"]) == [1]
        archive.ingest.store_report(made_bundle("b" * 64, number="8/BC-UBND"), "/x/b.pdf", "t")
        assert len(archive.reports.frame()) == 2
    for part, named in schema_of(path).items():
        assert named == fresh[part], part


def test_every_step_is_of_an_earlier_schema_or_new() -> None:
    applied = set(re.findall(r"'baocao', '(\w+)'", "".join(path.read_text(encoding="utf-8") for path in SCHEMAS)))
    steps = [step.name for step in migrations.pending(Database(memory=True))]
    assert applied <= set(steps)


def test_a_law_of_an_earlier_schema_loses_the_year_in_its_name(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    earlier(path, next(one for one in SCHEMAS if "add_text_keys" in one.stem).read_text(encoding="utf-8"))
    with open_archive(path, write=True) as archive:
        rows = archive.database.execute("SELECT key FROM cited_documents").fetchall()
    assert rows == [('luat|"luat dat dai|2013|vn',)]
