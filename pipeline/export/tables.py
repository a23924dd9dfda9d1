"""Writes tables of the archive in chunks of rows: csv, json, parquet, and sheets of a workbook."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import IO, Any

from db.frames import TableRows
from pipeline.errors import MissingPackageError
from pipeline.export.spreadsheet import Sheet, guard
from pipeline.export.writers import NESTED


def sheet_of(table: TableRows) -> Sheet:
    """The table for a workbook."""
    return Sheet(table.name, table.columns, table.count, table.rows)


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
        MissingPackageError: pyarrow is not installed.
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
        otherwise = "; csv, json and xlsx need nothing more"
        raise MissingPackageError.of("parquet needs", "pyarrow", "parquet", otherwise) from error
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
