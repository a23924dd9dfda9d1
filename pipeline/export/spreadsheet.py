"""Data for spreadsheets: text that they would run as a formula made harmless, and workbooks within their limits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from pipeline.errors import OutputError

#: What a sheet holds at most: rows, the heading among them, and characters in a cell.
MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767

# A number is harmless, and has to stay one. A blank may stand before the per cent sign, as it is printed.
_NUMBER = re.compile(r"\s*[+-]?[0-9]+(?:[.,][0-9]+)*[ \u00a0]?%?\s*")
# Spreadsheets skip blanks and marks without width before the sign; some take the full-width signs for the plain ones.
_FORMULA = re.compile(r"[\t\r]|[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫]")
# Control characters that XML, and so xlsx, has no place for.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_KEPT_CHARACTERS = MAX_CHARACTERS - 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for a workbook: its headings, how many rows it has, and where these come from, one at a time."""

    name: str
    columns: tuple[str, ...]
    count: int
    rows: Callable[[], Iterable[Sequence[Any]]]


def guard(value: Any) -> Any:
    """``value`` for a cell of csv or xlsx: text that begins a formula gets a leading ``'``, a list becomes JSON text.

    Printed texts come from strangers' files. A number, also as text (``-1,54``, ``-5%``), is left as it is.
    """
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def write_workbook(sheets: Sequence[Sheet], target: IO[bytes]) -> list[str]:
    """Write ``sheets`` as xlsx to ``target``, row by row.

    Returns:
        A sentence for each sheet with texts longer than a cell holds: they are cut, and the cell says so.

    Raises:
        OutputError: a table has more rows than a sheet; nothing is written then.
    """
    from openpyxl import Workbook

    for sheet in sheets:
        if sheet.count >= MAX_ROWS:
            raise OutputError(
                f"{sheet.name}: has {sheet.count:,} rows, and a sheet of xlsx holds {MAX_ROWS - 1:,}.",
                "Export it as csv or parquet, or name the tables that you need with --table.",
            )
    book = Workbook(write_only=True)
    notes = [note for sheet in sheets for note in _write_sheet(book.create_sheet(sheet.name[:31]), sheet)]
    book.save(target)
    return notes


def _write_sheet(page: Any, sheet: Sheet) -> Iterator[str]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    for index, name in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(index)].width = max(10, min(len(name) + 4, 24))
    if sheet.columns:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{sheet.count + 1}"
    heading = []
    for name in sheet.columns:
        cell = WriteOnlyCell(page, value=guard(name))
        cell.font = Font(bold=True)
        heading.append(cell)
    page.append(heading)
    cut = 0
    for row in sheet.rows():
        safe = [_NOT_IN_XML.sub("", value) if isinstance(value, str) else value for value in map(guard, row)]
        cut += sum(isinstance(value, str) and len(value) > MAX_CHARACTERS for value in safe)
        page.append([_text_cell(page, _shortened(value)) if isinstance(value, str) else value for value in safe])
    if cut:
        yield (
            f"{sheet.name}: {cut} texts are longer than the {MAX_CHARACTERS:,} characters that a cell of xlsx holds; "
            "they are cut, and end with a note that says so. For the whole, export this table as csv, json or parquet."
        )


def _shortened(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    return (
        f"{text[:_KEPT_CHARACTERS]} … [cut by baocao: {len(text):,} characters in all; whole in csv, json and parquet]"
    )


def _text_cell(page: Any, text: str) -> Any:
    """``text`` as a cell that is a string whatever it looks like (openpyxl takes ``#N/A`` for an error)."""
    from openpyxl.cell import WriteOnlyCell

    if text[:1] not in ("=", "#"):
        return text
    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"
    return cell
