"""Functions of pdfium that are called once for each character, bound by ctypes with addresses as plain integers.

pypdfium2's own bindings make and check a pointer object for each argument, which takes three times as long. The caller
must keep alive what an address points at.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium_c

_P, _I = ctypes.c_void_p, ctypes.c_int


def address(pointer: Any) -> int:
    """The address that a typed pointer holds; 0 for none."""
    return ctypes.cast(pointer, _P).value or 0


@cache
def _plain(name: str, result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(address(getattr(pdfium_c, name)))


def loose_box() -> Any:
    """``FPDFText_GetLooseCharBox(textpage, index, FS_RECTF *)``: left, top, right, bottom as 32-bit floats."""
    return _plain("FPDFText_GetLooseCharBox", _I, _P, _I, _P)


def tight_box() -> Any:
    """``FPDFText_GetCharBox(textpage, index, double *left, *right, *bottom, *top)``."""
    return _plain("FPDFText_GetCharBox", _I, _P, _I, _P, _P, _P, _P)


def origin() -> Any:
    """``FPDFText_GetCharOrigin(textpage, index, double *x, double *y)``."""
    return _plain("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)


def font_info() -> Any:
    """``FPDFText_GetFontInfo(textpage, index, char *name, size, int *flags)``."""
    return _plain("FPDFText_GetFontInfo", ctypes.c_ulong, _P, _I, _P, ctypes.c_ulong, _P)


def font_weight() -> Any:
    """``FPDFText_GetFontWeight(textpage, index)``."""
    return _plain("FPDFText_GetFontWeight", _I, _P, _I)


def fill_color() -> Any:
    """``FPDFText_GetFillColor(textpage, index, unsigned *red, *green, *blue, *alpha)``."""
    return _plain("FPDFText_GetFillColor", _I, _P, _I, _P, _P, _P, _P)


def text_object() -> Any:
    """``FPDFText_GetTextObject(textpage, index)``: an address, or None."""
    return _plain("FPDFText_GetTextObject", _P, _P, _I)


def render_mode() -> Any:
    """``FPDFTextObj_GetTextRenderMode(text)``."""
    return _plain("FPDFTextObj_GetTextRenderMode", _I, _P)


def char_angle() -> Any:
    """``FPDFText_GetCharAngle(textpage, index)``: radians."""
    return _plain("FPDFText_GetCharAngle", ctypes.c_float, _P, _I)


def page_object() -> Any:
    """``FPDFPage_GetObject(page, index)``: an address."""
    return _plain("FPDFPage_GetObject", _P, _P, _I)


def object_type() -> Any:
    """``FPDFPageObj_GetType(object)``."""
    return _plain("FPDFPageObj_GetType", _I, _P)


def object_bounds() -> Any:
    """``FPDFPageObj_GetBounds(object, float *left, *bottom, *right, *top)``."""
    return _plain("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
