"""Recognises a ruled table cell by cell: read as a whole page, one figure in seven of a scanned table is lost.

The ruling lines are painted over first: a piece of one reads as ``|`` or ``1``. A cell in a column of numbers that does
not read as a number is read again, sharper, larger and smaller, and the readings vote. (To restrict Tesseract to digits
makes it confident of wrong ones: ``C``, ``D`` and ``5`` all became ``3``.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.ocr.line_detection import CellBox, Pixels, ink_threshold
from corpus.ocr.tesseract import OcrImage, Word
from corpus.syllables import is_syllable

#: A Gaussian blur of so many pixels removes the specks of a noisy scan: 105 of 109 numbers right with it, 96 without.
_BLUR_PIXELS = 0.6
#: How a doubtful cell is read again: (pixels of blur, scale).
_RETRIES = ((0.0, 1.0), (1.2, 1.5), (0.6, 0.75))
#: Ink of at most this height in inches is one line of text.
_MAX_LINE_INCHES = 0.25
#: A cell of at least this height in inches is a frame around a page, which may have columns.
_MIN_FRAME_INCHES = 4.0
#: A cell with fewer ink pixels than this for each dpi is empty.
_MIN_INK_PER_DPI = 0.03
#: A cell with a lower confidence than this is read again.
_MIN_CONFIDENCE = 0.85
#: The part of the cells of a numeric column that must look like numbers.
_MIN_NUMERIC_SHARE = 0.6
#: A row label (``12``, ``II``) has fewer letters than this.
_MAX_LABEL_CHARS = 8
_NUMBER = re.compile(r"[-–(]?\d(?:[\d.,]*\d)?%?\)?")
_ROW_LABEL = re.compile(r"(?:[IVX]+|[A-Za-zĐđ]|\d{1,3}(?:\.\d{1,2})*)[.)]?")
#: Letters that may be misread digits, and are seldom row labels.
_LOOKS_LIKE_DIGIT = frozenset("OoQlSsBZz")
_OF_NUMERALS = re.compile(r"[\d.,%()/=+-]+")


@dataclass(frozen=True, slots=True)
class CellReading:
    """One result for a cell."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words, joined by blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """The lowest confidence of its words, from 0 to 1; 0 without words."""
        return min((word.confidence for word in self.words), default=0.0)

    def has_content(self) -> bool:
        """Whether there is a letter or a digit, or a sign that may stand alone."""
        return any(char.isalnum() or char in "%-–x+" for char in self.text)

    def is_number(self) -> bool:
        """Whether it is one number, perhaps broken over lines to fit."""
        lines = {word.line: word.text for word in self.words}
        return len(lines) == len(self.words) and _NUMBER.fullmatch("".join(lines.values())) is not None

    def is_label(self) -> bool:
        """Whether it is a row label: ``12``, ``II``, ``a)``."""
        return _ROW_LABEL.fullmatch(self.text) is not None

    @property
    def looks_numeric(self) -> bool:
        """Whether half of its letters and digits are digits."""
        digits = sum(char.isdigit() for char in self.text)
        return digits > 0 and 2 * digits >= sum(char.isalnum() for char in self.text)


def read_cells(pixels: Pixels, cells: Sequence[CellBox], dpi: int, deadline: float) -> list[Word]:
    """The words in ``cells`` of a grey picture without ruling lines, in its pixels.

    ``deadline`` is that of :class:`OcrImage`.

    Raises:
        OcrTimeout: the deadline has passed.
    """
    from PIL import Image, ImageFilter

    blurred = Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(_BLUR_PIXELS))
    modes = _segmentation_modes(np.asarray(blurred), cells, dpi)
    image = OcrImage(blurred, dpi, deadline)
    readings = {cell: CellReading(tuple(image.words(mode, cell))) for cell, mode in modes.items()}
    doubtful: dict[CellBox, Callable[[CellReading], bool]] = {}
    doubtful |= dict.fromkeys([cell for cell in readings if not readings[cell].words], CellReading.has_content)
    left = min((cell[0] for cell in cells), default=0.0)
    for column in _columns(readings, dpi):
        first = min(cell[0] for cell in column) - left < _MAX_LINE_INCHES * dpi
        if first and all(len(readings[cell].text) < _MAX_LABEL_CHARS for cell in column):
            doubtful |= dict.fromkeys(_doubtful_labels(readings, column), CellReading.is_label)
        else:
            doubtful |= dict.fromkeys(_doubtful_numbers(readings, column), CellReading.is_number)
    if doubtful:
        retries = _read_again(pixels, {cell: modes[cell] for cell in doubtful}, dpi, deadline)
        for cell, makes_sense in doubtful.items():
            readings[cell] = _vote([readings[cell], *retries[cell]], makes_sense)
    return list(_renumber_lines(readings.values()))


def _segmentation_modes(pixels: Pixels, cells: Sequence[CellBox], dpi: int) -> dict[CellBox, str]:
    """The page segmentation mode of Tesseract for each cell that is not empty: one line of text, or several."""
    ink = pixels < ink_threshold(pixels)
    modes = {}
    for cell in cells:
        left, top, right, bottom = (int(side) for side in cell)
        rows = ink[top:bottom, left:right].sum(axis=1)
        inked = np.flatnonzero(rows)
        if rows.sum() > _MIN_INK_PER_DPI * dpi:
            inches = int(inked[-1] - inked[0]) / dpi
            modes[cell] = (
                "SINGLE_LINE" if inches < _MAX_LINE_INCHES else "SINGLE_BLOCK" if inches < _MIN_FRAME_INCHES else "AUTO"
            )
    return modes


def _columns(readings: Mapping[CellBox, CellReading], dpi: int) -> Iterable[list[CellBox]]:
    """The columns: cells that are not empty and stand one above another."""
    columns: dict[tuple[int, int], list[CellBox]] = {}
    tolerance = max(1, dpi // 25)
    for cell in readings:
        columns.setdefault((round(cell[0] / tolerance), round(cell[2] / tolerance)), []).append(cell)
    return columns.values()


def _doubtful_numbers(readings: Mapping[CellBox, CellReading], column: Sequence[CellBox]) -> list[CellBox]:
    """The cells in a column of numbers that do not read as numbers, or with low confidence."""
    if sum(readings[cell].looks_numeric for cell in column) < _MIN_NUMERIC_SHARE * len(column):
        return []
    doubtful = []
    for cell in column:
        reading = readings[cell]
        if reading.confidence < _MIN_CONFIDENCE or not (
            _OF_NUMERALS.fullmatch(reading.text) or _has_syllables(reading)
        ):
            doubtful.append(cell)
    return doubtful


def _doubtful_labels(readings: Mapping[CellBox, CellReading], column: Sequence[CellBox]) -> list[CellBox]:
    """The cells of a first column that are no row labels, or with low confidence."""
    return [
        cell
        for cell in column
        if readings[cell].confidence < _MIN_CONFIDENCE
        or not readings[cell].is_label()
        or readings[cell].text in _LOOKS_LIKE_DIGIT
    ]


def _has_syllables(reading: CellReading) -> bool:
    """Whether a cell has a word of Vietnamese, such as the head of its column or ``Đạt``."""
    words = [word.text.strip(".,;:()") for word in reading.words]
    return any(len(word) > 1 and word.isalpha() and is_syllable(word) for word in words)


def _read_again(
    pixels: Pixels, modes: Mapping[CellBox, str], dpi: int, deadline: float
) -> dict[CellBox, list[CellReading]]:
    """The results for some cells of a picture, each read in the ways of :data:`_RETRIES`."""
    from PIL import Image, ImageFilter

    left, top = (int(min(cell[side] for cell in modes)) for side in (0, 1))
    right, bottom = (int(max(cell[side] for cell in modes)) + 1 for side in (2, 3))
    cropped = Image.fromarray(pixels[top:bottom, left:right])
    readings: dict[CellBox, list[CellReading]] = {cell: [] for cell in modes}
    for blur, scale in _RETRIES:
        scaled = cropped.filter(ImageFilter.GaussianBlur(blur)) if blur else cropped
        if scale != 1:
            scaled = scaled.resize(
                (round(scaled.width * scale), round(scaled.height * scale)), Image.Resampling.BICUBIC
            )
        image = OcrImage(scaled, round(dpi * scale), deadline)
        for cell, mode in modes.items():
            x0, y0, x1, y1 = cell
            words = image.words(
                mode, ((x0 - left) * scale, (y0 - top) * scale, (x1 - left) * scale, (y1 - top) * scale)
            )
            readings[cell].append(CellReading(tuple(_at_full_scale(word, scale, left, top) for word in words)))
    return readings


def _at_full_scale(word: Word, scale: float, left: int, top: int) -> Word:
    """A word of a cropped and scaled picture, with its box in the whole picture."""
    x0, y0, x1, y1 = word.box
    return replace(word, box=(x0 / scale + left, y0 / scale + top, x1 / scale + left, y1 / scale + top))


def _vote(readings: Sequence[CellReading], makes_sense: Callable[[CellReading], bool]) -> CellReading:
    """The text that most results for a cell agree on, weighted by confidence; the first result where none makes sense.

    Its confidence is multiplied by the share of the sensible results that agree.
    """
    votes: dict[str, list[CellReading]] = {}
    for reading in readings:
        if makes_sense(reading):
            votes.setdefault(reading.text, []).append(reading)
    if not votes:
        return readings[0]
    winners = max(votes.values(), key=lambda group: sum(reading.confidence for reading in group))
    agreement = len(winners) / sum(map(len, votes.values()))
    best = max(winners, key=lambda reading: reading.confidence)
    return CellReading(tuple(replace(word, confidence=word.confidence * agreement) for word in best.words))


def _renumber_lines(readings: Iterable[CellReading]) -> Iterator[Word]:
    """All words, with lines numbered on from cell to cell."""
    line = 0
    for reading in readings:
        before = 0
        for word in reading.words:
            line += word.line != before
            before = word.line
            yield replace(word, line=line)
