"""Full text: pages, citations and indicators with the words asked for, with or without diacritics, the best first.

What is typed with diacritics is looked up as written, what is typed without any finds all: ``hộ nghèo`` finds no
``hồ nghệo``, and ``ho ngheo`` finds both. See :mod:`db.search.index` for the two columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlite_utils import Database

from db.search.snippets import snippet
from db.search.words import QUOTED, is_plain, term, words_of
from db.sql.frames import frame_of
from db.sql.lookup import matching_districts
from db.sql.periods import parse_period

COLUMNS = (
    *("kind", "report_id", "report_number", "district", "period", "page", "snippet", "score", "source_path", "row_id"),
)
#: What is found of each kind, and what is shown of it. An indicator is shown by its wordings, with no place.
_HITS = (
    "WITH hits AS (SELECT rowid AS id, -rank AS score FROM {0}_fts WHERE {0}_fts MATCH ? ORDER BY rank, rowid LIMIT ?)"
)
_SQL = {
    "page": (
        _HITS.format("pages") + "SELECT p.report_id, r.number, r.district, r.period, p.page, p.text, h.score, "
        "r.source_path, p.id FROM hits h JOIN pages p ON p.id = h.id JOIN reports r ON r.id = p.report_id WHERE TRUE"
    ),
    "citation": (
        _HITS.format("citations") + "SELECT c.report_id, r.number, r.district, r.period, c.page, "
        "c.text || coalesce(': ' || c.title, ''), h.score, r.source_path, c.id "
        "FROM hits h JOIN citations c ON c.id = h.id JOIN reports r ON r.id = c.report_id WHERE TRUE"
    ),
    "indicator": (
        _HITS.format("indicator_phrases") + "SELECT NULL, NULL, NULL, NULL, NULL, "
        "i.name || CASE WHEN w.key = lower(i.name) THEN '' ELSE ': ' || w.key END, h.score, NULL, i.id "
        "FROM hits h JOIN indicator_phrases w ON w.id = h.id JOIN indicators i ON i.id = w.indicator_id WHERE TRUE"
    ),
}


def search(
    database: Database,
    asked: str,
    districts: Sequence[str] = (),
    period_from: str | None = None,
    period_to: str | None = None,
    limit: int | None = None,
    kinds: Sequence[str] = ("page",),
) -> pd.DataFrame:
    """Rows with every word of ``asked``; "words in quotes" stand together. ``snippet`` marks matches with [ and ].

    ``kinds`` are some of :data:`db.search.words.KINDS`; ``limit`` holds for each of them.

    Raises:
        NothingMatchesError: no such district.
        ValueError: a period is written wrongly.
    """
    phrases = words_of(asked)
    if not phrases:
        return frame_of([], COLUMNS)
    plain = is_plain(asked)
    match = " AND ".join(term(phrase, plain) for phrase in phrases)
    if len(phrases) > 1 and not QUOTED.search(asked):
        match = f"({term(asked, plain)}) OR ({match})"  # all of it in a row counts for more
    where, values = _narrowed(database, districts, period_from, period_to)
    hits: list[tuple[Any, ...]] = []
    for kind in kinds:
        most = -1 if limit is None else limit
        if kind == "indicator":  # of no district or period
            rows = database.conn.execute(f"{_SQL[kind]} ORDER BY h.score DESC, h.id LIMIT ?", [match, most, most])
            hits += [(kind, *row[:5], snippet(row[5], phrases, plain), *row[6:]) for row in rows]
            continue
        # Where nothing narrows the hits, only those that are shown are looked up.
        sql = f"{_SQL[kind]}{where} ORDER BY h.score DESC, h.id LIMIT ?"
        rows = database.conn.execute(sql, [match, -1 if where else most, *values, most])
        hits += [(kind, *row[:5], snippet(row[5], phrases, plain), *row[6:]) for row in rows]
    return frame_of(hits, COLUMNS)


def _narrowed(
    database: Database, districts: Sequence[str], period_from: str | None, period_to: str | None
) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    if districts:
        known = matching_districts(database, districts)
        conditions.append(f"r.district IN ({', '.join('?' * len(known))})")
        values += known
    if period_from:
        conditions.append("r.period_start >= ?")
        values.append(parse_period(period_from).start)
    if period_to:
        conditions.append("r.period_end <= ?")
        values.append(parse_period(period_to).end)
    return "".join(f" AND {condition}" for condition in conditions), values
