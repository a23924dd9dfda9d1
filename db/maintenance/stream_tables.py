"""Streams whole tables and views, some thousand rows at a time, as they were at one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from db.errors import NothingMatchesError
from db.schema.tables import own_tables
from db.sql.frames import frame_of
from db.sql.transactions import Connection, explain

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
    connection: Connection

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
            cursor = self.connection.database.conn.execute(asked)
            while rows := cursor.fetchmany(_STRETCH):
                yield [_changed(row, change) for row in rows]
        except sqlite3.DatabaseError as error:
            raise explain(error, self.connection.path) from error

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """All rows, one at a time."""
        for stretch in self.stretches():
            yield from stretch


@contextmanager
def streamed(connection: Connection, names: Sequence[str]) -> Iterator[list[TableRows]]:
    """The tables and views called ``names``, or all; as they were at one moment, though a load may be going on.

    Raises:
        NothingMatchesError: there is no table or view of that name.
    """
    database = connection.database
    listed = own_tables([*database.table_names(), *database.view_names()])
    known = sorted(listed)
    for name in names:
        if name not in known:
            raise NothingMatchesError(f"there is no table {name!r}. There are: {', '.join(known)}")
    database.conn.execute("BEGIN")
    try:
        yield [_table(connection, name) for name in dict.fromkeys(names or listed)]
    finally:
        database.conn.execute("ROLLBACK")


def _table(connection: Connection, name: str) -> TableRows:
    run = connection.database.conn.execute
    described = run(f"PRAGMA table_info({_quoted(name)})").fetchall()
    columns = tuple(str(row[1]) for row in described)
    # What the archive's own answers hold goes first; then what the schema declares.
    by_name = frame_of([], columns).dtypes
    declared: dict[str, Kind] = {"INTEGER": "whole", "FLOAT": "real", "REAL": "real"}
    kinds = tuple(_KINDS.get(str(by_name[row[1]]), declared.get(str(row[2]).upper(), "text")) for row in described)
    count = run(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0]
    return TableRows(name, columns, kinds, int(count), connection)


def _changed(row: tuple[Any, ...], change: Sequence[tuple[int, Callable[[int], Any]]]) -> tuple[Any, ...]:
    values = list(row)
    for place, make in change:
        if isinstance(values[place], int):
            values[place] = make(values[place])
    return tuple(values)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
