"""Characters that may be there without being seen: white, transparent, or drawn invisibly (text render mode 3)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium_c

from corpus.page import pdfium_ctypes

#: Colours from this on are as good as white; alpha below this is as good as nothing.
_MIN_WHITE_LEVEL, _MAX_CLEAR_ALPHA = 245, 16


def possibly_invisible_characters(textpage: Any, text: str, line_ends: Iterable[int]) -> tuple[int, ...]:
    """Indices of characters that may be invisible; empty unless a line begins or ends with one (``line_ends``).

    To test every character of every page would take too long.
    """
    handle = pdfium_ctypes.address(textpage.raw)
    if not any(_is_possibly_invisible(handle, at) for at in line_ends):
        return ()
    return tuple(at for at, char in enumerate(text) if char > " " and _is_possibly_invisible(handle, at))


def _is_possibly_invisible(handle: int, at: int) -> bool:
    color = (ctypes.c_uint * 4)()  # red, green, blue, alpha
    base = ctypes.addressof(color)
    if pdfium_ctypes.fill_color()(handle, at, base, base + 4, base + 8, base + 12) and (
        color[3] < _MAX_CLEAR_ALPHA or min(color[:3]) >= _MIN_WHITE_LEVEL
    ):
        return True
    text_object = pdfium_ctypes.text_object()(handle, at)
    return bool(text_object) and pdfium_ctypes.render_mode()(text_object) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
