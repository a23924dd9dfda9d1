"""Whole tables and views on their way out, a stretch of rows at a time, as they were at one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from db.errors import NothingMatchesError
from db.schema.open import explain
from db.sql.frames import frame_of

if TYPE_CHECKING:
    from db.archive import Archive

Kind = Literal["whole", "real", "yes_no", "text"]
#: Rows that are held at a time.
_STRETCH = 10_000
_KINDS: dict[str, Kind] = {"Int64": "whole", "float64": "real", "boolean": "yes_no"}
#: What tables are sorted by that have no id, or a better order.
_ORDER = {"pages": ("report_id", "page"), "report_texts": ("report_id",)}


#: SQLite gives these back as whole numbers where it can.
_MADE: dict[Kind, Callable[[int], Any]] = {"yes_no": bool, "real": float}


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table or view: its columns, what each holds, and its rows as plain Python values, None for unknown."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[Kind, ...]
    count: int
    archive: Archive

    def stretches(self) -> Iterator[list[tuple[Any, ...]]]:
        """The rows in order, some thousands at a time.

        Raises:
            ArchiveError: the file turns out to be damaged.
        """
        keys = _ORDER.get(self.name, ("id",))
        by = " ORDER BY " + ", ".join(map(_quoted, keys)) if set(keys) <= set(self.columns) else ""
        asked = f"SELECT {', '.join(map(_quoted, self.columns))} FROM {_quoted(self.name)}{by}"
        change = [(place, _MADE[kind]) for place, kind in enumerate(self.kinds) if kind in _MADE]
        try:
            cursor = self.archive.database.conn.execute(asked)
            while rows := cursor.fetchmany(_STRETCH):
                yield [_changed(row, change) for row in rows]
        except sqlite3.DatabaseError as error:
            raise explain(error, self.archive.path) from error

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """All rows, one at a time."""
        for stretch in self.stretches():
            yield from stretch


@contextmanager
def streamed(archive: Archive, names: Sequence[str]) -> Iterator[list[TableRows]]:
    """The tables and views called ``names``, or all; as they were at one moment, though a load may be going on.

    Raises:
        NothingMatchesError: there is no table or view of that name.
    """
    known = sorted(archive.table_names())
    for name in names:
        if name not in known:
            raise NothingMatchesError(f"there is no table {name!r}. There are: {', '.join(known)}")
    connection = archive.database.conn
    connection.execute("BEGIN")
    try:
        yield [_table(archive, name) for name in dict.fromkeys(names or archive.table_names())]
    finally:
        connection.execute("ROLLBACK")


def _table(archive: Archive, name: str) -> TableRows:

    connection = archive.database.conn
    described = connection.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
    columns = tuple(str(row[1]) for row in described)
    # What the archive's own answers hold goes first; then what the schema declares.
    by_name = frame_of([], columns).dtypes
    declared: dict[str, Kind] = {"INTEGER": "whole", "FLOAT": "real", "REAL": "real"}
    kinds = tuple(_KINDS.get(str(by_name[row[1]]), declared.get(str(row[2]).upper(), "text")) for row in described)
    count = connection.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0]
    return TableRows(name, columns, kinds, int(count), archive)


def _changed(row: tuple[Any, ...], change: Sequence[tuple[int, Callable[[int], Any]]]) -> tuple[Any, ...]:
    values = list(row)
    for place, make in change:
        if isinstance(values[place], int):
            values[place] = make(values[place])
    return tuple(values)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
