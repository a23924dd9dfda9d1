"""Ruled tables: where a page draws a grid, pdfplumber finds the cells and pdfium's characters fill them."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.layout.lines import group_lines, split_runs
from corpus.layout.two_column_zones import MOTTO, RECIPIENTS
from corpus.page.characters import Floats, PageCharacters
from corpus.steps import ALL_STEPS, Steps
from corpus.tables.table_structure import CellBox, RuledTable, TableCell, link_tables
from corpus.tables.vector_lines import VectorLinesError, vector_lines_page

#: Characters touch when the gap between them is less than this part of their height; cells are wider apart.
_MAX_TOUCHING_GAP = 0.12

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RuledTables:
    """The ruled tables of a document in the order of its text, and a warning for each page without a look for them.

    ``free_characters``: for each page with a table, a mask over its characters that is True outside all cells.
    """

    tables: tuple[RuledTable, ...]
    free_characters: Mapping[int, npt.NDArray[np.bool_]]
    warnings: tuple[str, ...]


def find_tables(
    data: bytes,
    ruled: Sequence[PageCharacters],
    recognised: Sequence[PageCharacters] = (),
    steps: Steps = ALL_STEPS,
) -> RuledTables:
    """The tables of a PDF. Layout grids (letterhead, signature) are left out.

    Args:
        data: the whole file.
        ruled: the pages that draw a grid.
        recognised: the pages that were recognised (OCR), with the cells in their pictures.
        steps: is told of each page of ``ruled``, and names pages to skip.
    """
    tables, warnings = _drawn_tables(data, ruled, steps)
    tables += [(page, table) for page in recognised for table in _pictured_tables(page)]
    free: dict[int, npt.NDArray[np.bool_]] = {}
    for page, table in tables:
        outside = ~_in_cells(page, table)
        free[page.number] = free[page.number] & outside if page.number in free else outside
    return RuledTables(link_tables([table for _, table in tables]), free, tuple(warnings))


def _drawn_tables(
    data: bytes, pages: Sequence[PageCharacters], steps: Steps
) -> tuple[list[tuple[PageCharacters, RuledTable]], list[str]]:
    """The tables in the vector graphics of ``pages``, each with its page, and the warnings."""
    tables: list[tuple[PageCharacters, RuledTable]] = []
    warnings: list[str] = []
    if not pages:
        return tables, warnings
    import pdfplumber  # a heavy import that only pages with a grid need

    for page in pages:
        skip_reason = steps.left_out("tables", page.number, len(pages))
        if skip_reason is not None:
            warnings.append(f"page {page.number}: its tables {skip_reason} It is read as lines.")
            continue
        try:
            # Opened for one page alone: pdfplumber would parse the whole page tree otherwise.
            drawing, number = _drawing(data, page.number)
            with pdfplumber.open(io.BytesIO(drawing), pages=[number]) as reader:
                page_tables = _on_page(reader.pages[0], page)
        except Exception as error:  # noqa: BLE001  # pdfminer raises whatever a damaged file makes it stumble over
            reason = f"{type(error).__name__}: {error}".rstrip(": ")
            warnings.append(f"page {page.number}: its tables could not be read ({reason}); read as lines.")
            continue
        logger.debug("page %d: %d ruled tables", page.number, len(page_tables))
        tables += [(page, table) for table in page_tables]
    return tables, warnings


def _drawing(data: bytes, number: int) -> tuple[bytes, int]:
    """A PDF of the vector graphics of a page, and its number there; the whole file where they cannot be separated."""
    try:
        return vector_lines_page(data, number), 1
    except VectorLinesError:
        return data, number


def _on_page(plumber_page: Any, page: PageCharacters) -> list[RuledTable]:
    left, top = plumber_page.bbox[:2]
    tables = []
    for table in plumber_page.find_tables():
        cells = [(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in table.cells]
        if page.rotation is not None and page.rotation.quarters:
            cells = [tuple(cell) for cell in page.rotation.to_upright(np.asarray(cells, np.float32)).tolist()]
        tables.append(_read(cells, page))
    return [table for table in tables if table is not None]


def _pictured_tables(page: PageCharacters) -> list[RuledTable]:
    """The tables of a recognised page, of the cells that the ruling lines in its picture make."""
    tables = [_read(grid, page) for grid in page.cell_grids]
    return [table for table in tables if table is not None]


def _read(boxes: Sequence[CellBox], page: PageCharacters) -> RuledTable | None:
    """The table of these cells on the upright page, with the lines in each cell; None where they are no table."""
    from pdfplumber.table import Table  # see above

    no_page: Any = None  # a pdfplumber table asks its page for text only, which is not wanted here
    table = Table(no_page, list(boxes))
    grid = [row.cells for row in table.rows]
    n_columns = max(len(row) for row in grid)
    if len(grid) < 2 or n_columns < 2:
        return None
    box = table.bbox
    cells = []
    middles = _run_starts(page, box[0])
    for row_number, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            lines = group_lines(split_runs(page, _within(*middles, cell)))
            cells.append(TableCell(row_number, column, cell, tuple(lines)))
    texts = [line.text for cell in cells for line in cell.lines]
    if not texts or any(MOTTO.search(text) or RECIPIENTS.match(text) for text in texts):
        return None
    if not _is_grid(cells):
        return None
    return RuledTable(page.number, box, len(grid), n_columns, tuple(cells))


def _is_grid(cells: Sequence[TableCell]) -> bool:
    """Whether most of the text stands in rows of several cells; highlighted lines of running text do not."""
    filled = [cell for cell in cells if cell.lines]
    beside = Counter(cell.row for cell in filled)
    rows = [count for count in beside.values() if count > 1]
    # One row can be enough: a table that goes on from the page before may hold one long cell under its repeated head.
    return (len(rows) > 1 or max(rows, default=0) > 2) and sum(rows) >= 0.6 * len(filled)


def _inside(page: PageCharacters, box: CellBox) -> npt.NDArray[np.bool_]:
    """A mask of the characters whose middle lies in ``box``."""
    return _within(*_middles(page.box), box)


def _in_cells(page: PageCharacters, table: RuledTable) -> npt.NDArray[np.bool_]:
    """A mask of the characters in the cells of ``table``. Text in its box may be in no cell: a line may be missing."""
    left, top, right, bottom = table.box
    filled = sum((cell.box[2] - cell.box[0]) * (cell.box[3] - cell.box[1]) for cell in table.cells)
    if filled > 0.97 * (right - left) * (bottom - top):
        return _inside(page, table.box)
    mask = np.zeros(len(page.codes), np.bool_)
    for cell in table.cells:
        mask |= _inside(page, cell.box)
    return mask


def _middles(box: Floats) -> tuple[Floats, Floats]:
    half = np.float32(0.5)
    return (box[:, 0] + box[:, 2]) * half, (box[:, 1] + box[:, 3]) * half


def _within(x: Floats, y: Floats, box: CellBox) -> npt.NDArray[np.bool_]:
    chosen: npt.NDArray[np.bool_] = (x >= box[0]) & (x < box[2]) & (y >= box[1]) & (y < box[3])
    return chosen


def _run_starts(page: PageCharacters, left: float) -> tuple[Floats, Floats]:
    """For each character, the middle (x, y) of the first character of the unbroken sequence that it belongs to.

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
    if page.text_objects is not None and len(page.text_objects) == len(box):
        level &= page.text_objects[1:] == page.text_objects[:-1]
    touches = level & (gap < _MAX_TOUCHING_GAP * tall) & (x[1:] > x[:-1])
    places = np.arange(len(box))
    first = np.maximum.accumulate(np.where(np.concatenate(([True], ~touches)), places, 0))
    last = np.minimum.accumulate(np.where(np.concatenate((~touches, [True])), places, len(box))[::-1])[::-1]
    middle = (box[first, 0] + box[last, 2]) * np.float32(0.5)
    return np.where(x[first] < left, middle, x[first]), y
