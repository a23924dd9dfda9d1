"""Assigns a phrase to an indicator: in all stored rows at once, and in every later load."""

from __future__ import annotations

import re

from sqlite_utils import Database

from db.errors import NothingMatchesError
from db.indicators.rows import add_indicators, add_phrase, drop_unused, indicator_key, indicator_row
from db.search import index as indexing
from db.sql.clock import now
from db.sql.folding import phrase_key


def assign(database: Database, phrase: str, indicator: str, who: str, why: str) -> tuple[str, int]:
    """Give ``phrase`` the indicator that ``indicator`` names (a code, a name, or any words).

    Returns:
        The indicator's name, and how many data points moved to it.

    Raises:
        NothingMatchesError: no report has the phrase.
    """
    words = phrase_key(phrase)
    if not database.conn.execute("SELECT 1 FROM indicator_phrases WHERE key = ?", [words]).fetchone():
        raise NothingMatchesError(
            f"no loaded report has the phrase {phrase!r}. Unmatched ones are listed by: baocao indicators --unmatched"
        )
    key = indicator_key(indicator)
    if key.startswith("phrase:") and re.fullmatch(r"[a-z]+(?:_[a-z]+)*", indicator) and "_" in indicator:
        raise NothingMatchesError(
            f"there is no indicator with the code {indicator!r}. Codes are listed by: baocao indicators"
        )
    row = indicator_row(key)
    number = add_indicators(database, [row])[key]
    moved = _move(database, words, number, "assigned")
    database.conn.execute(
        "INSERT INTO assignments (phrase_key, phrase, indicator_key, who, at, why) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (phrase_key) DO UPDATE SET indicator_key = excluded.indicator_key, who = excluded.who, "
        "at = excluded.at, why = excluded.why",
        [words, phrase, key, who, now(), why],
    )
    drop_unused(database)
    return str(row["name"]), moved


def unassign(database: Database, phrase: str) -> None:
    """Take an assignment back: the phrase is an indicator of its own again.

    Raises:
        NothingMatchesError: the phrase was not assigned.
    """
    words = phrase_key(phrase)
    deleted = database.conn.execute("DELETE FROM assignments WHERE phrase_key = ? RETURNING id", [words]).fetchall()
    if not deleted:
        raise NothingMatchesError(f"{phrase!r} was not assigned. See baocao indicators --assigned.")
    key = f"phrase:{words}"
    number = add_indicators(database, [indicator_row(key) | {"name": phrase}])[key]
    _move(database, words, number, "unmatched")
    drop_unused(database)


def _move(database: Database, words: str, number: int, how: str) -> int:
    """Every data point whose phrase is ``words``: to the indicator ``number``."""
    observations = database.conn.execute(
        "SELECT id, indicator_id FROM indicator_phrases WHERE key = ? AND indicator_id <> ?", [words, number]
    ).fetchall()
    moved = 0
    for phrase_id, indicator_id in observations:
        texts = database.conn.execute(
            "SELECT DISTINCT indicator_text FROM observations WHERE indicator_id = ?", [indicator_id]
        ).fetchall()
        for (text,) in texts:
            if phrase_key(text) == words:
                moved += database.conn.execute(
                    "UPDATE observations SET indicator_id = ? WHERE indicator_id = ? AND indicator_text = ?",
                    [number, indicator_id, text],
                ).rowcount
        indexing.remove_rows(database, "indicator_phrases", [(phrase_id, words)])
        database.conn.execute("DELETE FROM indicator_phrases WHERE id = ?", [phrase_id])
    add_phrase(database, words, number, how, None)
    return moved
