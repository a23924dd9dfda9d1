"""Writes query results as csv, json and xlsx, to standard output or to a file."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pipeline.errors import InvalidRequestError, OutputError
from pipeline.export.spreadsheet import Sheet, guard, write_workbook

if TYPE_CHECKING:
    import pandas as pd

#: Columns that hold JSON text in the database, and become plain JSON where the output is JSON.
NESTED = {
    "boxes",
    "evidence",
    "warnings",
    "recipients",
    "signing_capacity",
    "inherited",
    "doubts",
    "paths",
    "options",
    "related",
}


def number(value: Decimal) -> int | float:
    """``value`` as the simplest JSON number that says the same."""
    whole = value.to_integral_value()
    return int(whole) if whole == value else float(value)


def dump_json(data: Any) -> str:
    """``data`` as indented JSON text, Vietnamese as it is, a Decimal as a number."""

    def plain(value: Any) -> Any:
        if isinstance(value, Decimal):
            return number(value)
        if isinstance(value, tuple):
            return list(value)
        raise TypeError(f"{type(value).__name__} has no form in JSON")

    return json.dumps(data, ensure_ascii=False, indent=2, default=plain, allow_nan=False)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of ``frame`` as plain dicts: None for unknown, whole numbers whole, nested JSON unfolded."""
    return [{str(name): _plain(str(name), value) for name, value in row.items()} for row in frame.to_dict("records")]


def write_frames(frames: Mapping[str, pd.DataFrame], form: str, output: Path | None) -> None:
    """Write one frame, or for json and xlsx several by name, as ``form`` (csv, json, xlsx).

    Raises:
        OutputError: the file cannot be written, or a table has more rows than a sheet holds.
    """
    if form == "xlsx":
        with opened(output) as target:
            notes = write_workbook([_sheet(name, frame) for name, frame in frames.items()], target)
        for note in notes:
            print(note, file=sys.stderr)
    elif form == "csv":
        # Excel takes a CSV file for Unicode only when it begins with the mark; a program on a pipe wants none.
        text = guarded(next(iter(frames.values()))).to_csv(index=False, lineterminator="\n")
        _write_text(text, output, "utf-8-sig")
    else:
        data = {name: records(frame) for name, frame in frames.items()}
        write_json(next(iter(data.values())) if len(data) == 1 else data, output)


def write_json(data: Any, output: Path | None) -> None:
    """Write ``data`` as JSON."""
    _write_text(dump_json(data) + "\n", output, "utf-8")


def guarded(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with text that a spreadsheet would run as a formula made harmless: see :func:`guard`."""
    safe = frame.copy()
    for name in safe.columns:
        if safe[name].dtype == object or str(safe[name].dtype) in ("str", "string"):
            safe[name] = safe[name].map(guard)
    return safe


@contextmanager
def opened(output: Path | None) -> Iterator[IO[bytes]]:
    """A place for bytes: the file ``output``, which is only there once all is written, or standard output for None.

    Raises:
        OutputError: the file cannot be written.
        InvalidRequestError: standard output is a terminal, which cannot show bytes.
    """
    if output is None:
        if sys.stdout.isatty():
            raise InvalidRequestError("This format cannot be shown on a terminal.", "Name a file with --output FILE.")
        # Some writers close what they write to, and standard output is needed still.
        buffer = io.BytesIO()
        yield buffer
        sys.stdout.buffer.write(buffer.getvalue())
        return
    # A device or a pipe is written to as it is; a file is replaced, so that half of one never looks whole.
    part = output.with_name(f".{output.name}.part") if output.is_file() or not output.exists() else output
    try:
        with part.open("wb") as target:
            yield target
        if part != output:
            os.replace(part, output)
    except OSError as error:
        raise OutputError.unwritable(output, error) from error
    finally:
        if part != output:
            part.unlink(missing_ok=True)


def _sheet(name: str, frame: pd.DataFrame) -> Sheet:
    known = frame.astype(object).where(frame.notna(), None)
    return Sheet(name, tuple(map(str, frame.columns)), len(frame), lambda: known.itertuples(index=False, name=None))


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, (list, dict)):
        return value
    if value is None or value != value or str(value) == "<NA>":
        return None
    if name in NESTED and isinstance(value, str):
        return json.loads(value)
    if hasattr(value, "item"):
        return value.item()
    return value


def _write_text(text: str, output: Path | None, encoding: str) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        with opened(output) as target:
            target.write(text.encode(encoding))
