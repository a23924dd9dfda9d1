"""Ruled tables: where a page draws a grid, pdfplumber finds the cells and pdfium's characters fill them."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.layout.lines import Line, group_lines, split_runs
from corpus.layout.two_column_zones import MOTTO, RECIPIENTS
from corpus.page.characters import Floats, PageCharacters
from corpus.steps import ALL_STEPS, Steps
from corpus.tables.vector_lines import NoRulesError, rules_only

#: Points by which the columns of one table may be shifted from page to page.
_SAME_EDGE = 4.0
#: Characters touch whose gap is less than this part of their height; cells are wider apart.
_TOUCHING = 0.12


_COLUMN_NUMBER = re.compile(r"(\d{1,2})(?=$|\)? ?=)")
_COLUMN_LETTER = re.compile(r"[A-Za-zĐđ]{1,2}")


CellBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell: its row and column, its box and its printed lines."""

    row: int
    column: int
    box: tuple[float, float, float, float]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A ruled table on one page, its box in points of the page as shown."""

    page: int
    box: tuple[float, float, float, float]
    n_rows: int
    n_columns: int
    cells: tuple[FoundCell, ...]


def find_tables(
    data: bytes, pages: Sequence[PageCharacters], steps: Steps = ALL_STEPS
) -> tuple[list[FoundTable], list[str]]:
    """The tables of the given pages of a PDF, and a warning for each page where none could be looked for.

    Layout grids (letterhead, signature) are left out.
    """
    import pdfplumber  # a heavy import that only pages with a grid need

    tables: list[FoundTable] = []
    warnings: list[str] = []
    for page in pages:
        given_up = steps.left_out("tables", page.number, len(pages))
        if given_up is not None:
            warnings.append(f"page {page.number}: its tables {given_up} It is read as lines.")
            continue
        try:
            # Opened for one page alone: pdfplumber would parse the whole page tree otherwise.
            drawing, number = _drawing(data, page.number)
            with pdfplumber.open(io.BytesIO(drawing), pages=[number]) as reader:
                tables += _on_page(reader.pages[0], page)
        except Exception as error:  # noqa: BLE001  # pdfminer raises whatever a damaged file makes it stumble over
            reason = f"{type(error).__name__}: {error}".rstrip(": ")
            warnings.append(f"page {page.number}: its tables could not be read ({reason}); read as lines.")
    return tables, warnings


def _drawing(data: bytes, number: int) -> tuple[bytes, int]:
    """The drawing of a page alone, and its number there; the whole file where that cannot be told apart."""
    try:
        return rules_only(data, number), 1
    except NoRulesError:
        return data, number


def _on_page(shown: Any, page: PageCharacters) -> list[FoundTable]:
    left, top = shown.bbox[:2]
    found = []
    for table in shown.find_tables():
        cells = [(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in table.cells]
        if page.turn is not None and page.turn.quarter:
            cells = [tuple(cell) for cell in page.turn.forth(np.asarray(cells, np.float32)).tolist()]
        found.append(_read(cells, page))
    return [table for table in found if table is not None]


def tables_in_picture(page: PageCharacters) -> list[FoundTable]:
    """The tables of a recognised page, of the cells that its rules make."""
    found = [_read(grid, page) for grid in page.grids]
    return [table for table in found if table is not None]


def _read(boxes: Sequence[CellBox], page: PageCharacters) -> FoundTable | None:
    """The table of these cells, on the page turned straight; None where they are no table."""
    from pdfplumber.table import Table  # see above

    no_page: Any = None  # a pdfplumber table asks its page for text only, which is not wanted here
    table = Table(no_page, list(boxes))
    grid = [row.cells for row in table.rows]
    n_columns = max(len(row) for row in grid)
    if len(grid) < 2 or n_columns < 2:
        return None
    box = table.bbox
    cells = []
    middles = _where_begun(page, box[0])
    for row_number, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            lines = group_lines(split_runs(page, _within(*middles, cell)))
            cells.append(FoundCell(row_number, column, cell, tuple(lines)))
    said = [line.text for cell in cells for line in cell.lines]
    if not said or any(MOTTO.search(text) or RECIPIENTS.match(text) for text in said):
        return None
    if not _is_grid(cells):
        return None
    return FoundTable(page.number, box, len(grid), n_columns, tuple(cells))


def _is_grid(cells: Sequence[FoundCell]) -> bool:
    """Whether most of the text stands side by side in rows: highlighted lines of running text do not."""
    filled = [cell for cell in cells if cell.lines]
    beside = Counter(cell.row for cell in filled)
    rows = [count for count in beside.values() if count > 1]
    # One row can be enough: a table that goes on from the page before may hold one long cell under its repeated head.
    return (len(rows) > 1 or max(rows, default=0) > 2) and sum(rows) >= 0.6 * len(filled)


def inside(page: PageCharacters, box: tuple[float, float, float, float]) -> npt.NDArray[np.bool_]:
    """A mask of the characters whose middle lies in ``box``."""
    return _within(*_middles(page.box), box)


def in_cells(page: PageCharacters, table: FoundTable) -> npt.NDArray[np.bool_]:
    """A mask of the characters in the cells of ``table``: where rules are missing, text within it is in none."""
    left, top, right, bottom = table.box
    filled = sum((cell.box[2] - cell.box[0]) * (cell.box[3] - cell.box[1]) for cell in table.cells)
    if filled > 0.97 * (right - left) * (bottom - top):
        return inside(page, table.box)
    mask = np.zeros(len(page.codes), np.bool_)
    for cell in table.cells:
        mask |= inside(page, cell.box)
    return mask


def _middles(box: Floats) -> tuple[Floats, Floats]:
    half = np.float32(0.5)
    return (box[:, 0] + box[:, 2]) * half, (box[:, 1] + box[:, 3]) * half


def _within(x: Floats, y: Floats, box: tuple[float, float, float, float]) -> npt.NDArray[np.bool_]:
    chosen: npt.NDArray[np.bool_] = (x >= box[0]) & (x < box[2]) & (y >= box[1]) & (y < box[3])
    return chosen


def _where_begun(page: PageCharacters, left: float) -> tuple[Floats, Floats]:
    """For each character, the middle (x, y) of the first of those that touch one another up to it.

    Text that is too long for its cell runs on over the next one, whose own text may stand on top of it: it belongs to
    the cell that it begins in. Where that is outside the table, whose edge is at ``left``, its middle counts.
    """
    box = page.box
    x, y = _middles(box)
    if len(box) < 2:
        return x, y
    tall = box[1:, 3] - box[1:, 1]
    gap = box[1:, 0] - box[:-1, 2]
    level = np.abs(y[1:] - y[:-1]) < 0.3 * tall
    if page.pieces is not None and len(page.pieces) == len(box):
        level &= page.pieces[1:] == page.pieces[:-1]
    touches = level & (gap < _TOUCHING * tall) & (x[1:] > x[:-1])
    places = np.arange(len(box))
    first = np.maximum.accumulate(np.where(np.concatenate(([True], ~touches)), places, 0))
    last = np.minimum.accumulate(np.where(np.concatenate((~touches, [True])), places, len(box))[::-1])[::-1]
    middle = (box[first, 0] + box[last, 2]) * np.float32(0.5)
    return np.where(x[first] < left, middle, x[first]), y


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: ``1 2 3 4``, ``A B 1 2 3=2/1``. One in four may be misread in a scan."""
    said = [(place, text.strip("( )")) for place, text in enumerate(texts) if text.strip("( )")]
    counted = [(place, text) for place, text in said if not _COLUMN_LETTER.fullmatch(text)]
    steps = Counter(int(match[1]) - place for place, text in counted if (match := _COLUMN_NUMBER.match(text)))
    most = max(steps.values(), default=0)
    return most > 1 and 4 * most >= 3 * len(counted)


def goes_on(before: FoundTable, table: FoundTable) -> bool:
    """Whether ``table`` is the rest of the one ``before`` it, on the next page: the columns stand at one place."""
    if table.page != before.page + 1 or table.n_columns != before.n_columns:
        return False
    return all(abs(a - b) < _SAME_EDGE for a, b in zip(_columns(before), _columns(table), strict=False))


def _columns(table: FoundTable) -> list[float]:
    """Where the columns begin: the left edges of the row that has most cells."""
    rows = Counter(cell.row for cell in table.cells)
    fullest = max(rows, key=lambda row: rows[row])
    return [cell.box[0] for cell in table.cells if cell.row == fullest]


def first_row(table: FoundTable) -> list[str]:
    """The words of the first row, cell by cell."""
    return [" ".join(line.text for line in cell.lines) for cell in table.cells if cell.row == 0]


def header_rows(table: FoundTable) -> int:
    """How many rows at the top are headings: those before the first row with a number in a cell past the first."""
    for row in range(table.n_rows):
        texts = [" ".join(line.text for line in cell.lines) for cell in table.cells if cell.row == row]
        counts = [text for text in texts[1:] if text and not any(char.isalpha() for char in text)]
        if row and counts and not _numbers_columns(texts):
            return row
    return 1
