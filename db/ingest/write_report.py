"""Writes one report in one transaction: all of its rows, or none. Nothing else writes reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlite_utils import Database

from db.bundle import Bundle, Row
from db.citations.register import update_register
from db.indicators.rows import drop_unused, follow_assignments, register_indicators, register_phrases
from db.review.corrections import reapply_corrections
from db.review.verdicts import reapply_reviews
from db.schema.tables import COLUMNS, REPORT_TABLES
from db.search import index as indexing
from db.sql.clock import now
from db.sql.folding import fold

_REPLACED = (*REPORT_TABLES, "pages", "report_texts")


def store(database: Database, bundle: Bundle, source_path: str, *, again: bool = False) -> tuple[int, bool]:
    """Write ``bundle`` unless this content is there already, from the same version; must run in a transaction.

    ``again``: write it in any case.

    Returns:
        The report's id, and whether anything was written. A new version replaces the report's rows under the same id.
    """
    known = database.conn.execute(
        "SELECT id, extractor_version FROM reports WHERE sha256 = ?", [bundle.sha256]
    ).fetchone()
    if known and known[1] == bundle.extractor_version and not again:
        return int(known[0]), False
    report = bundle.report | {
        "id": known[0] if known else _next_id(database, "reports"),
        "sha256": bundle.sha256,
        "source_path": source_path,
        "page_count": bundle.page_count,
        "loaded_at": now(),
        "extractor_version": bundle.extractor_version,
    }
    before = _clear(database, report["id"]) if known else set[str]()
    if known:
        # The path first met stays: the report is known by it.
        names = [name for name in COLUMNS["reports"] if name not in ("id", "source_path")]
        assignments = ", ".join(f'"{name}" = :{name}' for name in names)
        values = {name: report.get(name) for name in (*names, "id")}
        database.conn.execute(f"UPDATE reports SET {assignments} WHERE id = :id", values)
    else:
        _insert(database, "reports", [report])
    _insert(database, "report_texts", [{"report_id": report["id"], "text": bundle.text}])
    _fill(database, bundle, report, before)
    reapply_corrections(database, int(report["id"]), bundle.sha256)
    reapply_reviews(database, int(report["id"]), bundle.sha256)
    if known:
        drop_unused(database)
    return int(report["id"]), True


def _fill(database: Database, bundle: Bundle, report: Row, before: set[str]) -> None:
    follow_assignments(database, bundle)
    indicators = register_indicators(database, bundle)
    base = {name: _next_id(database, name) for name in ("sections", "figures", "percentages", "ratios", "tables")}

    def place(name: str, index: int | None) -> int | None:
        return None if index is None else base[name] + index

    for name, rows in bundle.tables.items():
        for row in rows:
            row["report_id"] = report["id"]
            row["section_id"] = place("sections", row.get("section_index"))
        if name == "sections":
            for row in rows:
                row["parent_id"] = place("sections", row["parent"])
        elif name == "tables":
            for row in rows:
                row["continues_id"] = place("tables", row["continues"])
        elif name == "cells":
            for row in rows:
                row["table_id"] = place("tables", row["table"])
        elif name == "percentages":
            for row in rows:
                row["figure_id"] = place("figures", row["figure"])
        elif name == "observations":
            for row in rows:
                row |= {"district": _place(report, row.get("place")), "province": report["province"]}
                row["indicator_text"] = row["indicator"]
                row["indicator_id"] = indicators[row["indicator_key"]]
                row["source_id"] = place(row["source_table"], row["source_index"])
        elif name == "equations":
            for row in rows:
                row |= _placed_equation(row, place)
        _number(database, name, rows)
        _insert(database, name, rows)
    register_phrases(database, bundle.tables["observations"], indicators)
    update_register(database, report["id"], before)
    for name in ("pages", "citations"):
        indexing.add(database, name, report["id"])


def _placed_equation(row: Row, place: Callable[[str, int | None], int | None]) -> Row:
    result = row["result"]
    return {
        "result_table": result[0] if result else None,
        "result_id": place(*result) if result else None,
        "operands": json.dumps([[table, place(table, index)] for table, index in row["operands"]]),
    }


def _place(report: Row, named: str | None) -> str | None:
    """The district that a data point is of. What a commune's report says, or a sentence of a commune, is its own."""
    district: str | None = report["district"]
    commune = report.get("commune")
    inside = named if commune is None or named is None or fold(named) == fold(commune) else f"{named}, {commune}"
    parts = [part for part in (inside or commune, district) if part]
    return ", ".join(parts) or None


def _number(database: Database, table: str, rows: list[Row]) -> None:
    if "id" in COLUMNS[table]:
        first = _next_id(database, table)
        for number, row in enumerate(rows, first):
            row["id"] = number


def _clear(database: Database, report_id: int) -> set[str]:
    """Take out the rows of a report; returns the keys of the documents that it cited, and its own."""
    keys = (
        "SELECT document_key FROM citations WHERE report_id = :id UNION SELECT document_key FROM reports WHERE id = :id"
    )
    before = {str(row[0]) for row in database.conn.execute(keys, {"id": report_id}) if row[0]}
    for name in ("pages", "citations"):
        indexing.remove(database, name, report_id)
    database.conn.execute("DELETE FROM findings WHERE report_id = ? OR other_report_id = ?", [report_id, report_id])
    database.conn.execute("DELETE FROM cited_by WHERE report_id = ?", [report_id])
    for name in reversed(_REPLACED):
        database.conn.execute(f'DELETE FROM "{name}" WHERE report_id = ?', [report_id])
    return before


def _next_id(database: Database, table: str) -> int:
    row: tuple[int | None] = database.conn.execute(f'SELECT max(id) FROM "{table}"').fetchone()
    return (row[0] or 0) + 1


def _insert(database: Database, table: str, rows: list[Row]) -> None:
    names = COLUMNS[table]
    columns = ", ".join(f'"{name}"' for name in names)
    values: list[list[Any]] = [[row.get(name) for name in names] for row in rows]
    marks = ", ".join("?" * len(names))
    database.conn.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', values)
