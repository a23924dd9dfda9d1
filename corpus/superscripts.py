"""Digits that are set small and high, and digits that stand on the line: what a footnote's mark is told by."""

from __future__ import annotations

import ctypes
import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

#: Capitals that are measured beside the digits, so that a page with few digits has something to compare them with.
_ENOUGH = 60
#: Baselines apart by less than this part of the type's height are one line.
_LEVEL = 0.06
_LETTER_AND_DIGITS = re.compile(r"(?P<letter>[^\W\d_])?(?P<between>[^\w\r\n]*)(?P<digits>\d[\d.,/ ]*)")


@cache
def _tight_box() -> Any:
    """``FPDFText_GetCharBox`` (left, right, bottom, top as doubles), called as the loose one is."""
    address = ctypes.cast(pdfium_c.FPDFText_GetCharBox, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 4)(address or 0)


def raised_digits(textpage: Any, text: str, loose: npt.NDArray[np.float32]) -> frozenset[int]:
    """Digits whose ink is much lower than that of the digits and capitals of its font, and stands higher in the line.

    The height of the loose box stands for the font and its size: how loose it is differs from font to font, so that
    upright digits would look large beside italic ones that are not.
    """
    digits = [match.start() for match in re.finditer(r"[0-9]", text)]
    capitals = [match.start() for match in itertools.islice(re.finditer(r"[A-Z]", text), _ENOUGH)]
    if not digits or len(digits) + len(capitals) < 8:
        return frozenset()
    chosen = np.asarray([*digits, *capitals])
    tight = np.zeros((len(chosen), 4), np.float64)
    handle, base, get_box = ctypes.cast(textpage.raw, ctypes.c_void_p).value, tight.ctypes.data, _tight_box()
    for row, index in enumerate(chosen.tolist()):
        place = base + 32 * row
        get_box(handle, index, place, place + 8, place + 16, place + 24)
    line = loose[chosen]  # left, top, right, bottom
    tall = np.maximum(line[:, 1] - line[:, 3], 1e-3)
    height = (tight[:, 3] - tight[:, 2]) / tall
    lift = (tight[:, 2] - line[:, 3]) / tall
    small = np.zeros(len(chosen), np.bool_)
    fonts = np.round(tall, 1)
    for font in np.unique(fonts):
        own = fonts == font
        small[own] = (height[own] < 0.8 * np.median(height[own])) & (lift[own] > np.median(lift[own]) + 0.12)
    return frozenset(chosen[: len(digits)][small[: len(digits)]].tolist())


@cache
def _origin() -> Any:
    """``FPDFText_GetCharOrigin`` (x, y as doubles), called as the boxes are."""
    address = ctypes.cast(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 2)(address or 0)


def level_digits(textpage: Any, text: str, loose: npt.NDArray[np.float32]) -> frozenset[int]:
    """Digits on the baseline of the letter before them: no superscripts, however their boxes look.

    Boxes of one font may be as tall as the type, those of the next as tall as the ink, on the same line.
    """
    handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
    point = np.zeros(2, np.float64)
    x, y = point.ctypes.data, point.ctypes.data + 8
    get = _origin()
    level: set[int] = set()
    for letter, digits in _groups(text):
        get(handle, letter, x, y)
        line = float(point[1])
        near = _LEVEL * float(abs(loose[letter, 1] - loose[letter, 3])) + 0.05
        for index in digits:
            get(handle, index, x, y)
            if abs(float(point[1]) - line) < near:
                level.add(index)
    return frozenset(level)


def _groups(text: str) -> Iterator[tuple[int, list[int]]]:
    """The digits of each number with the letter that stands before them on their line."""
    for match in _LETTER_AND_DIGITS.finditer(text):
        if match["letter"]:
            start = match.start("digits")
            yield match.start("letter"), [start + at for at, char in enumerate(match["digits"]) if char.isdigit()]
