"""Queries for mentions and cited documents. Only the rows that are shown are read, however large the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import pandas as pd
from sqlite_utils import Database

from db.citations.filters import CitationFilter, Narrowed, citing_reports, conditions, narrow
from db.sql.frames import frame_of_dicts, query

_DOCUMENT = ("id", "type", "number", "date", "issuer", "year", "title", "name", "mentions", "reports", "first_cited")
_COLUMNS = [*_DOCUMENT, "last_cited", "held_report_id", "cited_by", "other_dates"]
_MENTION = (
    "SELECT c.report_id, r.number, r.source_path, r.district, r.period, c.page, c.text, c.id FROM citations c "
    "JOIN reports r ON r.id = c.report_id"
)


def citations(database: Database, asked: CitationFilter, limit: int | None = None) -> pd.DataFrame:
    """The mentions that match all that is asked, in the order of the reports and of their text.

    Raises:
        NothingMatchesError: no report is of that district, or has that number.
    """
    where, values = conditions(database, asked)
    reports = citing_reports(database, asked)
    if reports is not None:
        where += f" AND v.report_id IN ({', '.join('?' * len(reports))})"
        values += reports
    return query(
        database,
        "SELECT v.* FROM v_citations v JOIN cited_documents d ON d.id = v.cited_document_id "
        f'WHERE {where} ORDER BY v.report_date, v.report_number, v.report_id, v."start", v.id LIMIT ?',
        [*values, -1 if limit is None else limit],
    )


def cited_documents(
    database: Database, asked: CitationFilter, limit: int | None = None, offset: int = 0, places: int | None = None
) -> pd.DataFrame:
    """The documents that match, those cited by most reports first.

    ``mentions`` and ``reports`` count what is asked for (all reports, or those of a district). ``cited_by`` lists
    {report_id, report, file, district, period, page, text, citation_id}; of the first ``places`` reports, where that is
    given. ``other_dates`` are dates that some mentions give instead of the one that most give.

    Raises:
        NothingMatchesError: no report is of that district, or has that number.
    """
    narrowed = narrow(database, asked)
    rows = document_rows(database, narrowed, limit, offset)
    for row in rows:
        row["cited_by"] = list(_places(database, row["id"], narrowed.reports, places))
        row["other_dates"] = other_dates(database, row)
    return frame_of_dicts(rows, _COLUMNS)


def document_rows(database: Database, narrowed: Narrowed, limit: int | None, offset: int = 0) -> list[dict[str, Any]]:
    """The documents without the places that cite them, those cited by most reports first."""
    values = [*narrowed.values]
    # With a plus SQLite looks through the table and keeps the first: most of the index of this order would not match.
    first = "d.reports" if narrowed.wide else "+d.reports"
    if narrowed.reports is None:
        columns = ", ".join(f"d.{name}" for name in _COLUMNS[:-2])
        sql = f"SELECT {columns} FROM cited_documents d WHERE {narrowed.where}"
    else:
        marks = ", ".join("?" * len(narrowed.reports))
        counted = "sum(b.mentions) AS mentions, count(*) AS reports, min(r.date) AS first_cited, max(r.date)"
        sql = (
            f"SELECT d.id, {', '.join(f'd.{name}' for name in _DOCUMENT[1:8])}, {counted}, d.held_report_id "
            "FROM cited_by b JOIN cited_documents d ON d.id = b.cited_document_id JOIN reports r ON r.id = b.report_id "
            f"WHERE {narrowed.where} AND b.report_id IN ({marks}) GROUP BY d.id"
        )
        values += narrowed.reports
        first = "reports"
    order = f"ORDER BY {first} DESC, mentions DESC, d.type, d.number, d.id LIMIT ? OFFSET ?"
    rows = database.conn.execute(f"{sql} {order}", [*values, -1 if limit is None else limit, offset]).fetchall()
    return [dict(zip(_COLUMNS[:-2], row, strict=True)) for row in rows]


def other_dates(database: Database, document: Mapping[str, Any]) -> list[str]:
    """The dates that some mentions of a document give instead of the one that most give."""
    return [date for date in _dates(database, document["id"]) if date != document["date"]]


def count_documents(database: Database, asked: CitationFilter) -> int:
    """How many documents match."""
    return count_narrowed(database, narrow(database, asked))


def count_narrowed(database: Database, narrowed: Narrowed) -> int:
    """How many documents there are of what was narrowed to."""
    where, values = narrowed.where, [*narrowed.values]
    if narrowed.reports is not None:
        marks = ", ".join("?" * len(narrowed.reports))
        where += f" AND d.id IN (SELECT cited_document_id FROM cited_by WHERE report_id IN ({marks}))"
        values += narrowed.reports
    return int(database.conn.execute(f"SELECT count(*) FROM cited_documents d WHERE {where}", values).fetchone()[0])


def _places(
    database: Database, document: int, reports: Sequence[int] | None, most: int | None
) -> Iterator[dict[str, Any]]:
    if most is not None or reports is not None:
        marks = f" AND report_id IN ({', '.join('?' * len(reports))})" if reports is not None else ""
        inner = f"SELECT report_id FROM cited_by WHERE cited_document_id = ?{marks} ORDER BY report_id LIMIT ?"
        rows = database.conn.execute(inner, [document, *(reports or ()), -1 if most is None else most])
        chosen = [int(row[0]) for row in rows]
        # The plus keeps SQLite from going through all mentions of the document, which may be a law.
        where, values = (
            f"+c.cited_document_id = ? AND c.report_id IN ({', '.join('?' * len(chosen))})",
            [document, *chosen],
        )
    else:
        where, values = "c.cited_document_id = ?", [document]
    sql = f'{_MENTION} WHERE {where} ORDER BY r.date, r.number, c.report_id, c."start", c.id'
    for report_id, number, path, district, period, page, text, citation in database.conn.execute(sql, values):
        yield {
            "report_id": report_id,
            "report": number,
            "file": PurePath(path).name,
            "district": district,
            "period": period,
            "page": page,
            "text": text,
            "citation_id": citation,
        }


def _dates(database: Database, document: int) -> Iterator[str]:
    """The dates that mentions of a document give, from index entry to index entry: a law has thousands of mentions."""
    date = ""
    following = "SELECT min(date) FROM citations WHERE cited_document_id = ? AND date > ?"
    while (date := database.conn.execute(following, [document, date]).fetchone()[0]) is not None:
        yield date
