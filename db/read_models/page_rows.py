"""Rows extracted from a page, with their boxes; and the queue of rows to review."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlite_utils import Database

from db.schema.operations import REVIEWED_TABLES
from db.sql.rows import query_rows

#: One box a printed line: page (from 1), x0, y0, x1, y1 in points from the top left.
Box = tuple[int, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """A data point that was read from a row."""

    id: int
    indicator: str
    period: str | None
    measure: str
    role: str
    basis: str | None
    district: str | None


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of ``citations``, ``figures``, ``percentages`` or ``ratios``. ``fields`` are the columns of its table."""

    table: str
    id: int
    report_id: int
    page: int | None
    start: int | None
    text: str
    boxes: tuple[Box, ...]
    confidence: float | None
    letters: float | None
    doubts: tuple[str, ...]
    verdict: str | None
    reviewed_by: str | None
    review_id: int | None
    fields: dict[str, Any] = field(default_factory=dict)
    points: tuple[Point, ...] = ()

    @property
    def key(self) -> str:
        """What the row is called in links: ``figures-12``."""
        return f"{self.table}-{self.id}"


_REVIEW = "LEFT JOIN reviews v ON v.table_name = '{0}' AND v.row_id = t.id AND v.status = 'active'"
_SELECT = "SELECT t.*, v.verdict, v.who AS reviewed_by, v.id AS review_id FROM {0} t " + _REVIEW
_POINTS = (
    "SELECT o.source_table, o.source_id, o.id, i.name, o.period, o.measure, o.role, o.basis, o.district "
    "FROM observations o JOIN indicators i ON i.id = o.indicator_id WHERE o.source_table = ? AND o.source_id IN ({0}) "
    "ORDER BY o.id"
)


def rows_of_page(database: Database, report_id: int, page: int) -> list[PageRow]:
    """The rows with a box on ``page``, in the order of the print; a row may begin on the page before."""
    rows = [
        row
        for table in REVIEWED_TABLES
        for row in _rows(database, table, "t.report_id = ? AND t.page IN (?, ?)", [report_id, page - 1, page])
    ]
    here = [row for row in rows if row.page == page or any(box[0] == page for box in row.boxes)]
    return sorted(with_points(database, here), key=lambda row: (row.start or 0, row.table, row.id))


def row(database: Database, table: str, number: int) -> PageRow | None:
    """One row by its table and id."""
    if table not in REVIEWED_TABLES:
        return None
    return next(iter(with_points(database, list(_rows(database, table, "t.id = ?", [number])))), None)


def with_points(database: Database, rows: Sequence[PageRow]) -> list[PageRow]:
    """``rows`` with the data points that were read from them."""
    points: dict[tuple[str, int], list[Point]] = {}
    for table in {row.table for row in rows}:
        ids = [row.id for row in rows if row.table == table]
        sql = _POINTS.format(", ".join("?" * len(ids)))
        for source, source_id, *values in database.conn.execute(sql, [table, *ids]):
            points.setdefault((source, source_id), []).append(Point(*values))
    return [replace(row, points=tuple(points.get((row.table, row.id), ()))) for row in rows]


def queue(
    database: Database,
    report_id: int | None = None,
    tables: Sequence[str] = REVIEWED_TABLES,
    after: tuple[float, str, int] | None = None,
    limit: int = 1,
) -> list[PageRow]:
    """The rows that nobody has reviewed, the least sure first; those behind ``after`` (confidence, table, id)."""
    rows: list[PageRow] = []
    for table in tables:
        where, values = ["v.id IS NULL", "t.confidence IS NOT NULL"], list[Any]()
        if report_id is not None:
            where.append("t.report_id = ?")
            values.append(report_id)
        if after is not None:
            where.append("(t.confidence, ?, t.id) > (?, ?, ?)")
            values += [table, *after]
            where.append("t.confidence >= ?")
            values.append(after[0])
        condition = " AND ".join(where)
        rows += _rows(database, table, f"{condition} ORDER BY t.confidence, t.id LIMIT ?", [*values, limit])
    rows.sort(key=lambda row: (row.confidence or 0.0, row.table, row.id))
    return with_points(database, rows[:limit])


def review_counts(database: Database, report_id: int | None = None) -> dict[str, int]:
    """How many rows there are (``rows``), and how many of them were ``accepted``, ``corrected`` and ``rejected``."""
    where, values = ("WHERE report_id = ?", [report_id]) if report_id is not None else ("", [])
    total = sum(
        int(database.conn.execute(f"SELECT count(*) FROM {table} {where}", values).fetchone()[0])
        for table in REVIEWED_TABLES
    )
    joined = f"{where} AND" if where else "WHERE"
    verdicts = dict(
        database.conn.execute(
            f"SELECT verdict, count(*) FROM reviews {joined} status = 'active' GROUP BY verdict", values
        ).fetchall()
    )
    return {"rows": total} | {verdict: verdicts.get(verdict, 0) for verdict in ("accepted", "corrected", "rejected")}


def _rows(database: Database, table: str, where: str, values: Sequence[Any]) -> Iterator[PageRow]:
    for columns in query_rows(database, f"{_SELECT.format(table)} WHERE {where}", values):
        yield PageRow(
            table,
            columns["id"],
            columns["report_id"],
            columns["page"],
            columns["start"],
            columns["text"],
            read_boxes(columns["boxes"]),
            columns["confidence"],
            columns["letters"],
            tuple(json.loads(columns["doubts"] or "[]")),
            columns.pop("verdict"),
            columns.pop("reviewed_by"),
            columns.pop("review_id"),
            columns,
        )


def read_boxes(stored: str | None) -> tuple[Box, ...]:
    """The boxes of a row as they are stored in JSON."""
    return tuple((int(box[0]), *map(float, box[1:5])) for box in json.loads(stored or "[]"))  # type: ignore[misc]  # five numbers a box


def recent_reviews(database: Database, report_id: int | None, limit: int) -> list[dict[str, Any]]:
    """The last verdicts that stand, the newest first, with the report and what was put in."""
    where, values = ("AND v.report_id = ?", [report_id]) if report_id is not None else ("", [])
    return query_rows(
        database,
        "SELECT v.id, v.table_name, v.row_id, v.report_id, v.page, v.verdict, v.printed, v.who, v.at, "
        "coalesce(r.number, r.source_path) AS report, (SELECT group_concat(coalesce(c.corrected, '·'), '; ') "
        "FROM json_each(v.corrections) e JOIN corrections c ON c.id = e.value) AS corrected "
        f"FROM reviews v LEFT JOIN reports r ON r.id = v.report_id "
        f"WHERE v.status = 'active' {where} ORDER BY v.id DESC LIMIT ?",
        [*values, limit],
    )
