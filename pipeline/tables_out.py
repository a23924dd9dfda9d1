"""Tables of the archive on their way out, a stretch of rows at a time: csv, json, parquet, and sheets of a workbook."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Literal

import click

from db import Archive
from db.connection import explain
from db.errors import NothingMatchesError
from db.frames import frame_of
from pipeline.output import NESTED
from pipeline.spreadsheet import Sheet, guard

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

    def sheet(self) -> Sheet:
        """The table for a workbook."""
        return Sheet(self.name, self.columns, self.count, self.rows)


@contextmanager
def tables(archive: Archive, names: Sequence[str]) -> Iterator[list[TableRows]]:
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


def write_csv(table: TableRows, target: IO[str]) -> None:
    """Write ``table`` as csv, formulas made harmless, unknown as nothing."""
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(table.columns)
    for stretch in table.stretches():
        writer.writerows([guard(value) for value in row] for row in stretch)


def write_json(tables: Sequence[TableRows], target: IO[str], *, named: bool) -> None:
    """Write ``tables`` as json: a list of objects, one a line, or if ``named`` an object of such lists by table."""
    target.write("{\n" if named else "")
    for place, table in enumerate(tables):
        target.write(("" if place == 0 else ",\n") + (f"{json.dumps(table.name)}: " if named else ""))
        target.write("[")
        for index, row in enumerate(table.rows()):
            values = {name: _unfolded(name, value) for name, value in zip(table.columns, row, strict=True)}
            target.write(("\n" if index == 0 else ",\n") + json.dumps(values, ensure_ascii=False, allow_nan=False))
        target.write("\n]")
    target.write("\n}\n" if named else "\n")


def write_parquet(table: TableRows, target: IO[bytes]) -> None:
    """Write ``table`` as parquet: int64, double, bool and string columns, all of which may be null.

    Raises:
        click.ClickException: pyarrow is not installed.
    """
    pyarrow, parquet = _pyarrow()
    types = {"whole": pyarrow.int64(), "real": pyarrow.float64(), "yes_no": pyarrow.bool_(), "text": pyarrow.string()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in zip(table.columns, table.kinds, strict=True)])
    with parquet.ParquetWriter(target, schema) as writer:
        for stretch in table.stretches():
            columns = zip(zip(*stretch, strict=True), table.kinds, schema, strict=True)
            arrays = [
                pyarrow.array(_text(values) if kind == "text" else values, field.type)
                for values, kind, field in columns
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise click.ClickException(
            "parquet needs pyarrow, which is not installed. Install baocao with it (pip install '.[parquet]' in its "
            "folder), or pyarrow into the same environment; csv, json and xlsx need nothing more."
        ) from error
    return pyarrow, pyarrow.parquet


def _text(values: Iterable[Any]) -> list[str | None]:
    # SQLite lets any value stand in any column.
    return [value if value is None or isinstance(value, str) else str(value) for value in values]


def _unfolded(name: str, value: Any) -> Any:
    if name in NESTED and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _changed(row: tuple[Any, ...], change: Sequence[tuple[int, Callable[[int], Any]]]) -> tuple[Any, ...]:
    values = list(row)
    for place, make in change:
        if isinstance(values[place], int):
            values[place] = make(values[place])
    return tuple(values)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
