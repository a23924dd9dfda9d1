"""The rows of a table and the meaning of its columns: labels, units, which row is part of which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus import Cell, Document, Table
from extractors.numbers.numerals import NUMBER, parse_number
from extractors.tables.column_semantics import Column, read_column, shares_of_plan

VALUE = re.compile(rf"(?P<sign>[-+–−(]?) ?(?P<number>{NUMBER}) ?(?P<percent>%?)\)?")
_BULLET = re.compile(r"^(?:[-–+*•]|\d+(?:\.\d+)*[.)]?|[a-zđ]\)|[IVX]+\.)\s+")
_OF_WHICH = re.compile(r"^(?:[-–+*•] *)?(?:trong đó|tđ|gồm)\s*:?\s*", re.IGNORECASE)
_UNIT_IN_LABEL = re.compile(r"\((?:ĐVT *:? *)?(?P<unit>[^()]{1,24})\)\s*$")
_SAME_UNIT = frozenset({'"', "''", "nt", "-", "”", "“"})


@dataclass(frozen=True, slots=True)
class Row:
    """``order`` is what its first column numbers it by, ``parent`` the label of the row that it is part of."""

    order: str
    label: str
    unit: str | None
    parent: str | None
    sub: bool
    cells: tuple[tuple[Column, Cell], ...]


def _text_of(document: Document, cell: Cell) -> str:
    return " ".join(document.text[cell.start : cell.end].split())


def columns_of(document: Document, table: Table, period: str | None) -> dict[int, Column]:
    """What each column means; empty where no column holds labels, or none holds numbers."""
    body = [cell for cell in table.cells if not cell.is_header and cell.box is not None]
    middles: dict[int, float] = {}
    for cell in body:
        if cell.box is not None:
            middles.setdefault(cell.column, (cell.box.x0 + cell.box.x1) / 2)
    columns: dict[int, Column] = {}
    heads: dict[int, str] = {}
    for number, middle in middles.items():
        over = {
            _text_of(document, cell): cell
            for cell in table.cells
            if cell.is_header and cell.box is not None and cell.box.x0 <= middle <= cell.box.x1
        }
        # The row that numbers the columns (1, 2, 8=7/4) is part of the head, and says nothing.
        levels = {level: cell for level, cell in over.items() if re.search(r"[^\W\d]{2,}", level)}
        heads[number] = " ".join(levels)
        column = read_column(heads[number], period)
        columns[number] = replace(column, cue=_cue(levels, column, period)) if levels else column
    kinds = [column.kind for column in columns.values()]
    if "label" not in kinds or not ("value" in kinds or "percent" in kinds):
        return {}
    return shares_of_plan(columns, heads, _numbers(document, body))


def _cue(levels: Mapping[str, Cell], column: Column, period: str | None) -> tuple[int, int]:
    """The cell of the head that says what the whole head says; the lowest one where only all levels together do."""
    cell = next((cell for level, cell in levels.items() if _same(read_column(level, period), column)), None)
    cell = cell or list(levels.values())[-1]
    return cell.start, cell.end


def _same(level: Column, column: Column) -> bool:
    return (level.role, level.period, level.rule) == (column.role, column.period, column.rule)


def _numbers(document: Document, body: list[Cell]) -> list[dict[int, Decimal]]:
    """The numbers of each row, by column."""
    rows: dict[int, dict[int, Decimal]] = {}
    for cell in body:
        match = VALUE.fullmatch(re.sub(r"\s+", "", document.text[cell.start : cell.end]))
        if match is not None:
            rows.setdefault(cell.row, {})[cell.column] = parse_number(match["number"])
    return list(rows.values())


def rows_of(document: Document, table: Table, columns: dict[int, Column]) -> Iterator[Row]:
    """The rows that have a label and a number; a unit that is not repeated is that of the row above."""
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if not cell.is_header:
            by_row.setdefault(cell.row, []).append(cell)
    unit: str | None = None
    main: str | None = None
    for cells in by_row.values():
        texts = {cell.column: _text_of(document, cell) for cell in cells}
        printed = next(
            (texts[number] for number, column in columns.items() if column.kind == "label" and number in texts), ""
        )
        shown = next(
            (texts[number] for number, column in columns.items() if column.kind == "unit" and number in texts), None
        )
        order = next(
            (texts[number] for number, column in columns.items() if column.kind == "number" and number in texts), ""
        )
        if shown is not None and shown not in _SAME_UNIT:
            unit = shown or None
        label = _OF_WHICH.sub("", _BULLET.sub("", printed)).strip(" :;,.")
        sub = bool(_BULLET.match(printed) or _OF_WHICH.match(printed) or re.match(r"\d+\.\d", order) or order in "-+")
        if not sub:
            main = label
        in_label = _UNIT_IN_LABEL.search(label) if unit is None else None
        row_unit = unit or (in_label["unit"] if in_label else None)
        numbers = tuple(
            (columns[cell.column], cell)
            for cell in cells
            if cell.column in columns and columns[cell.column].kind in ("value", "percent")
        )
        if label and numbers:
            yield Row(order, label, row_unit, main if sub and main != label else None, sub, numbers)
