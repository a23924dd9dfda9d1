"""Superscript digits and digits on the baseline: the evidence by which footnote marks are recognised."""

from __future__ import annotations

import ctypes
import itertools
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.page import pdfium_ctypes

#: Capitals that are measured beside the digits, so that a page with few digits has something to compare them with.
_MAX_CAPITALS = 60
#: Baselines apart by less than this part of the type's height are one line.
_MAX_BASELINE_SHIFT = 0.06
_DIGITS = re.compile(r"\d[\d.,/ ]*")


def find_superscript_digits(textpage: Any, text: str, loose: npt.NDArray[np.float32]) -> frozenset[int]:
    """Indices of digits whose glyph is much lower than the digits and capitals of its font, and stands higher.

    The height of the loose box identifies the font and its size: its slack differs from font to font, so that upright
    digits would look large beside italic ones.

    Args:
        textpage: pdfium's text page.
        text: its characters.
        loose: (n, 4) left, top, right, bottom of the loose box of each character, origin at the bottom left.
    """
    digits = [match.start() for match in re.finditer(r"[0-9]", text)]
    capitals = [match.start() for match in itertools.islice(re.finditer(r"[A-Z]", text), _MAX_CAPITALS)]
    if not digits or len(digits) + len(capitals) < 8:
        return frozenset()
    chosen = np.asarray([*digits, *capitals])
    tight = np.zeros((len(chosen), 4), np.float64)
    handle, base, get_box = pdfium_ctypes.address(textpage.raw), tight.ctypes.data, pdfium_ctypes.tight_box()
    for row, index in enumerate(chosen.tolist()):
        address = base + 32 * row
        get_box(handle, index, address, address + 8, address + 16, address + 24)
    boxes = loose[chosen]  # left, top, right, bottom
    line_height = np.maximum(boxes[:, 1] - boxes[:, 3], 1e-3)
    height = (tight[:, 3] - tight[:, 2]) / line_height
    lift = (tight[:, 2] - boxes[:, 3]) / line_height
    small = np.zeros(len(chosen), np.bool_)
    fonts = np.round(line_height, 1)
    for font in np.unique(fonts):
        same_font = fonts == font
        small[same_font] = (height[same_font] < 0.8 * np.median(height[same_font])) & (
            lift[same_font] > np.median(lift[same_font]) + 0.12
        )
    return frozenset(chosen[: len(digits)][small[: len(digits)]].tolist())


def find_baseline_digits(textpage: Any, text: str, loose: npt.NDArray[np.float32]) -> frozenset[int]:
    """Indices of digits on the baseline of the letter before them: not superscripts, whatever their boxes suggest.

    Boxes of one font may be as tall as the type, those of the next as tall as the ink, on the same line.
    """
    handle, get = pdfium_ctypes.address(textpage.raw), pdfium_ctypes.origin()
    point = (ctypes.c_double * 2)()
    x = ctypes.addressof(point)
    y = x + 8
    on_baseline: set[int] = set()
    for letter, digits in _numbers_after_letters(text):
        get(handle, letter, x, y)
        baseline = point[1]
        tolerance = _MAX_BASELINE_SHIFT * float(abs(loose[letter, 1] - loose[letter, 3])) + 0.05
        for index in digits:
            get(handle, index, x, y)
            if abs(point[1] - baseline) < tolerance:
                on_baseline.add(index)
    return frozenset(on_baseline)


def _numbers_after_letters(text: str) -> Iterator[tuple[int, list[int]]]:
    """For each number, the index of the letter before it on its line, and the indices of its digits."""
    last = 0
    for match in _DIGITS.finditer(text):
        at = match.start() - 1
        while at >= last and not text[at].isalnum() and text[at] not in "_\r\n":
            at -= 1
        if at >= last and text[at].isalnum() and not text[at].isdecimal():
            yield at, [place for place in range(*match.span()) if text[place].isdigit()]
        last = match.end()
