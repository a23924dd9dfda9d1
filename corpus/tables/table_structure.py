"""The structure of a ruled table: its cells, its head, and whether it goes on from the page before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.layout.lines import Line

#: Points by which the columns of one table may be shifted from page to page.
_MAX_COLUMN_SHIFT_POINTS = 4.0
_COLUMN_NUMBER = re.compile(r"(\d{1,2})(?=$|\)? ?=)")
_COLUMN_LETTER = re.compile(r"[A-Za-zĐđ]{1,2}")

#: x0, y0, x1, y1 in points, origin at the top left.
CellBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its row and column from 0, its box and its printed lines."""

    row: int
    column: int
    box: CellBox
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Its lines, joined by blanks."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A ruled table on one page (from 1). Boxes are those of the page turned upright.

    ``n_header_rows`` are the rows of its head; ``continues`` is the place, in the list of all tables, of the table of
    the page before that this one goes on with.
    """

    page: int
    box: CellBox
    n_rows: int
    n_columns: int
    cells: tuple[TableCell, ...]
    n_header_rows: int = 0
    continues: int | None = None


def link_tables(tables: Sequence[RuledTable]) -> tuple[RuledTable, ...]:
    """``tables`` from the first page to the last and from top to bottom, each with its head and what it continues.

    A table that goes on from the page before has a head of its own only where it repeats the first row of that one.
    """
    linked: list[RuledTable] = []
    for table in sorted(tables, key=lambda table: (table.page, table.box[1])):
        previous = linked[-1] if linked and _goes_on(linked[-1], table) else None
        has_head = previous is None or _first_row(table) == _first_row(previous)
        continues = None if previous is None else len(linked) - 1
        linked.append(replace(table, n_header_rows=_header_rows(table) if has_head else 0, continues=continues))
    return tuple(linked)


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: ``1 2 3 4``, ``A B 1 2 3=2/1``. In a scan one in four may be misread."""
    labels = [(place, text.strip("( )")) for place, text in enumerate(texts) if text.strip("( )")]
    counted = [(place, text) for place, text in labels if not _COLUMN_LETTER.fullmatch(text)]
    steps = Counter(int(match[1]) - place for place, text in counted if (match := _COLUMN_NUMBER.match(text)))
    most = max(steps.values(), default=0)
    return most > 1 and 4 * most >= 3 * len(counted)


def _goes_on(before: RuledTable, table: RuledTable) -> bool:
    """Whether ``table``, on the next page, is the rest of ``before``: its columns stand at the same places."""
    if table.page != before.page + 1 or table.n_columns != before.n_columns:
        return False
    return all(abs(a - b) < _MAX_COLUMN_SHIFT_POINTS for a, b in zip(_columns(before), _columns(table), strict=False))


def _columns(table: RuledTable) -> list[float]:
    """Where the columns begin: the left edges of the row that has most cells."""
    rows = Counter(cell.row for cell in table.cells)
    fullest = max(rows, key=lambda row: rows[row])
    return [cell.box[0] for cell in table.cells if cell.row == fullest]


def _first_row(table: RuledTable) -> list[str]:
    """The words of the first row, cell by cell."""
    return [cell.text for cell in table.cells if cell.row == 0]


def _header_rows(table: RuledTable) -> int:
    """The number of header rows: those above the first row with a number in a cell other than its first."""
    for row in range(table.n_rows):
        texts = [cell.text for cell in table.cells if cell.row == row]
        counts = [text for text in texts[1:] if text and not any(char.isalpha() for char in text)]
        if row and counts and not _numbers_columns(texts):
            return row
    return 1
