"""Recognising a ruled table cell by cell: read as a whole page, one figure in seven of a scanned table is lost.

The rules are painted over first: a piece of one reads as ``|`` or ``1``. A cell of a column of numbers that does not
read as a number is read again, sharper, larger and smaller, and what most readings say counts. (To tell Tesseract that
there is nothing but numerals makes it sure of wrong ones: ``C``, ``D`` and ``5`` all became ``3``.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.ocr.line_detection import CellBox, Pixels, threshold
from corpus.ocr.tesseract import Shown, Word
from corpus.syllables import is_syllable

#: A Gaussian blur of so many pixels rids a noisy scan of its specks: 96 numbers in 109 without, 105 with it.
_BLUR = 0.6
#: How a doubtful cell is read again: blurred so much, and so many times as large.
_AGAIN = ((0.0, 1.0), (1.2, 1.5), (0.6, 0.75))
#: Inches of ink, one above the other, that are one line of text at most.
_ONE_LINE = 0.25
#: From so many inches on a cell is a frame around a page, which may have columns.
_A_PAGE = 4.0
#: Less ink than this, as pixels for each dot an inch, is an empty cell.
_EMPTY = 0.03
#: What is less sure than this is read again.
_SURE = 0.85
#: The part of a column's cells that must look like numbers.
_MOSTLY = 0.6
#: What counts the rows has fewer letters.
_LABEL = 8
_NUMBER = re.compile(r"[-–(]?\d(?:[\d.,]*\d)?%?\)?")
_ROW_LABEL = re.compile(r"(?:[IVX]+|[A-Za-zĐđ]|\d{1,3}(?:\.\d{1,2})*)[.)]?")
#: Letters that may be a digit: a row is seldom counted with them.
_LOOKS_LIKE_DIGIT = frozenset("OoQlSsBZz")
_OF_NUMERALS = re.compile(r"[\d.,%()/=+-]+")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What stands in a cell."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def sure(self) -> float:
        return min((word.confidence for word in self.words), default=0.0)

    def says_something(self) -> bool:
        """Whether there is a letter or a digit, or a sign that may stand alone."""
        return any(char.isalnum() or char in "%-–x+" for char in self.text)

    def is_number(self) -> bool:
        """Whether it is one number, perhaps broken over lines to fit."""
        lines = {word.line: word.text for word in self.words}
        return len(lines) == len(self.words) and _NUMBER.fullmatch("".join(lines.values())) is not None

    def is_label(self) -> bool:
        """Whether it counts a row: ``12``, ``II``, ``a)``."""
        return _ROW_LABEL.fullmatch(self.text) is not None

    @property
    def looks_numeric(self) -> bool:
        """Whether half of its letters and digits are digits."""
        digits = sum(char.isdigit() for char in self.text)
        return digits > 0 and 2 * digits >= sum(char.isalnum() for char in self.text)


def read_cells(pixels: Pixels, cells: Sequence[CellBox], dots: int, ends: float) -> list[Word]:
    """The words in ``cells`` of a picture without rules, in pixels of it; ``ends`` as for :class:`Shown`.

    Raises OcrTimeout.
    """
    from PIL import Image, ImageFilter

    soft = Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(_BLUR))
    modes = _modes(np.asarray(soft), cells, dots)
    shown = Shown(soft, dots, ends)
    readings = {cell: _Reading(tuple(shown.words(mode, cell))) for cell, mode in modes.items()}
    doubtful: dict[CellBox, Callable[[_Reading], bool]] = {}
    doubtful |= dict.fromkeys([cell for cell in readings if not readings[cell].words], _Reading.says_something)
    left = min((cell[0] for cell in cells), default=0.0)
    for column in _columns(readings, dots):
        first = min(cell[0] for cell in column) - left < _ONE_LINE * dots
        if first and all(len(readings[cell].text) < _LABEL for cell in column):
            doubtful |= dict.fromkeys(_doubtful_labels(readings, column), _Reading.is_label)
        else:
            doubtful |= dict.fromkeys(_doubtful_numbers(readings, column), _Reading.is_number)
    if doubtful:
        again = _read_again(pixels, {cell: modes[cell] for cell in doubtful}, dots, ends)
        for cell, makes_sense in doubtful.items():
            readings[cell] = _most_likely([readings[cell], *again[cell]], makes_sense)
    return list(_numbered(readings.values()))


def _modes(pixels: Pixels, cells: Sequence[CellBox], dots: int) -> dict[CellBox, str]:
    """How the cells that are not empty are to be read: as a line of text, or as several."""
    ink = pixels < threshold(pixels)
    modes = {}
    for cell in cells:
        left, top, right, bottom = (int(side) for side in cell)
        rows = ink[top:bottom, left:right].sum(axis=1)
        inked = np.flatnonzero(rows)
        if rows.sum() > _EMPTY * dots:
            inches = int(inked[-1] - inked[0]) / dots
            modes[cell] = "SINGLE_LINE" if inches < _ONE_LINE else "SINGLE_BLOCK" if inches < _A_PAGE else "AUTO"
    return modes


def _columns(readings: Mapping[CellBox, _Reading], dots: int) -> Iterable[list[CellBox]]:
    """The cells that are not empty, those that stand one above another together."""
    columns: dict[tuple[int, int], list[CellBox]] = {}
    near = max(1, dots // 25)
    for cell in readings:
        columns.setdefault((round(cell[0] / near), round(cell[2] / near)), []).append(cell)
    return columns.values()


def _doubtful_numbers(readings: Mapping[CellBox, _Reading], column: Sequence[CellBox]) -> list[CellBox]:
    """The cells in a column of numbers that don't read as numbers, or not for sure."""
    if sum(readings[cell].looks_numeric for cell in column) < _MOSTLY * len(column):
        return []
    doubtful = []
    for cell in column:
        reading = readings[cell]
        if reading.sure < _SURE or not (_OF_NUMERALS.fullmatch(reading.text) or _says_words(reading)):
            doubtful.append(cell)
    return doubtful


def _doubtful_labels(readings: Mapping[CellBox, _Reading], column: Sequence[CellBox]) -> list[CellBox]:
    """The cells of a first column that count no row, or not for sure."""
    return [
        cell
        for cell in column
        if readings[cell].sure < _SURE or not readings[cell].is_label() or readings[cell].text in _LOOKS_LIKE_DIGIT
    ]


def _says_words(reading: _Reading) -> bool:
    """Whether a cell surely says something in words, such as the head of its column or ``Đạt``."""
    said = [word.text.strip(".,;:()") for word in reading.words]
    return any(len(word) > 1 and word.isalpha() and is_syllable(word) for word in said)


def _read_again(pixels: Pixels, modes: Mapping[CellBox, str], dots: int, ends: float) -> dict[CellBox, list[_Reading]]:
    """Some cells of a picture, read in other ways."""
    from PIL import Image, ImageFilter

    left, top = (int(min(cell[side] for cell in modes)) for side in (0, 1))
    right, bottom = (int(max(cell[side] for cell in modes)) + 1 for side in (2, 3))
    part = Image.fromarray(pixels[top:bottom, left:right])
    readings: dict[CellBox, list[_Reading]] = {cell: [] for cell in modes}
    for blur, by in _AGAIN:
        seen = part.filter(ImageFilter.GaussianBlur(blur)) if blur else part
        if by != 1:
            seen = seen.resize((round(seen.width * by), round(seen.height * by)), Image.Resampling.BICUBIC)
        shown = Shown(seen, round(dots * by), ends)
        for cell, mode in modes.items():
            x0, y0, x1, y1 = cell
            words = shown.words(mode, ((x0 - left) * by, (y0 - top) * by, (x1 - left) * by, (y1 - top) * by))
            readings[cell].append(_Reading(tuple(_moved(word, by, left, top) for word in words)))
    return readings


def _moved(word: Word, by: float, left: int, top: int) -> Word:
    """A word of a part of the picture that was made larger, at its place in the whole."""
    x0, y0, x1, y1 = word.box
    return replace(word, box=(x0 / by + left, y0 / by + top, x1 / by + left, y1 / by + top))


def _most_likely(readings: Sequence[_Reading], makes_sense: Callable[[_Reading], bool]) -> _Reading:
    """The text that most readings of a cell agree on, in its surest reading; the first one where none makes sense.

    Its confidence is lowered by the part of the sensible readings that say otherwise.
    """
    votes: dict[str, list[_Reading]] = {}
    for reading in readings:
        if makes_sense(reading):
            votes.setdefault(reading.text, []).append(reading)
    if not votes:
        return readings[0]
    likely = max(votes.values(), key=lambda alike: sum(reading.sure for reading in alike))
    agreed = len(likely) / sum(map(len, votes.values()))
    surest = max(likely, key=lambda reading: reading.sure)
    return _Reading(tuple(replace(word, confidence=word.confidence * agreed) for word in surest.words))


def _numbered(readings: Iterable[_Reading]) -> Iterator[Word]:
    """All words, their lines numbered through from cell to cell."""
    line = 0
    for reading in readings:
        before = 0
        for word in reading.words:
            line += word.line != before
            before = word.line
            yield replace(word, line=line)
