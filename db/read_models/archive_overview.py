"""Overview pages: reports, districts, years, comparable indicators, totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.indicator_catalogue import indicator_list
from db.sql.folding import fold
from db.sql.rows import query_rows
from db.sql.values import base_name

_COUNTED = ("citations", "figures", "percentages", "ratios")
_HEADER = (
    "r.id, r.sha256, r.source_path, r.number, r.type, r.issuer, r.date, r.title, r.district, r.province, r.commune, "
    "r.period, r.page_count, r.signer, r.signer_title, r.place, r.addressee, r.warnings, r.loaded_at, "
    "r.extractor_version"
)
_ORDER = "r.period_end DESC, r.date DESC, r.id DESC"


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What a list of reports is narrowed to; ``words`` are looked for in number, title, issuer and file name."""

    district: str | None = None
    year: int | None = None
    words: str | None = None


def reports_page(
    database: Database, asked: ReportFilter, limit: int, offset: int = 0
) -> tuple[list[dict[str, Any]], int]:
    """Reports with their header and how many rows each gave, the latest first; and how many there are in all."""
    database.conn.create_function("fold", 1, fold, deterministic=True)
    where, values = _where(asked)
    total = int(database.conn.execute(f"SELECT count(*) FROM reports r WHERE {where}", values).fetchone()[0])
    counts = ", ".join(f'(SELECT count(*) FROM "{name}" x WHERE x.report_id = r.id) AS "{name}"' for name in _COUNTED)
    chosen = f"SELECT r.id FROM reports r WHERE {where} ORDER BY {_ORDER} LIMIT ? OFFSET ?"
    sql = f"SELECT {_HEADER}, {counts} FROM reports r WHERE r.id IN ({chosen}) ORDER BY {_ORDER}"
    return [_named(row) for row in query_rows(database, sql, [*values, limit, offset])], total


def report(database: Database, number: int) -> dict[str, Any] | None:
    """The header of one report; None when there is none of that id. ``name`` is its number, or its file's name."""
    rows = query_rows(database, f"SELECT {_HEADER} FROM reports r WHERE r.id = ?", [number])
    return _named(rows[0]) if rows else None


def related_reports(database: Database, number: int) -> list[dict[str, Any]]:
    """The reports with the same text in other bytes (``same_text``), and other versions of it (``version``)."""
    sql = (
        "SELECT other_report_id AS id, relation, other_number AS number, other_path AS source_path "
        "FROM v_related_reports WHERE report_id = ? ORDER BY relation, other_report_id"
    )
    return [_named(row) for row in query_rows(database, sql, [number])]


def report_pages(database: Database, number: int) -> list[dict[str, Any]]:
    """The pages of a report without their text: page, text_source, width and height in points."""
    return query_rows(
        database, "SELECT page, text_source, width, height FROM pages WHERE report_id = ? ORDER BY page", [number]
    )


def page_text(database: Database, number: int, page: int) -> str:
    """The text of a page as it was read; empty when there is none."""
    row = database.conn.execute("SELECT text FROM pages WHERE report_id = ? AND page = ?", [number, page]).fetchone()
    return str(row[0] or "") if row else ""


def districts(database: Database) -> list[tuple[str, str | None]]:
    """The districts that reports are of, with their provinces, by name.

    A report may not say its province: its district is then the one of that name which has one, if there is just one.
    """
    rows = database.conn.execute(
        "SELECT DISTINCT district, province FROM reports WHERE district IS NOT NULL ORDER BY province, district"
    ).fetchall()
    provinces: dict[str, set[str]] = {}
    for name, province in rows:
        provinces.setdefault(name, set()).update([province] if province else [])
    named = [(str(name), province) for name, province in rows if province or len(provinces[name]) != 1]
    return sorted(named, key=lambda row: (fold(row[0]), row[1] or ""))


def years(database: Database) -> list[int]:
    """The years that reports are of, the latest first."""
    rows = database.conn.execute(
        "SELECT DISTINCT substr(period_end, 1, 4) FROM reports WHERE period_end IS NOT NULL ORDER BY 1 DESC"
    )
    return [int(row[0]) for row in rows]


def comparable(database: Database) -> list[dict[str, str | None]]:
    """The listed indicators that some report has: code, name, group, in the order of the list."""
    sql = (
        "SELECT code FROM indicators i WHERE code IS NOT NULL "
        "AND EXISTS (SELECT 1 FROM observations o WHERE o.indicator_id = i.id)"
    )
    codes = {row[0] for row in database.conn.execute(sql)}
    return [
        {"code": entry.code, "name": entry.name, "group": entry.group}
        for entry in indicator_list().values()
        if entry.code in codes
    ]


def totals(database: Database) -> dict[str, int]:
    """How many reports, pages, districts, cited documents, figures, percentages and ratios there are."""
    one = database.conn.execute("SELECT count(*), coalesce(sum(page_count), 0) FROM reports").fetchone()
    counts = {"reports": int(one[0]), "pages": int(one[1]), "districts": len(districts(database))}
    for name in ("cited_documents", "figures", "percentages", "ratios"):
        counts[name] = int(database.conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
    return counts


def failed_files(database: Database) -> int:
    """How many files could not be read."""
    return int(database.conn.execute("SELECT count(*) FROM files WHERE status = 'failed'").fetchone()[0])


def findings_by_kind(database: Database) -> list[dict[str, Any]]:
    """How many findings of each kind and severity are open, those of most first within the gravest."""
    return query_rows(
        database,
        "SELECT f.kind, f.severity, count(*) AS count FROM findings f "
        "WHERE NOT EXISTS (SELECT 1 FROM dismissals d WHERE d.finding_key = f.key) GROUP BY f.kind, f.severity "
        "ORDER BY CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, count DESC",
    )


def _where(asked: ReportFilter) -> tuple[str, Sequence[Any]]:
    conditions, values = ["TRUE"], list[Any]()
    if asked.district:
        conditions.append("r.district = ?")
        values.append(asked.district)
    if asked.year:
        conditions.append("r.period_end BETWEEN ? AND ?")
        values += [f"{asked.year}-01-01", f"{asked.year}-12-31"]
    if asked.words:
        searched = "coalesce(r.number, '') || ' ' || coalesce(r.title, '') || ' ' || coalesce(r.issuer, '') || ' '"
        conditions.append(f"instr(fold({searched} || r.source_path), ?) > 0")
        values.append(fold(asked.words))
    return " AND ".join(conditions), values


def _named(row: dict[str, Any]) -> dict[str, Any]:
    file = base_name(row["source_path"])
    return row | {"file": file, "name": row["number"] or file}
