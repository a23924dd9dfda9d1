"""Characters that may be there without being seen: white, transparent, or drawn invisibly (text render mode 3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium_c

#: Colours from this on are as good as white; alpha below this is as good as nothing.
_WHITE, _CLEAR = 245, 16


def pale_characters(textpage: Any, text: str, line_ends: Iterable[int]) -> tuple[int, ...]:
    """The pale characters of a page of which a line begins or ends with one: to ask each would take too long."""
    if not any(_is_pale(textpage, at) for at in line_ends):
        return ()
    return tuple(at for at, char in enumerate(text) if char > " " and _is_pale(textpage, at))


def _is_pale(textpage: Any, at: int) -> bool:
    red, green, blue, alpha = (pdfium_c.c_uint() for _ in range(4))
    if pdfium_c.FPDFText_GetFillColor(textpage.raw, at, red, green, blue, alpha) and (
        alpha.value < _CLEAR or min(red.value, green.value, blue.value) >= _WHITE
    ):
        return True
    drawn = pdfium_c.FPDFText_GetTextObject(textpage.raw, at)
    return bool(drawn) and pdfium_c.FPDFTextObj_GetTextRenderMode(drawn) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
