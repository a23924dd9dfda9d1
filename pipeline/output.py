"""Data out of the program: csv, json and xlsx, to standard output or a file, each fit for the tool that opens it."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import pandas as pd

#: Columns that hold JSON text in the database, and become plain JSON where the output is JSON.
_NESTED = {"boxes", "evidence", "warnings", "recipients", "signing_capacity", "inherited"}
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")
# Control characters that XML, and so xlsx, has no place for.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


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
    """Write one frame, or for json and xlsx several by name, as ``form`` (csv, json, xlsx)."""
    if form == "xlsx":
        _write_bytes(_workbook(frames), output)
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
    """``frame`` with text that a spreadsheet would run as a formula made harmless by a leading ``'``.

    Printed texts come from strangers' files. A negative number, as a number or as text, is left alone.
    """
    safe = frame.copy()
    for name in safe.columns:
        if safe[name].dtype == object or str(safe[name].dtype) in ("str", "string"):
            safe[name] = safe[name].map(_guard)
    return safe


def _guard(value: Any) -> Any:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def _workbook(frames: Mapping[str, pd.DataFrame]) -> bytes:
    import pandas as pd

    target = io.BytesIO()
    with pd.ExcelWriter(target, engine="openpyxl") as writer:
        for name, frame in frames.items():
            safe = guarded(frame)
            for column in safe.columns:
                safe[column] = safe[column].map(_for_xml)
            safe.to_excel(writer, sheet_name=name[:31], index=False, freeze_panes=(1, 0))
    return target.getvalue()


def _for_xml(value: Any) -> Any:
    # A cell of a sheet holds 32,767 characters at most.
    return _NOT_IN_XML.sub("", value)[:32767] if isinstance(value, str) else value


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, (list, dict)):
        return value
    if value is None or value != value or str(value) == "<NA>":
        return None
    if name in _NESTED and isinstance(value, str):
        return json.loads(value)
    if hasattr(value, "item"):
        return value.item()
    return value


def _write_text(text: str, output: Path | None, encoding: str) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        _write_bytes(text.encode(encoding), output)


def unwritable_message(path: Path, error: OSError) -> str:
    """The sentence for a file or folder that the system would not write."""
    return f"{path}: cannot be written ({error.strerror}). See that its folder exists, is yours, and has room."


def _write_bytes(data: bytes, output: Path | None) -> None:
    if output is not None:
        try:
            output.write_bytes(data)
        except OSError as error:
            raise click.ClickException(unwritable_message(output, error)) from error
    elif sys.stdout.isatty():
        raise click.UsageError("A workbook cannot be shown on a terminal: name a file with --output FILE.xlsx.")
    else:
        sys.stdout.buffer.write(data)
