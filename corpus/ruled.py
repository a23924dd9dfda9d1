"""Ruled tables: where a page draws a grid, pdfplumber finds the cells and pdfium's characters fill them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.characters import PageCharacters
from corpus.columns import MOTTO, RECIPIENTS
from corpus.lines import Line, group_lines, split_runs

#: A grid has at least this many rules each way; fewer are underlines, the rule over the footnotes, a frame.
FEWEST_RULES = 3
#: More paths than this on one page are a drawing, not a table: its grid would take too long to find.
MOST_PATHS = 20_000
#: A page with more drawn lines than this after merging is not searched either.
_LONG, _THIN = 8.0, 3.0
#: Edges nearer than this are one edge; one drawn over less than this is the end of a highlighted word.
#: Points by which the columns of one table may be shifted from page to page.
_SAME_EDGE = 4.0
_APART, _DRAWN = 12.0, 25.0


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


def has_grid(page: pdfium.PdfPage) -> bool:
    """Whether the drawing on a page may be a table of two columns or more: three upright edges, three level ones.

    Boxes behind highlighted lines, frames and underlines are none, and pdfplumber need not look at them: it takes forty
    times as long over a page as pdfium.
    """
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    upright: list[_Edge] = []
    level: list[_Edge] = []
    left, bottom, right, top = (pdfium_c.c_float() for _ in range(4))
    for index in range(count):
        item = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        wide, tall = right.value - left.value, top.value - bottom.value
        if tall > _LONG and wide > _LONG and _parts(item) >= FEWEST_RULES:
            return True  # several rules drawn at one stroke: their bounds don't tell where they are
        if tall > _LONG:
            sides = (left.value,) if wide < _THIN else (left.value, right.value)
            upright += [(side, bottom.value, top.value) for side in sides]
        if wide > _LONG:
            sides = (top.value,) if tall < _THIN else (top.value, bottom.value)
            level += [(side, left.value, right.value) for side in sides]
        if len(upright) > MOST_PATHS or len(level) > MOST_PATHS:
            return False
    return _edges(upright) >= FEWEST_RULES and _edges(level) >= FEWEST_RULES


def _parts(item: Any) -> int:
    """How many separate lines or boxes one path draws; counted no further than needed."""
    parts = 0
    for index in range(min(pdfium_c.FPDFPath_CountSegments(item), 6 * FEWEST_RULES)):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        parts += pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO
    return parts


#: A drawn edge: its place across, and where it begins and ends along.
_Edge = tuple[float, float, float]


def _edges(pieces: Sequence[_Edge]) -> int:
    """How many edges, a column's or a row's width apart, run on over more than one line of text."""
    found = 0
    group: list[tuple[float, float]] = []
    last = float("-inf")
    for place, start, end in sorted(pieces):
        if place - last > _APART:
            found += _runs_on(group)
            group, last = [], place
        group.append((start, end))
    return found + _runs_on(group)


def _runs_on(pieces: list[tuple[float, float]]) -> bool:
    """Whether pieces of one edge, end to end, make a long one: the ends of highlighted words stand apart."""
    reach = begun = float("-inf")
    for start, end in sorted(pieces):
        if start - reach > _THIN:
            begun = start
        reach = max(reach, end)
        if reach - begun > _DRAWN:
            return True
    return False


def find_tables(path: Path, pages: Sequence[PageCharacters]) -> tuple[list[FoundTable], list[str]]:
    """The tables of the given pages, and a warning for each page where none could be looked for.

    Layout grids (letterhead, signature) are left out.
    """
    import pdfplumber  # a heavy import that only pages with a grid need

    tables: list[FoundTable] = []
    warnings: list[str] = []
    for page in pages:
        try:
            # Opened for one page alone: pdfplumber would parse the whole page tree otherwise.
            with pdfplumber.open(path, pages=[page.number]) as reader:
                tables += _on_page(reader.pages[0], page)
        except Exception as error:  # noqa: BLE001  # pdfminer raises whatever a damaged file makes it stumble over
            reason = f"{type(error).__name__}: {error}".rstrip(": ")
            warnings.append(f"page {page.number}: its tables could not be read ({reason}); read as lines.")
    return tables, warnings


def _on_page(shown: Any, page: PageCharacters) -> list[FoundTable]:
    shift = (shown.bbox[0], shown.bbox[1])
    found = [_read(table, page, shift) for table in shown.find_tables()]
    return [table for table in found if table is not None]


def _read(table: Any, page: PageCharacters, shift: tuple[float, float]) -> FoundTable | None:
    grid = [[_moved(cell, shift) if cell else None for cell in row.cells] for row in table.rows]
    n_columns = max(len(row) for row in grid)
    if len(grid) < 2 or n_columns < 2:
        return None
    box = _moved(table.bbox, shift)
    cells = []
    for row_number, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            lines = group_lines(split_runs(page, inside(page, cell)))
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


def _moved(box: Sequence[float], shift: tuple[float, float]) -> tuple[float, float, float, float]:
    return (box[0] - shift[0], box[1] - shift[1], box[2] - shift[0], box[3] - shift[1])


def inside(page: PageCharacters, box: tuple[float, float, float, float]) -> npt.NDArray[np.bool_]:
    """A mask of the characters whose middle lies in ``box``."""
    x = (page.box[:, 0] + page.box[:, 2]) / 2
    y = (page.box[:, 1] + page.box[:, 3]) / 2
    chosen: npt.NDArray[np.bool_] = (x >= box[0]) & (x < box[2]) & (y >= box[1]) & (y < box[3])
    return chosen


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: ``1 2 3 4``, ``A B 1 2 3=2/1``."""
    numbers = [
        int(match.group()) for text in texts if (match := re.match(r"\(?\d{1,2}(?=\)?$|\)? ?=)", text.strip("( ")))
    ]
    others = [text for text in texts if text and not text.strip("( )")[:1].isdigit()]
    return len(numbers) > 1 and all(b == a + 1 for a, b in pairwise(numbers)) and all(len(text) < 3 for text in others)


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
