"""Full text: pages that hold the words asked for, with or without diacritics, the best first, with a snippet.

The index is SQLite's FTS5 over ``pages.text``, which strips tone marks from both sides. What was typed with diacritics
is then compared with them as well, so that ``hộ nghèo`` does not find ``hồ`` and ``nghệo``.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from sqlite_utils import Database

from db.folding import fold, spelling_key
from db.frames import typed
from db.observing import matching_districts
from db.periods import parse_period
from extractors.words import segment

COLUMNS = ("report_id", "report_number", "district", "period", "page", "snippet", "score", "source_path")
_QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")
#: A syllable as ``spelling_key`` writes it: its marks are characters of their own.
_SYLLABLE = re.compile("[\\w\u0300-\u036f]+")
_BETWEEN = "[^\\w\u0300-\u036f]+"
_END = "(?![\\w\u0300-\u036f])"
#: More spellings of one phrase than this are not tried: each d of a phrase may be a đ.
_MOST_SPELLINGS = 32


def search(
    database: Database,
    asked: str,
    districts: Sequence[str] = (),
    period_from: str | None = None,
    period_to: str | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """Pages with every word of ``asked``; "words in quotes" stand together. ``snippet`` marks matches with [ and ].

    Raises:
        NothingMatchesError: no such district.
        ValueError: a period is written wrongly.
    """
    phrases = words_of(asked)
    if not phrases:
        return typed(pd.DataFrame(columns=list(COLUMNS)))
    conditions, values = ["pages_fts MATCH ?"], [" AND ".join(_either(phrase) for phrase in phrases)]
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
    cursor = database.conn.execute(
        "SELECT r.id, r.number, r.district, r.period, p.page, snippet(pages_fts, 0, '[', ']', '…', 24), "
        "-bm25(pages_fts), r.source_path, p.text FROM pages_fts "
        "JOIN pages p ON p.id = pages_fts.rowid JOIN reports r ON r.id = p.report_id "
        f"WHERE {' AND '.join(conditions)} ORDER BY bm25(pages_fts), r.id, p.page",
        values,
    )
    found = itertools.islice(_as_written(cursor, phrases), limit)
    return typed(pd.DataFrame.from_records(list(found), columns=list(COLUMNS)))


def words_of(asked: str) -> list[str]:
    """What is looked for: the phrases in quotes, and the words of the rest."""
    quoted = [phrase.strip() for phrase in _QUOTED.findall(asked)]
    words = segment(_QUOTED.sub(" ", asked))
    return [phrase for phrase in (*quoted, *words) if re.search(r"\w", phrase)]


def _either(phrase: str) -> str:
    """A phrase for FTS5 in each spelling that it may have: the index keeps đ, and who types no marks types d."""
    syllables = re.findall(r"\w+", fold(phrase))
    choices = [_with_barred(syllable) if "đ" not in phrase.casefold() else [syllable] for syllable in syllables]
    if "đ" in phrase.casefold():
        choices = [[_strip_tones(syllable)] for syllable in re.findall(r"\w+", phrase.casefold())]
    spellings = itertools.islice(itertools.product(*choices), _MOST_SPELLINGS)
    return "(" + " OR ".join('"' + " ".join(spelling) + '"' for spelling in spellings) + ")"


def _with_barred(syllable: str) -> list[str]:
    return [syllable, "đ" + syllable[1:]] if syllable.startswith("d") else [syllable]


def _strip_tones(syllable: str) -> str:
    decomposed = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if not unicodedata.combining(char)))


def _as_written(rows: Any, phrases: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows whose page has each phrase as it was typed, where it was typed with diacritics."""
    marked = [
        re.compile(
            r"(?<!\w)" + r"[^\w\u0300-\u036f]+".join(map(re.escape, _SYLLABLE.findall(spelling_key(phrase)))) + _END
        )
        for phrase in phrases
        if fold(phrase) != " ".join(phrase.casefold().split())
    ]
    for *shown, text in rows:
        page = spelling_key(text)
        if all(pattern.search(page) for pattern in marked):
            yield tuple(shown)
