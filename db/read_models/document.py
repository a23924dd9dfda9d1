"""One cited document: what it is, which reports cite it and when, and what their mentions say of its date and issuer.

A law is cited by thousands of reports: only the page of the list that is shown is read mention by mention. Mentions
that a reader rejected are out of the register, and so of all this.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.sql.rows import query_rows
from db.sql.values import base_name

_CITING = "r.id, r.number, r.source_path, r.district, r.province, r.period, r.date"
#: Findings of these kinds are about documents.
CITATION_KINDS = (
    "citation_dates",
    "citation_issuers",
    "citation_titles",
    "cited_before_issued",
    "citation_incomplete",
    "register_conflict",
)


@dataclass(frozen=True, slots=True)
class StatedValue:
    """What ``mentions`` mentions in ``reports`` reports give as a date or an issuer (``value``; None: nothing).

    ``first`` is the id of one of them.
    """

    value: str | None
    mentions: int
    reports: int
    first: int


def document(database: Database, number: int) -> dict[str, Any] | None:
    """A document with its counts, as ``v_register`` has it; None where there is none of that id."""
    rows = query_rows(database, "SELECT * FROM v_register WHERE id = ?", [number])
    return rows[0] if rows else None


def stated_values(database: Database, number: int, field: str) -> list[StatedValue]:
    """The values of ``field`` (``date`` or ``issuer``) that mentions give, those of most mentions first.

    Raises:
        ValueError: ``field`` is another one.
    """
    if field not in ("date", "issuer"):
        raise ValueError(f"mentions are not counted by {field}.")
    rows = database.conn.execute(
        f"SELECT {field}, count(*) AS mentions, count(DISTINCT report_id), min(id) FROM citations "
        f"WHERE cited_document_id = ? GROUP BY {field} ORDER BY {field} IS NULL, mentions DESC, {field}",
        [number],
    )
    return [StatedValue(*row) for row in rows]


def citing_reports(database: Database, number: int) -> list[dict[str, Any]]:
    """Every report that cites a document, the latest first, with how often it does (``mentions``)."""
    rows = query_rows(
        database,
        f"SELECT {_CITING}, b.mentions FROM cited_by b JOIN reports r ON r.id = b.report_id "
        "WHERE b.cited_document_id = ? ORDER BY r.date IS NULL, r.date DESC, r.id DESC",
        [number],
    )
    return [row | {"name": row["number"] or base_name(row["source_path"])} for row in rows]


def mentions_in(database: Database, number: int, reports: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The mentions of a document in these ``reports``, by report, in the order of the text."""
    # The plus keeps SQLite from going through all mentions of the document.
    rows = query_rows(
        database,
        "SELECT id, report_id, page, text, date, issuer, pinpoint, in_footnote FROM citations "
        "WHERE +cited_document_id = ? AND report_id IN (SELECT value FROM json_each(?)) "
        'ORDER BY report_id, "start", id',
        [number, json.dumps(list(reports))],
    )
    by_report: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by_report.setdefault(row["report_id"], []).append(row)
    return by_report


def first_mentions(database: Database, number: int) -> dict[int, tuple[int, int | None]]:
    """For each report that cites a document: the id and the page of its first mention."""
    rows = database.conn.execute(
        "SELECT report_id, min(id), page FROM citations WHERE cited_document_id = ? GROUP BY report_id", [number]
    )
    return {report: (mention, page) for report, mention, page in rows}


def reports_saying(database: Database, number: int, date: str | None) -> dict[int, set[str]]:
    """Which reports give the document another date than ``date``, and which dates these are."""
    by_report: dict[int, set[str]] = {}
    for other in ("<", ">"):
        sql = f"SELECT DISTINCT report_id, date FROM citations WHERE cited_document_id = ? AND date {other} ?"
        for report, stated in database.conn.execute(sql, [number, date]):
            by_report.setdefault(report, set()).add(stated)
    return by_report


def findings_about(database: Database, number: int, limit: int) -> list[dict[str, Any]]:
    """The findings whose evidence is a mention of the document, the gravest first; dismissed ones last."""
    kinds = ", ".join("?" * len(CITATION_KINDS))
    of = " UNION ".join(
        f"SELECT f.id FROM cited_by b JOIN findings f ON f.{side} = b.report_id "
        f"WHERE b.cited_document_id = ? AND f.kind IN ({kinds})"
        for side in ("report_id", "other_report_id")
    )
    # The plus: each piece of evidence is looked up by its id, and not among all mentions of the document.
    about = (
        "EXISTS (SELECT 1 FROM json_each(f.evidence) e JOIN citations c ON c.id = json_extract(e.value, '$.row_id') "
        "WHERE json_extract(e.value, '$.table') = 'citations' AND +c.cited_document_id = ?)"
    )
    rank = "CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END"
    order = f"dismissed_at IS NOT NULL, confirmed_at IS NOT NULL, {rank}, id"
    return query_rows(
        database,
        f"SELECT * FROM v_findings WHERE id IN (SELECT f.id FROM findings f WHERE f.id IN ({of}) AND {about}) "
        f"ORDER BY {order} LIMIT ?",
        [*(number, *CITATION_KINDS) * 2, number, limit],
    )


def register_entries(database: Database, number: int) -> list[dict[str, Any]] | None:
    """What the imported register says of the document; None where no register was imported."""
    if not database.conn.execute("SELECT 1 FROM known_documents LIMIT 1").fetchone():
        return None
    return query_rows(
        database,
        "SELECT k.type, k.number, k.date, k.year, k.issuer, k.title, k.source FROM known_documents k "
        "JOIN cited_documents d ON d.key = k.key WHERE d.id = ? ORDER BY k.id",
        [number],
    )


def documents_of(database: Database, citations: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """The documents that these mentions mean, by the id of the mention."""
    rows = query_rows(
        database,
        "SELECT c.id AS citation_id, d.* FROM citations c JOIN cited_documents d ON d.id = c.cited_document_id "
        "WHERE c.id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(citations))],
    )
    return {row["citation_id"]: row for row in rows}
