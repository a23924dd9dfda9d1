"""Which documents are cited, by which reports, and where. Only what is shown is read, however large the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import pandas as pd
from sqlite_utils import Database

from db.cited import number_key
from db.folding import fold
from db.frames import frame_of_dicts, query
from db.observing import matching_districts
from db.queries import report_ids

_DOCUMENT = ("id", "type", "number", "date", "issuer", "year", "title", "mentions", "reports", "first_cited")
_COLUMNS = [*_DOCUMENT, "last_cited", "held_report_id", "cited_by", "other_dates"]
_MENTION = (
    "SELECT c.report_id, r.number, r.source_path, r.district, r.period, c.page, c.text, c.id FROM citations c "
    "JOIN reports r ON r.id = c.report_id"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the register is narrowed to. Types, issuers and districts match without case and diacritics.

    ``issuer`` matches in part. ``number`` matches whole (``19/QĐ-UBND``) or by its first figures (``19``), ``report``
    likewise: it is the citing report's own. ``held`` says whether the archive has the document itself.
    """

    kind: str | None = None
    issuer: str | None = None
    number: str | None = None
    year: int | None = None
    report: str | None = None
    district: str | None = None
    held: bool | None = None


def citations(database: Database, asked: Asked, limit: int | None = None) -> pd.DataFrame:
    """The mentions that match all that is asked, in the order of the reports and of their text.

    Raises:
        NothingMatchesError: no report is of that district, or has that number.
    """
    where, values = _conditions(database, asked)
    reports = _reports(database, asked)
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
    database: Database, asked: Asked, limit: int | None = None, offset: int = 0, places: int | None = None
) -> pd.DataFrame:
    """The documents that match, those cited by most reports first.

    ``mentions`` and ``reports`` count what is asked for (all reports, or those of a district). ``cited_by`` lists
    {report_id, report, file, district, period, page, text, citation_id}; of the first ``places`` reports, where that is
    given. ``other_dates`` are dates that some mentions give instead of the one that most give.

    Raises:
        NothingMatchesError: no report is of that district, or has that number.
    """
    where, values = _conditions(database, asked)
    reports = _reports(database, asked)
    if reports is None:
        sql = f"SELECT d.id, {', '.join(f'd.{name}' for name in _COLUMNS[1:-2])} FROM cited_documents d WHERE {where} "
    else:
        marks = ", ".join("?" * len(reports))
        counted = "sum(b.mentions) AS mentions, count(*) AS reports, min(r.date) AS first_cited, max(r.date)"
        sql = (
            f"SELECT d.id, {', '.join(f'd.{name}' for name in _DOCUMENT[1:7])}, {counted}, d.held_report_id "
            "FROM cited_by b JOIN cited_documents d ON d.id = b.cited_document_id JOIN reports r ON r.id = b.report_id "
            f"WHERE {where} AND b.report_id IN ({marks}) GROUP BY d.id "
        )
        values += reports
    order = "ORDER BY reports DESC, mentions DESC, d.type, d.number, d.id LIMIT ? OFFSET ?"
    found = database.conn.execute(f"{sql} {order}", [*values, -1 if limit is None else limit, offset]).fetchall()
    rows = [dict(zip(_COLUMNS[:-2], row, strict=True)) for row in found]
    for row in rows:
        row["cited_by"] = list(_places(database, row["id"], reports, places))
        row["other_dates"] = [date for date in _dates(database, row["id"]) if date != row["date"]]
    return frame_of_dicts(rows, _COLUMNS)


def count_documents(database: Database, asked: Asked) -> int:
    """How many documents match."""
    where, values = _conditions(database, asked)
    reports = _reports(database, asked)
    if reports is not None:
        marks = ", ".join("?" * len(reports))
        where += f" AND d.id IN (SELECT cited_document_id FROM cited_by WHERE report_id IN ({marks}))"
        values += reports
    return int(database.conn.execute(f"SELECT count(*) FROM cited_documents d WHERE {where}", values).fetchone()[0])


def _conditions(database: Database, asked: Asked) -> tuple[str, list[Any]]:
    conditions, values = ["TRUE"], list[Any]()
    for name, wanted, whole in (("type", asked.kind, True), ("issuer", asked.issuer, False)):
        if wanted:
            named = [row[0] for row in database.conn.execute(f"SELECT DISTINCT {name} FROM cited_documents")]
            folded = _written_out(wanted)
            known = [t for t in named if t and (_written_out(t) == folded if whole else folded in _written_out(t))]
            conditions.append(f"d.{name} IN ({', '.join('?' * len(known))})")
            values += known
    if asked.number:
        key = number_key(asked.number)
        # The key of a document is type|number|year|scope.
        patterns = [f"%|{key}|%", *([f"%|{key}/%|%|%"] if key.isdigit() else [])]
        conditions.append("(" + " OR ".join(["d.key LIKE ?"] * len(patterns)) + ")")
        values += patterns
    if asked.year:
        conditions.append("(d.year = ? OR d.date LIKE ?)")
        values += [asked.year, f"{asked.year}-%"]
    if asked.held is not None:
        # A report that its own annex names is not cited.
        others = (
            "EXISTS (SELECT 1 FROM cited_by b WHERE b.cited_document_id = d.id AND b.report_id <> d.held_report_id)"
        )
        conditions.append(f"{'' if asked.held else 'NOT '}(d.held_report_id IS NOT NULL AND {others})")
    return " AND ".join(conditions), values


_SHORT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "btv": "ban thuong vu", "bch": "ban chap hanh"}


def _written_out(name: str) -> str:
    """``name`` folded, with the abbreviations that every report uses written out."""
    return " ".join(_SHORT.get(word, word) for word in fold(name).split())


def _reports(database: Database, asked: Asked) -> list[int] | None:
    """The citing reports that are asked for; None for all."""
    if not asked.report and not asked.district:
        return None
    ids = set(report_ids(database, asked.report)) if asked.report else None
    if asked.district:
        named = matching_districts(database, [asked.district])
        rows = database.conn.execute(f"SELECT id FROM reports WHERE district IN ({', '.join('?' * len(named))})", named)
        of_district = {int(row[0]) for row in rows}
        ids = of_district if ids is None else ids & of_district
    return sorted(ids or ())


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
