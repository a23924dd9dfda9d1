"""Whether a page draws a grid: looked for with pdfium, because pdfplumber takes many times as long over a page."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.page import pdfium_ctypes as plain_calls

#: A grid has at least this many rules each way; fewer are underlines, the rule over the footnotes, a frame.
FEWEST_RULES = 3
#: More paths than this on one page are a drawing, not a table: its grid would take too long to find.
MOST_PATHS = 20_000
#: A rule is longer and thinner than this.
_LONG, _THIN = 8.0, 3.0
#: Edges nearer than this are one edge; one drawn over less than this is the end of a highlighted word.
_APART, _DRAWN = 12.0, 25.0


def has_grid(page: pdfium.PdfPage) -> bool | None:
    """Whether the drawing on a page may be a table of two columns or more: three upright edges, three level ones.

    None where more than :data:`MOST_PATHS` is drawn. Boxes behind highlighted lines, frames and underlines are no
    grid, and pdfplumber need not look at them: it takes many times as long over a page as pdfium.
    """
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    upright: list[_Edge] = []
    level: list[_Edge] = []
    handle, get, type_of = plain_calls.address(page.raw), plain_calls.page_object(), plain_calls.object_type()
    bounds = (ctypes.c_float * 4)()
    base, path = ctypes.addressof(bounds), pdfium_c.FPDF_PAGEOBJ_PATH
    for index in range(count):
        item = get(handle, index)
        if type_of(item) != path:
            continue
        plain_calls.object_bounds()(item, base, base + 4, base + 8, base + 12)
        left, bottom, right, top = bounds
        wide, tall = right - left, top - bottom
        if tall > _LONG and wide > _LONG and _parts(pdfium_c.FPDFPage_GetObject(page.raw, index)) >= FEWEST_RULES:
            return True  # several rules drawn at one stroke: their bounds don't tell where they are
        if tall > _LONG:
            sides = (left,) if wide < _THIN else (left, right)
            upright += [(side, bottom, top) for side in sides]
        if wide > _LONG:
            sides = (top,) if tall < _THIN else (top, bottom)
            level += [(side, left, right) for side in sides]
        if len(upright) > MOST_PATHS or len(level) > MOST_PATHS:
            return None
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
