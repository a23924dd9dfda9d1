"""Detects the ruling lines (đường kẻ) of tables in the picture of a page, and the cells between them.

A ruling line is a long, thin, horizontal or vertical stretch of ink. This module finds the lines in the pixels;
pdfplumber makes cells of them, as it does of lines that a PDF draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]
CellBox = tuple[float, float, float, float]
#: Inches of the shortest horizontal and vertical line; a vertical one may be no longer than a row is high.
_MIN_HORIZONTAL_INCHES, _MIN_VERTICAL_INCHES = 0.5, 0.16
#: A thicker stretch of ink is a shadow at the edge of the scan, or a filled box.
_MAX_THICKNESS_INCHES = 0.05
#: Inches by which the ends of two lines may miss one another.
_SNAP_INCHES = 0.04
#: The part of a line that must be ink: faded and noisy lines have gaps.
_MIN_INKED_SHARE = 0.95
#: The part of the area of a table that its cells must fill.
_MIN_FILLED_SHARE = 0.97
#: So many pixels (of the halved picture) beside a line, less than this part may be ink.
_BESIDE_PIXELS, _MAX_BESIDE_INK_SHARE = 3, 0.3


@dataclass(frozen=True, slots=True)
class RulingLine:
    """A line, in pixels: thick from ``first`` to ``last`` row (or column), long from ``start`` to ``end``."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RulingLines:
    """The horizontal and the vertical lines of a picture, in its pixels."""

    horizontal: tuple[RulingLine, ...]
    vertical: tuple[RulingLine, ...]


def ink_threshold(pixels: Pixels) -> int:
    """The grey below which a pixel is ink (Otsu, A threshold selection method from gray-level histograms, 1979)."""
    share = np.bincount(pixels.ravel(), minlength=256) / pixels.size
    below = np.cumsum(share)
    mean = np.cumsum(share * np.arange(256))
    between = np.maximum(below * (1 - below), 1e-9)
    return int(np.argmax((mean[-1] * below - mean) ** 2 / between)) + 1


def find_ruling_lines(pixels: Pixels, dpi: int, *, faint: bool = False) -> RulingLines:
    """The ruling lines in a grey picture; none where there are too few for a table.

    Args:
        pixels: (height, width) grey levels, 0 black.
        dpi: its resolution.
        faint: with a threshold halfway between ink and paper, for lines that are fainter than print.
    """
    half = _halved_darkest(pixels)
    threshold = float(ink_threshold(half))
    ink = half < ((threshold + float(np.median(half))) / 2 if faint else threshold)
    vertical = _find_lines(np.ascontiguousarray(ink.T), dpi // 2, _MIN_VERTICAL_INCHES)
    if len(vertical) < 2:
        return RulingLines((), ())
    horizontal = _find_lines(ink, dpi // 2, _MIN_HORIZONTAL_INCHES)
    return RulingLines(tuple(map(_doubled, horizontal)), tuple(map(_doubled, vertical)))


def _halved_darkest(pixels: Pixels) -> Pixels:
    """A picture of half the size: the darkest of each four pixels, so that no line is lost."""
    height, width = pixels.shape[0] // 2 * 2, pixels.shape[1] // 2 * 2
    row_minimum = np.minimum(pixels[0:height:2, :width], pixels[1:height:2, :width])
    return np.minimum(row_minimum[:, 0::2], row_minimum[:, 1::2])


def _doubled(line: RulingLine) -> RulingLine:
    return RulingLine(2 * line.first, 2 * line.last + 1, 2 * line.start, 2 * line.end)


def _find_lines(ink: Ink, dpi: int, inches: float) -> list[RulingLine]:
    """Horizontal stretches of ink that are long and thin."""
    length = max(4, int(dpi * inches))
    height, width = ink.shape
    if width <= length:
        return []
    sums = np.zeros((height, width + 1), np.int32)
    np.cumsum(ink, axis=1, out=sums[:, 1:])
    # Only rows with that much ink over one length can hold one: to look closer at all rows would take too long.
    stride = max(1, length // 8)
    best_ink = (sums[:, length::stride] - sums[:, :-length:stride]).max(axis=1)
    candidates = np.flatnonzero(best_ink >= _MIN_INKED_SHARE * length / 2)
    lines: list[RulingLine] = []
    open_lines: list[RulingLine] = []
    for row in candidates.tolist():
        open_lines = [line for line in open_lines if row - line.last <= 2]
        for start, end in _inked_ranges(ink, row, length):
            extended = next((line for line in open_lines if min(end, line.end) > max(start, line.start)), None)
            if extended is not None:
                open_lines.remove(extended)
                lines.remove(extended)
                start, end = min(start, extended.start), max(end, extended.end)
            line = RulingLine(extended.first if extended else row, row, start, end)
            open_lines.append(line)
            lines.append(line)
    return [line for line in lines if _is_thin(line, dpi) and _stands_free(ink, line)]


def _is_thin(line: RulingLine, dpi: int) -> bool:
    return line.last - line.first + 1 <= max(3, _MAX_THICKNESS_INCHES * dpi)


def _stands_free(ink: Ink, line: RulingLine) -> bool:
    """Whether there is little ink right beside the line; a row of bold digits has ink all along, too."""
    beside = [row for row in (line.first - _BESIDE_PIXELS, line.last + _BESIDE_PIXELS) if 0 <= row < len(ink)]
    return not beside or float(ink[beside, line.start : line.end].mean()) < _MAX_BESIDE_INK_SHARE


def _inked_ranges(ink: Ink, row: int, length: int) -> list[tuple[int, int]]:
    """Where the row, or its neighbours where it is broken, is inked over ``length`` pixels and more."""
    inked = ink[max(0, row - 1) : row + 2].any(axis=0)
    sums = np.concatenate(([0], np.cumsum(inked)))
    starts = np.flatnonzero(sums[length:] - sums[:-length] >= _MIN_INKED_SHARE * length)
    if not len(starts):
        return []
    breaks = np.flatnonzero(np.diff(starts) > 1)
    firsts = np.concatenate(([starts[0]], starts[breaks + 1]))
    lasts = np.concatenate((starts[breaks], [starts[-1]]))
    return [(int(first), int(last) + length) for first, last in zip(firsts, lasts, strict=True)]


def find_grids(lines: RulingLines, dpi: int) -> list[tuple[CellBox, ...]]:
    """The cells (x0, y0, x1, y1 in pixels) of each table that the lines draw; a frame around one cell is no table."""
    if len(lines.horizontal) < 2 or len(lines.vertical) < 2:
        return []
    from pdfplumber import table  # a heavy import that only pages with lines need

    tolerance = _SNAP_INCHES * dpi
    edges = [_edge(line, "h") for line in lines.horizontal] + [_edge(line, "v") for line in lines.vertical]
    edges = table.merge_edges(edges, tolerance, tolerance, tolerance, tolerance)
    cells = table.intersections_to_cells(table.edges_to_intersections(edges, tolerance, tolerance))
    grids = [tuple(grid) for grid in table.cells_to_tables(cells)]
    return [
        grid for grid in grids if _distinct_sides(grid, 0) > 1 and _distinct_sides(grid, 1) > 1 and _fills_its_box(grid)
    ]


def _fills_its_box(grid: Sequence[CellBox]) -> bool:
    """Whether the cells fill their table: where a line was missed, the text beside it would be in no cell."""
    width = max(cell[2] for cell in grid) - min(cell[0] for cell in grid)
    height = max(cell[3] for cell in grid) - min(cell[1] for cell in grid)
    return sum((cell[2] - cell[0]) * (cell[3] - cell[1]) for cell in grid) > _MIN_FILLED_SHARE * width * height


def _distinct_sides(grid: Sequence[CellBox], side: int) -> int:
    return len({cell[side] for cell in grid})


def _edge(line: RulingLine, orientation: str) -> dict[str, Any]:
    """A line as pdfplumber represents it."""
    across, length = (line.first + line.last + 1) / 2, line.end - line.start
    if orientation == "h":
        place = {"x0": line.start, "x1": line.end, "top": across, "bottom": across, "width": length, "height": 0}
    else:
        place = {"x0": across, "x1": across, "top": line.start, "bottom": line.end, "width": 0, "height": length}
    return {"orientation": orientation, "object_type": "line", "doctop": place["top"], **place}


def without_ruling_lines(pixels: Pixels, lines: RulingLines, grids: Sequence[Sequence[CellBox]], dpi: int) -> Pixels:
    """The picture with the lines between the cells of ``grids`` painted over in the colour of the paper.

    Other lines stay: a vertical stroke of a letter may be as long as a low row.
    """
    paper = np.uint8(np.median(pixels))
    clean = pixels.copy()
    horizontal = {side for grid in grids for cell in grid for side in (cell[1], cell[3])}
    vertical = {side for grid in grids for cell in grid for side in (cell[0], cell[2])}
    for line in _lines_along(lines.horizontal, horizontal, dpi):
        clean[max(0, line.first - 2) : line.last + 3, max(0, line.start - 2) : line.end + 2] = paper
    for line in _lines_along(lines.vertical, vertical, dpi):
        clean[max(0, line.start - 2) : line.end + 2, max(0, line.first - 2) : line.last + 3] = paper
    return clean


def _lines_along(lines: Sequence[RulingLine], sides: Iterable[float], dpi: int) -> list[RulingLine]:
    """The lines that lie along ``sides`` of cells."""
    places = np.asarray(sorted(sides))
    return [line for line in lines if np.abs(places - (line.first + line.last + 1) / 2).min() <= _SNAP_INCHES * dpi]
