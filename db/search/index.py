"""The full-text index: pages, citations and the wordings of indicators, as written and without diacritics.

``exact`` is NFC in lower case, with the tone mark on the vowel where the newer spelling has it (``hòa``).
``folded`` has no diacritics, and d for đ. FTS5's own ``remove_diacritics`` would do for neither: it leaves đ, so that
``dat`` finds no ``đất``, and it merges ``đạt`` with ``đất``. The tables are contentless: their rowid is the id of the
row that they index, where the text stands as it always did.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from sqlite_utils import Database

from db.sql.folding import fold_page

#: The tables that are indexed, and the text of a row.
SEARCHED = {
    "pages": "SELECT id, text FROM pages",
    "citations": "SELECT id, text || coalesce(' ' || title, '') || coalesce(' ' || issuer, '') FROM citations",
    "indicator_phrases": "SELECT id, key FROM indicator_phrases",
}
FTS_COLUMNS = "exact, folded, content='', tokenize = \"unicode61 remove_diacritics 0\""
#: hoà, khoẻ, thuỷ: the older place of the mark, at the end of a syllable, and the newer one.
_OLDER = re.compile(r"(?<=[^\W\d_q])(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)|(?<!\w)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")


def exact_form(text: str) -> str:
    """``text`` as the index has it with diacritics."""
    return _OLDER.sub(_newer, unicodedata.normalize("NFC", text).casefold())


def _newer(match: re.Match[str]) -> str:
    first, decomposed = match[0][0], unicodedata.normalize("NFD", match[0][1])
    return unicodedata.normalize("NFC", first + decomposed[1:]) + decomposed[0]


def rebuild(database: Database) -> None:
    """Fill the index anew from all rows."""
    for name, sql in SEARCHED.items():
        database.conn.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('delete-all')")
        rows = database.conn.execute(sql)
        database.conn.executemany(f"INSERT INTO {name}_fts (rowid, exact, folded) VALUES (?, ?, ?)", _forms(rows))


def add(database: Database, table: str, report_id: int) -> None:
    """Index the rows of a report in ``table`` (pages or citations)."""
    add_rows(database, table, _rows(database, table, report_id))


def remove(database: Database, table: str, report_id: int) -> None:
    """Take the rows of a report out of the index, before they go."""
    remove_rows(database, table, _rows(database, table, report_id))


def add_rows(database: Database, table: str, rows: Iterable[tuple[int, str]]) -> None:
    """Index rows by id and text."""
    database.conn.executemany(f"INSERT INTO {table}_fts (rowid, exact, folded) VALUES (?, ?, ?)", _forms(rows))


def remove_rows(database: Database, table: str, rows: Iterable[tuple[int, str]]) -> None:
    """Take rows out of the index, by id and the text that they had: a contentless table must be told what it held."""
    database.conn.executemany(
        f"INSERT INTO {table}_fts ({table}_fts, rowid, exact, folded) VALUES ('delete', ?, ?, ?)", _forms(rows)
    )


def _rows(database: Database, table: str, report_id: int) -> Sequence[tuple[int, str]]:
    return database.conn.execute(f"{SEARCHED[table]} WHERE report_id = ?", [report_id]).fetchall()


def _forms(rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    for number, text in rows:
        yield number, exact_form(text or ""), fold_page(text or "")
