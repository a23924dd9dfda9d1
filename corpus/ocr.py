"""Optical character recognition (nhận dạng chữ) of one page with Tesseract 5, through ``tesserocr``.

The page is rendered by pdfium, straightened, and recognised as Vietnamese. Every word keeps its box and Tesseract's
confidence; the letters of a word share its box in equal parts.
"""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2 as pdfium

from corpus.characters import PageCharacters
from corpus.deskew import Turn, straighten
from corpus.tesseract import data_folder

#: Dots an inch: what Tesseract was trained on; scans of 110 and of 600 dpi both read better at it.
RESOLUTION = 300
#: Seconds that one page may take.
PAGE_LIMIT = 60.0


class OcrTimeout(Exception):  # noqa: N818  # a limit that was reached
    """A page took longer than :data:`PAGE_LIMIT`."""


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
    """
    data_folder()
    scale = RESOLUTION / 72
    picture = page.render(scale=scale, grayscale=True).to_pil()
    straight, turn = straighten(picture)
    words = read_words(straight, "AUTO")
    width, height = page.get_size()
    return _characters(words, turn, scale, number, float(width), float(height))


def read_words(picture: Any, mode: str) -> list[Word]:
    """The words in a PIL picture; ``mode`` is one of Tesseract's page segmentation modes. Raises OcrTimeout."""
    import tesserocr

    engine = _engine(mode)
    engine.SetImage(picture)
    engine.SetSourceResolution(RESOLUTION)
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
        if not text or not text.strip():
            continue
        # As tall as its line: words without high or low letters would else look like small type.
        sure = item.Confidence(tesserocr.RIL.WORD) / 100
        words.append(Word(text.strip(), (box[0], row[0], box[2], row[1]), sure, line))
    return words


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
            shown = turn.back((x0 + index * step, y0, x0 + (index + 1) * step, y1))
            boxes.append(tuple(value / scale for value in shown))  # type: ignore[arg-type]  # four of four
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
