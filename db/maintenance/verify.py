"""Consistency checks of a database: keys, owners, boxes, texts, the full-text index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from db.schema.tables import OF_REPORT, REFERENCES
from db.search.index import SEARCHED

Check = Literal["file", "integrity", "keys", "orphans", "text", "boxes", "index", "counts"]
#: Points by which a box may reach over the edge of its page: values are rounded; the rules of a table have a width.
_EDGE = 5.0
#: Problems of one kind that are told one by one.
_TOLD = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold: the check that found it, the table or file, and a sentence."""

    check: Check
    where: str
    message: str


def verify_rows(database: Database) -> Iterator[Problem]:
    """All that is wrong with the rows themselves; nothing is written."""
    for check in (_integrity, _keys, _orphans, _texts, _boxes, _index, _counts):
        try:
            yield from check(database)
        except sqlite3.DatabaseError as error:
            yield Problem("integrity", "database", f"SQLite finds the file damaged: {error}. Restore it from a copy.")
            return


def sources(database: Database) -> list[tuple[str, str, int]]:
    """Each file whose content was loaded: its path as stored, its SHA-256, and its report's id."""
    rows = database.conn.execute(
        "SELECT source_path, sha256, report_id FROM files WHERE status IN ('loaded', 'duplicate') ORDER BY source_path"
    )
    return [(str(path), str(sha256), int(report)) for path, sha256, report in rows]


def _integrity(database: Database) -> Iterator[Problem]:
    for (message,) in database.conn.execute(f"PRAGMA integrity_check({_TOLD})"):
        if message != "ok":
            yield Problem("integrity", "database", f"SQLite finds the file damaged: {message}.")


def _keys(database: Database) -> Iterator[Problem]:
    for table, row, parent, _ in database.conn.execute("PRAGMA foreign_key_check").fetchmany(_TOLD):
        yield Problem("keys", table, f"row {row} of {table} points to a row of {parent} that is not there.")


def _orphans(database: Database) -> Iterator[Problem]:
    """Rows without their report, and references that no foreign key holds."""
    for table in (*OF_REPORT, "pages", "report_texts", "findings", "cited_by"):
        sql = f'SELECT count(*) FROM "{table}" WHERE report_id IS NULL OR report_id NOT IN (SELECT id FROM reports)'
        yield from _counted(database, sql, "orphans", table, "{} rows of {} belong to no report.")
    for table, columns in OF_REPORT.items():
        for key, other in REFERENCES.items():
            if key in columns:
                known = f'(SELECT id FROM "{other}")'
                sql = f'SELECT count(*) FROM "{table}" WHERE {key} IS NOT NULL AND {key} NOT IN {known}'
                yield from _counted(database, sql, "orphans", table, f"{{}} rows of {{}} point to no row of {other}.")
    for source in ("figures", "percentages", "ratios"):
        sql = (
            f"SELECT count(*) FROM observations WHERE source_table = '{source}' "
            f"AND source_id IS NOT NULL AND source_id NOT IN (SELECT id FROM {source})"
        )
        yield from _counted(database, sql, "orphans", "observations", f"{{}} rows of {{}} have no source in {source}.")
    without = (
        "SELECT count(*) FROM reports r WHERE NOT EXISTS (SELECT 1 FROM report_texts t WHERE t.report_id = r.id) "
        "OR r.page_count IS NOT (SELECT count(*) FROM pages p WHERE p.report_id = r.id)"
    )
    yield from _counted(
        database, without, "orphans", "reports", "{} rows of {} lack their text or some of their pages."
    )
    unheld = "SELECT count(*) FROM reports WHERE id NOT IN (SELECT report_id FROM files WHERE report_id IS NOT NULL)"
    yield from _counted(database, unheld, "orphans", "reports", "{} rows of {} have no row in files.")


def _texts(database: Database) -> Iterator[Problem]:
    """Offsets lie within the text of the report, and the printed words are those of it."""
    for table, columns in OF_REPORT.items():
        if not {"start", "end", "text"} <= columns.keys():
            continue
        sql = (
            f'SELECT count(*) FROM "{table}" x JOIN report_texts t ON t.report_id = x.report_id '
            'WHERE (x."start" < 0 OR x."end" < x."start" OR x."end" > length(t.text) '
            'OR x.text IS NOT substr(t.text, x."start" + 1, x."end" - x."start")) '
            "AND instr(t.text, char(0)) = 0"  # to SQLite, a text ends at such a character
        )
        yield from _counted(
            database, sql, "text", table, "{} rows of {} do not have the words of their place in the text."
        )


def _boxes(database: Database) -> Iterator[Problem]:
    """Boxes lie on pages that there are, and inside them."""
    sizes = {
        (report, page): (width, height)
        for report, page, width, height in database.conn.execute("SELECT report_id, page, width, height FROM pages")
    }
    for table, columns in OF_REPORT.items():
        if "boxes" not in columns:
            continue
        count = 0
        for number, report, boxes in database.conn.execute(f'SELECT id, report_id, boxes FROM "{table}"'):
            why = _misplaced(boxes, lambda page, report=report: sizes.get((report, page)))  # type: ignore[misc]
            if why is None:
                continue
            count += 1
            if count <= _TOLD:
                yield Problem("boxes", table, f"row {number} of {table} {why}.")


def _misplaced(boxes: str | None, size_of: Callable[[int], tuple[float, float] | None]) -> str | None:
    try:
        listed: list[Any] = json.loads(boxes or "[]")
        for page, x0, y0, x1, y1 in listed:
            size = size_of(page)
            if size is None:
                return f"has a box on page {page}, which there is not"
            width, height = size
            if x0 > x1 or y0 > y1 or min(x0, y0) < -_EDGE or x1 > width + _EDGE or y1 > height + _EDGE:
                return f"has a box outside page {page} ({x0}, {y0}, {x1}, {y1} on {width} by {height} points)"
    except (ValueError, TypeError):
        return f"has boxes that are none: {boxes!r:.60}"
    return None


def _index(database: Database) -> Iterator[Problem]:
    """As many rows in the full-text index as there are to search, and under their ids."""
    for table in SEARCHED:
        sql = (
            f"SELECT (SELECT count(*) FROM {table} WHERE id NOT IN (SELECT id FROM {table}_fts_docsize)) "
            f"+ (SELECT count(*) FROM {table}_fts_docsize WHERE id NOT IN (SELECT id FROM {table}))"
        )
        yield from _counted(
            database, sql, "index", f"{table}_fts", "{} rows of {} are not in step with what they index."
        )


def _counts(database: Database) -> Iterator[Problem]:
    """The register counts what is cited."""
    sql = (
        "SELECT count(*) FROM cited_documents d WHERE coalesce(d.mentions, 0) IS NOT "
        "(SELECT count(*) FROM citations c WHERE c.cited_document_id = d.id)"
    )
    yield from _counted(database, sql, "counts", "cited_documents", "{} rows of {} count their mentions wrongly.")


def _counted(database: Database, sql: str, check: Check, table: str, message: str) -> Iterator[Problem]:
    count = int(database.conn.execute(sql).fetchone()[0])
    if count:
        yield Problem(check, table, message.format(count, table))
