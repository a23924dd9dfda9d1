"""Characters that may be there without being seen: white, transparent, or drawn invisibly (text render mode 3)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium_c

from corpus.page import pdfium_ctypes as plain_calls

#: Colours from this on are as good as white; alpha below this is as good as nothing.
_WHITE, _CLEAR = 245, 16


def pale_characters(textpage: Any, text: str, line_ends: Iterable[int]) -> tuple[int, ...]:
    """The pale characters of a page of which a line begins or ends with one: to ask each would take too long."""
    handle = plain_calls.address(textpage.raw)
    if not any(_is_pale(handle, at) for at in line_ends):
        return ()
    return tuple(at for at, char in enumerate(text) if char > " " and _is_pale(handle, at))


def _is_pale(handle: int, at: int) -> bool:
    color = (ctypes.c_uint * 4)()  # red, green, blue, alpha
    base = ctypes.addressof(color)
    if plain_calls.fill_color()(handle, at, base, base + 4, base + 8, base + 12) and (
        color[3] < _CLEAR or min(color[:3]) >= _WHITE
    ):
        return True
    drawn = plain_calls.text_object()(handle, at)
    return bool(drawn) and plain_calls.render_mode()(drawn) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
