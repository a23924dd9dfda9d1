"""The characters of one PDF page as pdfium gives them, each with its box on the page as it is shown."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class PageCharacters:
    """One page: ``text`` in pdfium's order, ``codes`` its code points, ``box`` (n, 4) as x0, y0, x1, y1 in points.

    Boxes are *loose* (font ascent to descent, so their height follows the type size), origin at the top left.
    Characters that pdfium makes up (line breaks, some spaces) have an empty box.
    """

    number: int
    width: float
    height: float
    text: str
    codes: Codes
    box: Floats


@cache
def _loose_box() -> Any:
    """``FPDFText_GetLooseCharBox`` with plain addresses as arguments: a third of the time of the typed binding."""
    address = ctypes.cast(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(address or 0)


def read_characters(page: pdfium.PdfPage, number: int) -> PageCharacters:
    """All characters of ``page``, whose number counts from 1."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        raw = np.zeros((count, 4), np.float32)
        handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
        base, get_box = raw.ctypes.data, _loose_box()
        for index in range(count):
            get_box(handle, index, base + 16 * index)
        text = _text(textpage, count)
    finally:
        textpage.close()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    width, height = page.get_size()
    return PageCharacters(number, float(width), float(height), text, codes, _as_shown(page, raw))


def _text(textpage: Any, count: int) -> str:
    """One Python character for each of pdfium's: where UTF-16 pairs or dropped ones differ, ask one by one."""
    text: str = textpage.get_text_range() if count else ""
    if len(text) == count:
        return text
    codes = [pdfium_c.FPDFText_GetUnicode(textpage.raw, index) for index in range(count)]
    # A lone surrogate or a value past Unicode is no character: the replacement character keeps its place.
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def page_frame(page: pdfium.PdfPage) -> tuple[float, float, float, float, int]:
    """Left, bottom, right, top of the visible part of the page in its own space, and its rotation in degrees."""
    rect = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page.raw, rect)
    return rect.left, rect.bottom, rect.right, rect.top, page.get_rotation()


def _as_shown(page: pdfium.PdfPage, raw: Floats) -> Floats:
    """From FS_RECTF (left, top, right, bottom; origin bottom left, unrotated) to the page as it is shown."""
    left, bottom, right, top, rotation = page_frame(page)
    x0, x1 = np.minimum(raw[:, 0], raw[:, 2]), np.maximum(raw[:, 0], raw[:, 2])
    y0, y1 = np.minimum(raw[:, 1], raw[:, 3]), np.maximum(raw[:, 1], raw[:, 3])
    turned = {
        0: (x0 - left, top - y1, x1 - left, top - y0),
        90: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: (top - y1, right - x1, top - y0, right - x0),
    }[rotation]
    box = np.stack(turned, axis=1).astype(np.float32)
    box[(x1 <= x0) & (y1 <= y0)] = 0
    return box
