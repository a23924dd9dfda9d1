"""Names of indicators for words that are being typed: those of the list, then the phrases of reports."""

from __future__ import annotations

from sqlite_utils import Database

from db.folding import fold
from db.indicator_list import indicator_list
from db.series_scope import Named

_LISTED = 'SELECT id, "key", name, code FROM indicators WHERE code IS NOT NULL'
_PHRASES = (
    'SELECT DISTINCT i.id, i."key", i.name, i.code FROM indicator_phrases p JOIN indicators i ON i.id = p.indicator_id '
    "WHERE {0} ORDER BY length(i.name), i.name LIMIT ?"
)


def suggest(database: Database, words: str, limit: int) -> list[Named]:
    """Indicators of this archive with ``words`` in their name, synonyms or wordings, with or without diacritics.

    Words may stand apart (``thu đất`` finds ``thu tiền sử dụng đất``); where no indicator has all of them, those with
    all but one are given.
    """
    tokens = fold(words).split()
    if not tokens:
        return []
    held = {row[3]: Named(*row) for row in database.conn.execute(_LISTED)}
    scored: list[tuple[int, int, int, Named]] = []
    for place, entry in enumerate(indicator_list().values()):
        if entry.code in held:
            score, shape = max(_score(tokens, fold(name)) for name in (entry.name, *entry.synonyms))
            scored.append((-score, -shape, place, held[entry.code]))
    best = -min(scored)[0] if scored else 0
    listed = [one for score, _, _, one in sorted(scored) if -score == best >= max(1, len(tokens) - 1)][:limit]
    conditions = " AND ".join(["instr(p.folded, ?) > 0"] * len(tokens))
    said = [Named(*row) for row in database.conn.execute(_PHRASES.format(conditions), [*tokens, limit])]
    if best < len(tokens):
        return said or listed
    return list(dict.fromkeys([*listed, *said]))[:limit]


def _score(tokens: list[str], name: str) -> tuple[int, int]:
    """How many of ``tokens`` a name has as words, of the last its beginning; and how well it begins with them."""
    padded = f" {name} "
    asked = " ".join(tokens)
    whole = sum(f" {token} " in padded for token in tokens[:-1])
    return whole + (f" {tokens[-1]}" in padded), name.startswith(asked) + (f" {asked}" in padded)
