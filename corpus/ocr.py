"""Optical character recognition (nhận dạng chữ) of one page with Tesseract 5, through ``tesserocr``.

The page is rendered by pdfium, straightened, and recognised as Vietnamese. Every word keeps its box and Tesseract's
confidence; the letters of a word share its box in equal parts.
"""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.characters import PageCharacters
from corpus.deskew import Turn, straighten
from corpus.tesseract import data_folder

#: Dots an inch at which a page is rendered that is no picture, or a picture too coarse or too fine. A scan between is
#: read at its own: enlarged from 200 to 300, one word in fifty more is misread (docs/measurements.md).
RESOLUTION, COARSEST, FINEST = 300, 150, 400
#: A lone mark less sure than this is dirt on the paper.
DIRT = 0.6
#: A line lower than this part of the page's usual is set in small type: a footnote.
SMALL = 0.86
#: Seconds that one page may take.
PAGE_LIMIT = 60.0
#: Pixels of the largest picture made of a page (A3 at :data:`FINEST` has 31 million); a larger page is made smaller.
PIXELS = 40_000_000
#: Dots an inch under which no letter can be told: a page that would be drawn coarser is no sheet of paper.
LEAST = 30


class OcrLimit(Exception):  # noqa: N818  # no fault of the program's
    """A page is beyond a limit: the message ends the sentence "the page …"."""


class OcrTimeout(OcrLimit):
    """A page took longer than :data:`PAGE_LIMIT`."""


class OcrTooLarge(OcrLimit):
    """A page has more than :data:`PIXELS` even at :data:`LEAST` dots an inch."""


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word, its box in pixels of the straightened picture, its confidence from 0 to 1, its line."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float
    line: int


@functools.cache
def _engine(mode: str) -> Any:
    """One Tesseract a process and page mode: to start it takes as long as a page."""
    import tesserocr

    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # the workers are the threads
    return tesserocr.PyTessBaseAPI(path=data_folder(), lang="vie", psm=getattr(tesserocr.PSM, mode))


def recognise(page: pdfium.PdfPage, number: int) -> PageCharacters:
    """The text of ``page`` as it looks.

    Raises:
        OcrUnavailable: it is not installed.
        OcrTimeout: the page takes too long.
        OcrTooLarge: the page is larger than any sheet of paper.
    """
    data_folder()
    dots = resolution(page)
    width, height = page.get_size()
    dots = min(dots, int(72 * (PIXELS / (width * height)) ** 0.5))
    if dots < LEAST:
        raise OcrTooLarge(f"is {width / 72:.0f} by {height / 72:.0f} inches, too large to recognise")
    scale = dots / 72
    picture = page.render(scale=scale, grayscale=True).to_pil()
    straight, turn = straighten(picture)
    words = even_lines(read_words(straight, "AUTO", dots))
    return _characters(words, turn, scale, number, float(width), float(height))


def resolution(page: pdfium.PdfPage) -> int:
    """The dots an inch of the scan that a page is; :data:`RESOLUTION` where it is none, too coarse or too fine."""
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * page.get_width() * page.get_height():
            dots = round(item.get_metadata().horizontal_dpi)
            return dots if COARSEST <= dots <= FINEST else RESOLUTION
    return RESOLUTION


def read_words(picture: Any, mode: str, dots: int) -> list[Word]:
    """The words in a PIL picture of ``dots`` an inch; ``mode`` is one of Tesseract's page segmentation modes.

    Raises OcrTimeout.
    """
    import tesserocr

    engine = _engine(mode)
    engine.SetImage(picture)
    engine.SetSourceResolution(dots)
    if not engine.Recognize(int(PAGE_LIMIT * 1000)):
        raise OcrTimeout(f"takes longer than {PAGE_LIMIT:.0f} seconds to recognise")
    words: list[Word] = []
    iterator = engine.GetIterator()
    line = 0
    row = (0.0, 0.0)
    for item in tesserocr.iterate_level(iterator, tesserocr.RIL.WORD):
        box = item.BoundingBox(tesserocr.RIL.WORD)
        text = item.GetUTF8Text(tesserocr.RIL.WORD) if box else ""
        if item.IsAtBeginningOf(tesserocr.RIL.TEXTLINE):
            line += 1
            around = item.BoundingBox(tesserocr.RIL.TEXTLINE)
            row = (float(around[1]), float(around[3])) if around else row
        sure = item.Confidence(tesserocr.RIL.WORD) / 100
        if not text or not text.strip() or (sure < DIRT and not any(char.isalnum() for char in text)):
            continue
        words.append(Word(text.strip(), (box[0], row[0], box[2], row[1]), sure, line))
    return words


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


def _characters(
    words: list[Word], turn: Turn, scale: float, number: int, width: float, height: float
) -> PageCharacters:
    text: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    sure: list[float] = []
    before = 0
    for word in words:
        if text:
            text.append("\n" if word.line != before else " ")
            boxes.append((0.0, 0.0, 0.0, 0.0))
            sure.append(np.nan)
        before = word.line
        x0, y0, x1, y1 = word.box
        step = (x1 - x0) / len(word.text)
        for index, letter in enumerate(word.text):
            text.append(letter)
            left, top, right, bottom = turn.back((x0 + index * step, y0, x0 + (index + 1) * step, y1))
            boxes.append((left / scale, top / scale, right / scale, bottom / scale))
            sure.append(word.confidence)
    said = "".join(text)
    return PageCharacters(
        number,
        width,
        height,
        said,
        np.frombuffer(said.encode("utf-32-le", "surrogatepass"), np.uint32),
        np.asarray(boxes, np.float32).reshape(-1, 4),
        source="ocr",
        confidence=np.asarray(sure, np.float32),
    )
