"""Optical character recognition (nhận dạng chữ) of one page.

The page is rendered by pdfium, turned straight, and recognised as Vietnamese; its ruled tables cell by cell. Every word
keeps its box and Tesseract's confidence; the letters of a word share its box in equal parts.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.ocr.deskew import straighten
from corpus.ocr.line_detection import CellBox, find_grids, find_rules, threshold, without_rules
from corpus.ocr.table_cells import read_cells
from corpus.ocr.tesseract import PAGE_LIMIT, OcrLimit, Shown, Word, data_folder
from corpus.page.characters import PageCharacters
from corpus.page.rotation import Turn

#: Dots an inch at which a page is rendered that is no picture, or a picture too coarse or too fine. A scan between is
#: read at its own: enlarged from 200 to 300, one word in fifty more is misread (docs/measurements.md).
RESOLUTION, COARSEST, FINEST = 300, 150, 400
#: A Gaussian blur of so many pixels rids a noisy scan of its specks: 0.33 % of the letters are wrong without, 0.15 with
#: it; a picture that was turned is soft already. Clean scans read as well either way (docs/measurements.md).
SPECKS = 0.5
#: A line lower than this part of the page's usual is set in small type: a footnote.
SMALL = 0.86
#: Pixels of the largest picture made of a page (A3 at :data:`FINEST` has 31 million); a larger page is made smaller.
PIXELS = 40_000_000
#: Dots an inch under which no letter can be told: a page that would be drawn coarser is no sheet of paper.
LEAST = 30
#: A page whose words are less sure may lie on its side or head, and the other ways are tried: 0.93 to 0.96 upright, on
#: real and made scans, 0.41 to 0.47 upside down. Pages of few words are left as they are.
UPRIGHT, ENOUGH_WORDS = 0.75, 12


class OcrTooLarge(OcrLimit):
    """A page has more than :data:`PIXELS` even at :data:`LEAST` dots an inch."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was recognised one way up: words and cells in pixels of the straight picture, and how it was turned."""

    words: list[Word]
    grids: list[tuple[CellBox, ...]]
    quarter: int
    degrees: float

    @property
    def sure(self) -> float:
        """The mean confidence of its words."""
        return float(np.mean([word.confidence for word in self.words])) if self.words else 0.0

    @property
    def is_upright(self) -> bool:
        """Whether the page seems to lie the right way up; a page with next to no words does."""
        long = [word for word in self.words if len(word.text) > 2]
        if len(long) < ENOUGH_WORDS:
            return True
        # Tesseract reads lines that run upwards, too; their words would have no place on a line.
        tall = sum(word.box[3] - word.box[1] > word.box[2] - word.box[0] for word in long)
        return self.sure >= UPRIGHT and tall < len(long) / 2


def recognise(page: pdfium.PdfPage, number: int) -> PageCharacters:
    """The text of ``page`` as it looks.

    Raises:
        OcrUnavailable: it is not installed.
        OcrTimeout: the page takes too long.
        OcrTooLarge: the page is larger than any sheet of paper.
    """
    data_folder()
    dots = fitting(page, resolution(page))
    picture = page.render(scale=dots / 72, grayscale=True).to_pil()
    reading = _right_way_up(picture, dots)
    width, height = page.get_size()
    turn = Turn(float(width), float(height), reading.quarter, reading.degrees)
    return _characters(reading, turn, dots / 72, number)


def fitting(page: pdfium.PdfPage, dots: int) -> int:
    """``dots`` an inch, or as many as make no more than :data:`PIXELS` of the page. Raises OcrTooLarge."""
    width, height = page.get_size()
    dots = min(dots, int(72 * (PIXELS / max(1.0, width * height)) ** 0.5))
    if dots < LEAST:
        raise OcrTooLarge(f"is {width / 72:.0f} by {height / 72:.0f} inches, too large to recognise")
    return dots


def resolution(page: pdfium.PdfPage) -> int:
    """The dots an inch of the scan that a page is; :data:`RESOLUTION` where it is none, too coarse or too fine."""
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * page.get_width() * page.get_height():
            dots = round(item.get_metadata().horizontal_dpi)
            return dots if COARSEST <= dots <= FINEST else RESOLUTION
    return RESOLUTION


def _right_way_up(picture: Any, dots: int) -> _Reading:
    """The picture read as it lies; where it lies on its side or head, the way up that reads best."""
    ends = time.monotonic() + PAGE_LIMIT
    first = _read(picture, 0, dots, ends)
    if first.is_upright:
        return first
    others = []
    for quarter in (1, 2, 3):
        others.append(_read(picture.rotate(90 * quarter, expand=True), quarter, dots, ends))
        if others[-1].is_upright and len(others[-1].words) > len(first.words) / 2:
            return others[-1]
    return max((first, *others), key=lambda reading: reading.sure)


def _read(picture: Any, quarter: int, dots: int, ends: float) -> _Reading:
    """The words of a picture, tables cell by cell."""
    from PIL import Image, ImageFilter

    straight, degrees = straighten(picture)
    soft = ImageFilter.GaussianBlur(0 if degrees else SPECKS)
    pixels = np.asarray(straight)
    rules = find_rules(pixels, dots)
    grids = find_grids(rules, dots)
    if not grids and len(rules.level) > 2 and len(rules.upright) > 2:
        rules = find_rules(pixels, dots, faint=True)
        grids = find_grids(rules, dots)
    if not grids:
        return _Reading(even_lines(Shown(straight.filter(soft), dots, ends).words()), [], quarter, degrees)
    clean = without_rules(pixels, rules, grids, dots)
    in_cells = read_cells(clean, [cell for grid in grids for cell in grid], dots, ends)
    free = clean.copy()
    for grid in grids:
        left, top = (int(min(cell[side] for cell in grid)) for side in (0, 1))
        right, bottom = (int(max(cell[side] for cell in grid)) for side in (2, 3))
        free[top:bottom, left:right] = np.uint8(np.median(clean))
    around = Image.fromarray(free).filter(soft)
    inked = int((np.asarray(around) < threshold(pixels)).sum())
    words = Shown(around, dots, ends).words() if inked > dots else []
    last = words[-1].line if words else 0
    words += [replace(word, line=word.line + last) for word in in_cells]
    return _Reading(even_lines(words), grids, quarter, degrees)


def even_lines(words: list[Word]) -> list[Word]:
    """``words`` as tall as the page's usual line, those of small type as tall as the usual small one.

    Tesseract measures the ink: a line without high or low letters would look like smaller type than its neighbours.
    """
    if not words:
        return words
    middles: dict[int, tuple[float, float]] = {}
    for word in words:
        middles[word.line] = ((word.box[1] + word.box[3]) / 2, word.box[3] - word.box[1])
    usual = float(np.median([tall for _, tall in middles.values()]))
    even = []
    for word in words:
        middle, tall = middles[word.line]
        half = (SMALL if tall < SMALL * usual else 1.0) * usual / 2
        even.append(replace(word, box=(word.box[0], middle - half, word.box[2], middle + half)))
    return even


def _characters(reading: _Reading, turn: Turn, scale: float, number: int) -> PageCharacters:
    text: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    sure: list[float] = []
    before = 0
    for word in reading.words:
        if text:
            text.append("\n" if word.line != before else " ")
            boxes.append((0.0, 0.0, 0.0, 0.0))
            sure.append(np.nan)
        before = word.line
        x0, y0, x1, y1 = word.box
        step = (x1 - x0) / len(word.text)
        text += word.text
        boxes += [(x0 + at * step, y0, x0 + (at + 1) * step, y1) for at in range(len(word.text))]
        sure += [word.confidence] * len(word.text)
    said = "".join(text)
    return PageCharacters(
        number,
        *turn.straight_size,
        said,
        np.frombuffer(said.encode("utf-32-le", "surrogatepass"), np.uint32),
        np.asarray(boxes, np.float32).reshape(-1, 4) / np.float32(scale),
        source="ocr",
        confidence=np.asarray(sure, np.float32),
        turn=turn,
        grids=tuple(tuple(_scaled(cell, scale) for cell in grid) for grid in reading.grids),
    )


def _scaled(cell: CellBox, scale: float) -> CellBox:
    x0, y0, x1, y1 = cell
    return x0 / scale, y0 / scale, x1 / scale, y1 / scale
