"""The list of findings, a page at a time: counts by kind and severity, previous and next finding."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from sqlite_utils import Database

from db.sql.rows import query_rows
from db.sql.values import base_name

State = Literal["open", "confirmed", "dismissed", "all"]
STATES: tuple[State, ...] = get_args(State)
_RANK = "CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END"
#: The order of the list; the last part is unique.
_ORDER = (_RANK, "coalesce(r.date, '')", "f.report_id", "f.kind", "f.id")
_FROM = "FROM findings f JOIN reports r ON r.id = f.report_id LEFT JOIN dismissals d ON d.finding_key = f.key"
_ROW = (
    f"SELECT f.*, {_RANK} AS rank, r.number, r.source_path, r.district, r.period, r.date, o.number AS other_number, "
    "o.source_path AS other_path, o.district AS other_district, o.period AS other_period, d.verdict, "
    f"d.who AS verdict_by, d.at AS verdict_at, d.why AS verdict_why {_FROM} "
    "LEFT JOIN reports o ON o.id = f.other_report_id"
)


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What the findings are narrowed to. ``district``, ``year`` and ``reports`` hold for either of two reports."""

    kind: str | None = None
    severity: str | None = None
    district: str | None = None
    year: int | None = None
    reports: tuple[int, ...] | None = None
    state: State = "open"


def findings_page(
    database: Database, asked: FindingFilter, limit: int, offset: int = 0
) -> tuple[list[dict[str, Any]], int]:
    """Findings, the gravest first, their evidence read from JSON; and how many there are in all."""
    where, values = _where(asked)
    total = int(database.conn.execute(f"SELECT count(*) {_FROM} WHERE {where}", values).fetchone()[0])
    chosen = f"SELECT f.id {_FROM} WHERE {where} ORDER BY {', '.join(_ORDER)} LIMIT ? OFFSET ?"
    sql = f"{_ROW} WHERE f.id IN ({chosen}) ORDER BY {', '.join(_ORDER)}"
    return [_named(row) for row in query_rows(database, sql, [*values, limit, offset])], total


def finding(database: Database, key: str) -> dict[str, Any] | None:
    """One finding by its whole key; None where there is none."""
    rows = query_rows(database, f"{_ROW} WHERE f.key = ?", [key])
    return _named(rows[0]) if rows else None


def counts(database: Database, asked: FindingFilter) -> list[tuple[str, str, int]]:
    """How many findings there are of each kind and severity, whichever of these are asked for."""
    where, values = _where(replace(asked, kind=None, severity=None))
    rows = database.conn.execute(f"SELECT f.kind, f.severity, count(*) {_FROM} WHERE {where} GROUP BY 1, 2", values)
    return [(str(kind), str(severity), int(count)) for kind, severity, count in rows]


@dataclass(frozen=True, slots=True)
class LastAudit:
    """When the whole archive was last audited (``at``, UTC; None where no audit is on record).

    ``late``: how many reports were loaded since; all of them where none is on record.
    """

    at: str | None
    reports: int
    late: int


def last_audit(database: Database) -> LastAudit:
    """The last audit of the whole archive, by whichever program."""
    row = database.conn.execute("SELECT finished_at, reports FROM audits ORDER BY id DESC LIMIT 1").fetchone()
    at, reports = row or (None, 0)
    sql = "SELECT count(*) FROM reports WHERE loaded_at > ?" if at else "SELECT count(*) FROM reports"
    late = database.conn.execute(sql, [at] if at else []).fetchone()[0]
    return LastAudit(at, int(reports), int(late))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The keys of the findings before and after one, and its place (from 1) among ``count``."""

    before: str | None
    after: str | None
    place: int
    count: int


def neighbours(database: Database, asked: FindingFilter, row: dict[str, Any]) -> Neighbours:
    """Where a finding stands in the list; also one that was just judged, and is not in it any more."""
    where, values = _where(asked)
    place = [row["rank"], row["date"] or "", row["report_id"], row["kind"], row["id"]]
    order_key = f"({', '.join(_ORDER)})"

    def next_key(sign: str, way: str) -> str | None:
        order = ", ".join(f"{part} {way}" for part in _ORDER)
        sql = f"SELECT f.key {_FROM} WHERE {where} AND {order_key} {sign} (?, ?, ?, ?, ?) ORDER BY {order} LIMIT 1"
        key = database.conn.execute(sql, [*values, *place]).fetchone()
        return str(key[0]) if key else None

    sql = f"SELECT count(*), sum({order_key} < (?, ?, ?, ?, ?)) {_FROM} WHERE {where}"
    count, earlier = database.conn.execute(sql, [*place, *values]).fetchone()
    return Neighbours(next_key("<", "DESC"), next_key(">", "ASC"), int(earlier or 0) + 1, int(count))


def has_reports(database: Database) -> bool:
    """Whether there is anything to audit."""
    return database.conn.execute("SELECT 1 FROM reports LIMIT 1").fetchone() is not None


def page_sizes(database: Database, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, float]]:
    """Width and height in points of these pages, by report and page; a page that is not there is left out."""
    asked = json.dumps([list(place) for place in places])
    rows = database.conn.execute(
        "SELECT p.report_id, p.page, p.width, p.height FROM json_each(?) j JOIN pages p "
        "ON p.report_id = json_extract(j.value, '$[0]') AND p.page = json_extract(j.value, '$[1]')",
        [asked],
    )
    return {(report, page): (width, height) for report, page, width, height in rows}


def indicators_of(database: Database, rows: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """What these rows (table, id) of figures and percentages are of, as it was read; a row without is left out."""
    phrases: dict[tuple[str, int], str] = {}
    for table in ("figures", "percentages"):
        ids = json.dumps([number for of, number in rows if of == table])
        sql = (
            f"SELECT id, indicator FROM {table} WHERE id IN (SELECT value FROM json_each(?)) AND indicator IS NOT NULL"
        )
        phrases |= {(table, number): " ".join(phrase.split()) for number, phrase in database.conn.execute(sql, [ids])}
    return phrases


def _where(asked: FindingFilter) -> tuple[str, list[Any]]:
    conditions, values = ["TRUE"], list[Any]()
    for column, value in (("f.kind", asked.kind), ("f.severity", asked.severity)):
        if value:
            conditions.append(f"{column} = ?")
            values.append(value)
    either = []
    if asked.district:
        either.append(("district = ?", [asked.district]))
    if asked.year:
        either.append(("period_end BETWEEN ? AND ?", [f"{asked.year}-01-01", f"{asked.year}-12-31"]))
    if asked.reports is not None:
        either.append(("id IN (SELECT value FROM json_each(?))", [json.dumps(list(asked.reports))]))
    if either:
        chosen = f"SELECT id FROM reports WHERE {' AND '.join(condition for condition, _ in either)}"
        conditions.append(f"(f.report_id IN ({chosen}) OR f.other_report_id IN ({chosen}))")
        values += [value for _, given in either for value in given] * 2
    if asked.state == "open":
        conditions.append("d.id IS NULL")
    elif asked.state != "all":
        conditions.append("d.verdict = ?")
        values.append(asked.state)
    return " AND ".join(conditions), values


def _named(row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "evidence": json.loads(row["evidence"]),
        "name": row["number"] or base_name(row["source_path"]),
        "other_name": row["other_number"] or base_name(row["other_path"] or ""),
    }
