"""Resolves the filter of a series page: indicators and districts that words match, and how much data they have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.errors import NothingMatchesError
from db.indicator_catalogue import indicator_list
from db.sql.folding import fold
from db.sql.lookup import matching_districts, matching_indicators
from db.sql.periods import parse_period

_LISTED = 'SELECT id, "key", name, code FROM indicators WHERE code IS NOT NULL'
_PHRASES = (
    'SELECT DISTINCT i.id, i."key", i.name, i.code FROM indicator_phrases p JOIN indicators i ON i.id = p.indicator_id '
    "WHERE {0} ORDER BY length(i.name), i.name LIMIT ?"
)


def suggest(database: Database, words: str, limit: int) -> list[IndicatorRef]:
    """Indicators of this archive with ``words`` in their name, synonyms or wordings, with or without diacritics.

    Words may stand apart (``thu đất`` finds ``thu tiền sử dụng đất``); where no indicator has all of them, those with
    all but one are given.
    """
    tokens = fold(words).split()
    if not tokens:
        return []
    reported = {row[3]: IndicatorRef(*row) for row in database.conn.execute(_LISTED)}
    scored: list[tuple[int, int, int, IndicatorRef]] = []
    for place, entry in enumerate(indicator_list().values()):
        if entry.code in reported:
            score, shape = max(_score(tokens, fold(name)) for name in (entry.name, *entry.synonyms))
            scored.append((-score, -shape, place, reported[entry.code]))
    best = -min(scored)[0] if scored else 0
    listed = [one for score, _, _, one in sorted(scored) if -score == best >= max(1, len(tokens) - 1)][:limit]
    conditions = " AND ".join(["instr(p.folded, ?) > 0"] * len(tokens))
    by_wording = [IndicatorRef(*row) for row in database.conn.execute(_PHRASES.format(conditions), [*tokens, limit])]
    if best < len(tokens):
        return by_wording or listed
    return list(dict.fromkeys([*listed, *by_wording]))[:limit]


def _score(tokens: list[str], name: str) -> tuple[int, int]:
    """How many of ``tokens`` a name has as words, of the last its beginning; and how well it begins with them."""
    padded = f" {name} "
    asked = " ".join(tokens)
    whole = sum(f" {token} " in padded for token in tokens[:-1])
    return whole + (f" {tokens[-1]}" in padded), name.startswith(asked) + (f" {asked}" in padded)


@dataclass(frozen=True, slots=True)
class SeriesFilter:
    """What a reader asks for. An indicator is words, or a key (``code:revenue``, ``phrase:…``) that means just one."""

    indicators: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    period_from: str | None = None
    period_to: str | None = None


@dataclass(frozen=True, slots=True)
class IndicatorRef:
    """An indicator that some report has; ``code`` is None for a phrase that the list doesn't know."""

    id: int
    key: str
    name: str
    code: str | None

    @property
    def word(self) -> str:
        """What to ask for it by, and get no other."""
        return self.name if self.code else self.key


@dataclass(frozen=True, slots=True)
class TermMatch:
    """What one of the reader's words means: ``found``, or where that is nothing, names that are ``near``."""

    asked: str
    found: tuple[Any, ...]
    near: tuple[str, ...] = ()


#: More than these are not counted only to be put in order.
_MAX_COUNTED_INDICATORS = 20
_KEYS = ("code:", "phrase:")
_NAMED = 'SELECT id, "key", name, code FROM indicators WHERE '


def match_indicators(database: Database, asked: Sequence[str]) -> list[TermMatch]:
    """The indicators (:class:`IndicatorRef`) that each of ``asked`` means, in the order of :func:`named`."""
    return [
        TermMatch(words, named(database, _key_ids(database, words)))
        if words.startswith(_KEYS)
        else _matched(words, lambda words: named(database, matching_indicators(database, words)))
        for words in asked
    ]


def match_districts(database: Database, asked: Sequence[str]) -> list[TermMatch]:
    """The districts as stored that each of ``asked`` means."""
    return [_matched(words, lambda words: matching_districts(database, [words])) for words in asked]


def _matched(words: str, find: Callable[[str], Sequence[Any]]) -> TermMatch:
    try:
        return TermMatch(words, tuple(find(words)))
    except NothingMatchesError as error:
        return TermMatch(words, (), error.near)


def _key_ids(database: Database, key: str) -> list[int]:
    return [int(row[0]) for row in database.conn.execute('SELECT id FROM indicators WHERE "key" = ?', [key])]


def named(database: Database, ids: Sequence[int]) -> tuple[IndicatorRef, ...]:
    """The indicators with these ids: those of the list first, and of few those that most is known of."""
    if not ids:
        return ()
    marks = ", ".join("?" * len(ids))
    count = "(SELECT count(*) FROM observations o WHERE o.indicator_id = indicators.id) DESC, "
    sql = f"{_NAMED} id IN ({marks}) ORDER BY code IS NULL, {count if len(ids) <= _MAX_COUNTED_INDICATORS else ''}name"
    return tuple(IndicatorRef(*row) for row in database.conn.execute(sql, list(ids)))


def district_counts(
    database: Database, ids: Sequence[int], districts: Sequence[str], asked: SeriesFilter
) -> list[tuple[str | None, int]]:
    """How many data points each of ``districts`` (or of all) has of these indicators, those of most first.

    Counted by the index alone, in whole years: for what is to be shown :func:`measure_counts` is exact.
    """
    conditions, values = [f"indicator_id IN ({', '.join('?' * len(ids))})"], list[Any](ids)
    if districts:
        conditions.append(f"district IN ({', '.join('?' * len(districts))})")
        values += districts
    if asked.period_from:
        conditions.append("period >= ?")
        values.append(parse_period(asked.period_from).start[:4])
    if asked.period_to:
        conditions.append("period < ?")
        values.append(f"{parse_period(asked.period_to).end[:4]}~")
    sql = f"SELECT district, count(*) FROM observations WHERE {' AND '.join(conditions)} GROUP BY district"
    counts = database.conn.execute(sql, values).fetchall()
    return sorted(counts, key=lambda row: (-row[1], row[0] or ""))


def measure_counts(
    database: Database, ids: Sequence[int], districts: Sequence[str], asked: SeriesFilter
) -> dict[str, dict[str | None, int]]:
    """How many data points of each measure there are, by district: ``{"value": {"huyện An Lão": 12}}``."""
    conditions, values = [f"indicator_id IN ({', '.join('?' * len(ids))})"], list[Any](ids)
    if districts:
        conditions.append(f"district IN ({', '.join('?' * len(districts))})")
        values += districts
    if asked.period_from:
        conditions.append("period_start >= ?")
        values.append(parse_period(asked.period_from).start)
    if asked.period_to:
        conditions.append("period_end <= ?")
        values.append(parse_period(asked.period_to).end)
    sql = f"SELECT measure, district, count(*) FROM observations WHERE {' AND '.join(conditions)} GROUP BY 1, 2"
    counts: dict[str, dict[str | None, int]] = {}
    for measure, district, count in database.conn.execute(sql, values):
        counts.setdefault(measure, {})[district] = count
    return counts
