"""Full text a page of a list at a time: what stands there in a row first, and never more work than a screen needs.

:func:`db.search.query.search` ranks all that matches. A word that stands on every page (``UBND``) would keep a reader
waiting for an order that says little: here only so many are ranked, the latest loaded, and the count says "more".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from db.search.snippets import Part, snippet_parts
from db.search.words import QUOTED, is_plain, term, words_of
from db.sql.folding import fold_place
from db.sql.periods import parse_period
from db.sql.values import base_name

#: Matches that are ranked, for each of the two ways to match; a list says "more than" from there on.
MAX_HITS = 1000
#: Reports up to which their rows are gathered before the index is read: fewer rows than most words have matches.
_MAX_REPORTS_SCANNED = 1000
#: A stretch of the text: longer than on a terminal.
_WORDS = 36
#: Words of a name; more are a sentence that a report says something in.
_NAME = 9
_INDEX = {"page": "pages", "citation": "citations", "indicator": "indicator_phrases"}


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What is looked for: words, and the reports to look in. ``district`` is a name with or without its kind."""

    words: str
    district: str | None = None
    period_from: str | None = None
    period_to: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A match. ``name`` is the report's (number or file), or the indicator's; ``row_id`` is of its table.

    ``values`` and ``districts`` say of an indicator how many values of how many districts there are.
    """

    kind: str
    row_id: int
    name: str
    parts: tuple[Part, ...]
    report_id: int | None = None
    page: int | None = None
    district: str | None = None
    period: str | None = None
    date: str | None = None
    values: int = 0
    districts: int = 0


@dataclass(frozen=True, slots=True)
class Hits:
    """Some matches of one kind; ``count`` is how many there are in all, ``more`` whether even more than that."""

    kind: str
    shown: tuple[Hit, ...]
    count: int
    more: bool


def search_page(database: Database, asked: SearchFilter, kind: str, limit: int, offset: int = 0) -> Hits:
    """The matches of one kind (``page``, ``citation``, ``indicator``), the best first.

    Indicators are of no district or period: ``asked`` narrows them by its words alone.

    Raises:
        ValueError: a period is written wrongly.
    """
    phrases, plain = words_of(asked.words), is_plain(asked.words)
    if not phrases:
        return Hits(kind, (), 0, more=False)
    ids = _ranked(database, asked, kind, phrases, plain)
    if kind == "indicator":
        hits = _indicators(database, ids, phrases, plain)
        shown = _counted(database, hits[offset : offset + limit])
        return Hits(kind, tuple(shown), len(hits), more=len(ids) >= MAX_HITS)
    placed = _PLACED[kind](database, ids[offset : offset + limit], phrases, plain)
    return Hits(kind, tuple(placed), min(len(ids), MAX_HITS), more=len(ids) >= MAX_HITS)


def _ranked(database: Database, asked: SearchFilter, kind: str, phrases: Sequence[str], plain: bool) -> list[int]:
    """The ids that match: first those with all the words in a row, then those with all of them somewhere."""
    ways = [" AND ".join(term(phrase, plain) for phrase in phrases)]
    if len(phrases) > 1 and not QUOTED.search(asked.words):
        ways.insert(0, term(asked.words, plain))
    index = f"{_INDEX[kind]}_fts"
    join, where, values = ("", "", []) if kind == "indicator" else _narrowed(database, asked, _INDEX[kind])
    within = f"SELECT f.rowid AS id, f.rank AS rank FROM {index} f {join} WHERE f.{index} MATCH ? {where}"
    sql = f"SELECT id FROM ({within} ORDER BY f.rowid DESC LIMIT {MAX_HITS}) ORDER BY rank, id"
    ids: dict[int, None] = {}
    for way in ways:
        if len(ids) < MAX_HITS:
            ids |= dict.fromkeys(row[0] for row in database.conn.execute(sql, [way, *values]))
    return list(ids)


def _narrowed(database: Database, asked: SearchFilter, table: str) -> tuple[str, str, list[Any]]:
    """How the index is joined with the reports that are asked for: a join, conditions, values."""
    conditions, values = list[str](), list[Any]()
    if asked.district:
        named = _districts(database, asked.district)
        conditions.append(f"r.district IN ({', '.join('?' * len(named))})")
        values += named
    if asked.period_from:
        conditions.append("r.period_start >= ?")
        values.append(parse_period(asked.period_from).start)
    if asked.period_to:
        conditions.append("r.period_end <= ?")
        values.append(parse_period(asked.period_to).end)
    if not conditions:
        return "", "", []
    where = " AND ".join(conditions)
    chosen = [row[0] for row in database.conn.execute(f"SELECT r.id FROM reports r WHERE {where}", values)]
    if len(chosen) > _MAX_REPORTS_SCANNED:  # most matches are in them: the first ones come soon
        join = f"CROSS JOIN {table} x ON x.id = f.rowid CROSS JOIN reports r ON r.id = x.report_id"
        return join, f"AND {where}", values
    # CROSS JOIN keeps SQLite to this order: the index once, each match looked up among few, gathered first (LIMIT).
    rows = f"SELECT x.id FROM {table} x WHERE x.report_id IN ({', '.join(map(str, chosen))})"
    return f"CROSS JOIN (SELECT id FROM ({rows}) ORDER BY id LIMIT -1) n ON n.id = f.rowid", "", []


def _districts(database: Database, asked: str) -> list[str]:
    known = [str(row[0]) for row in database.conn.execute("SELECT DISTINCT district FROM reports") if row[0]]
    return [name for name in known if name == asked] or [
        name for name in known if fold_place(name) == fold_place(asked)
    ]


def _pages(database: Database, ids: Sequence[int], phrases: Sequence[str], plain: bool) -> list[Hit]:
    return _placed(database, "page", ids, "x.text", "pages", phrases, plain)


def _citations(database: Database, ids: Sequence[int], phrases: Sequence[str], plain: bool) -> list[Hit]:
    shown_text = "x.text || coalesce(': ' || x.title, '')"
    return _placed(database, "citation", ids, shown_text, "citations", phrases, plain)


def _placed(
    database: Database, kind: str, ids: Sequence[int], told: str, table: str, phrases: Sequence[str], plain: bool
) -> list[Hit]:
    """The rows with these ``ids``, in their order, each with its report and page."""
    sql = (
        f"SELECT x.id, r.number, r.source_path, {told}, r.id, x.page, r.district, r.period, r.date FROM {table} x "
        f"JOIN reports r ON r.id = x.report_id WHERE x.id IN ({', '.join('?' * len(ids))})"
    )
    hits = {}
    for row_id, number, path, text, *place in database.conn.execute(sql, ids):
        parts = tuple(snippet_parts(text or "", phrases, plain, _WORDS))
        hits[row_id] = Hit(kind, row_id, number or base_name(path), parts, *place)
    return [hits[row_id] for row_id in ids if row_id in hits]


def _indicators(database: Database, ids: Sequence[int], phrases: Sequence[str], plain: bool) -> list[Hit]:
    """The indicators with these wordings, each once: those of the list first, names that are whole sentences last.

    The wording is shown where it is not the name itself.
    """
    sql = (
        "SELECT w.id, i.id, i.name, w.key, i.code FROM indicator_phrases w JOIN indicators i ON i.id = w.indicator_id "
        f"WHERE w.id IN ({', '.join('?' * len(ids))})"
    )
    wordings = {row[0]: row[1:] for row in database.conn.execute(sql, ids)}
    hits: dict[int, Hit] = {}
    listed: dict[int, bool] = {}
    for wording in ids:
        number, name, key, code = wordings.get(wording, (None, "", "", None))
        if number is not None and number not in hits:
            parts = tuple(snippet_parts(key, phrases, plain, _WORDS))
            hits[number] = Hit("indicator", number, name, parts)
            listed[number] = code is not None
    return sorted(hits.values(), key=lambda hit: (not listed[hit.row_id], len(hit.name.split()) > _NAME))


def _counted(database: Database, hits: Sequence[Hit]) -> list[Hit]:
    """Indicators with how many values of how many districts there are; a commune counts as its district."""
    own = "substr(district, instr(district, ', ') + 2 * (instr(district, ', ') > 0))"
    marks = ", ".join("?" * len(hits))
    sql = (
        f"SELECT indicator_id, sum(n), count(DISTINCT {own}) FROM (SELECT indicator_id, district, count(*) AS n "
        f"FROM observations WHERE indicator_id IN ({marks}) GROUP BY 1, 2) GROUP BY 1"
    )
    counts = {row[0]: row[1:] for row in database.conn.execute(sql, [hit.row_id for hit in hits])}
    counted = ((hit, *counts.get(hit.row_id, (0, 0))) for hit in hits)
    return [replace(hit, values=values, districts=districts) for hit, values, districts in counted]


_PLACED = {"page": _pages, "citation": _citations}
