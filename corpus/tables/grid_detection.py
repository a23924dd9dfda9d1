"""Whether a page draws a grid of ruling lines: a quick check with pdfium before pdfplumber, which is much slower."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.page import pdfium_ctypes

#: A grid has at least this many lines each way; fewer are underlines, the line above footnotes, or a frame.
MIN_RULING_LINES = 3
#: More paths than this on one page are a drawing, not a table: its grid would take too long to find.
MAX_PATHS = 20_000
#: A ruling line is longer and thinner than this.
_MIN_LINE_POINTS, _MAX_THICKNESS_POINTS = 8.0, 3.0
#: Edges nearer than this are one edge; a shorter one is the end of a highlighted word.
_MIN_EDGE_DISTANCE_POINTS, _MIN_EDGE_POINTS = 12.0, 25.0


def draws_grid(page: pdfium.PdfPage) -> bool | None:
    """Whether the drawing on a page may be a table of two columns or more: three upright edges, three level ones.

    None where more than :data:`MAX_PATHS` is drawn. Boxes behind highlighted lines, frames and underlines are no
    grid, and pdfplumber need not look at them: it takes many times as long over a page as pdfium.
    """
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    vertical: list[_Edge] = []
    horizontal: list[_Edge] = []
    handle, get, type_of = pdfium_ctypes.address(page.raw), pdfium_ctypes.page_object(), pdfium_ctypes.object_type()
    bounds = (ctypes.c_float * 4)()
    base, path = ctypes.addressof(bounds), pdfium_c.FPDF_PAGEOBJ_PATH
    for index in range(count):
        item = get(handle, index)
        if type_of(item) != path:
            continue
        pdfium_ctypes.object_bounds()(item, base, base + 4, base + 8, base + 12)
        left, bottom, right, top = bounds
        width, height = right - left, top - bottom
        if (
            height > _MIN_LINE_POINTS
            and width > _MIN_LINE_POINTS
            and _n_subpaths(pdfium_c.FPDFPage_GetObject(page.raw, index)) >= MIN_RULING_LINES
        ):
            return True  # several lines in one path: its bounds do not show where they are
        if height > _MIN_LINE_POINTS:
            sides = (left,) if width < _MAX_THICKNESS_POINTS else (left, right)
            vertical += [(side, bottom, top) for side in sides]
        if width > _MIN_LINE_POINTS:
            sides = (top,) if height < _MAX_THICKNESS_POINTS else (top, bottom)
            horizontal += [(side, left, right) for side in sides]
        if len(vertical) > MAX_PATHS or len(horizontal) > MAX_PATHS:
            return None
    return _count_edges(vertical) >= MIN_RULING_LINES and _count_edges(horizontal) >= MIN_RULING_LINES


def _n_subpaths(item: Any) -> int:
    """How many separate lines or boxes one path draws; counted no further than needed."""
    n_subpaths = 0
    for index in range(min(pdfium_c.FPDFPath_CountSegments(item), 6 * MIN_RULING_LINES)):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        n_subpaths += pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO
    return n_subpaths


#: A drawn edge: its place across, and where it begins and ends along.
_Edge = tuple[float, float, float]


def _count_edges(pieces: Sequence[_Edge]) -> int:
    """How many edges, a column's or a row's width apart, run on over more than one line of text."""
    n_edges = 0
    group: list[tuple[float, float]] = []
    last_place = float("-inf")
    for place, start, end in sorted(pieces):
        if place - last_place > _MIN_EDGE_DISTANCE_POINTS:
            n_edges += _is_long(group)
            group, last_place = [], place
        group.append((start, end))
    return n_edges + _is_long(group)


def _is_long(pieces: list[tuple[float, float]]) -> bool:
    """Whether pieces of one edge, end to end, make a long one: the ends of highlighted words stand apart."""
    reached = began = float("-inf")
    for start, end in sorted(pieces):
        if start - reached > _MAX_THICKNESS_POINTS:
            began = start
        reached = max(reached, end)
        if reached - began > _MIN_EDGE_POINTS:
            return True
    return False
