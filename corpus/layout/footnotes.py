"""Footnotes: the small type at the bottom of a page, and the raised marks in the body that point to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.layout.lines import Line, Run
from corpus.page.characters import Floats, PageCharacters

#: Type smaller than this part of the body's is a note's.
SMALL = 0.93
#: A mark is smaller than this part of its line's type, and raised.
RAISED = 0.8
_SUPERSCRIPT = frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰")
_MAY_BE_MARK = re.compile(r"[0-9*¹²³⁴-⁹⁰]")
MARK = re.compile(r"^\W?(\d{1,3}|\*{1,3})\W?(?=\D)")
UNIT = re.compile(r"(?:^|[^A-Za-zÀ-ỹĐđ])(?:k|d|c|m)?m$|10$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """The lines of one footnote; ``mark`` is None when it goes on from the page before."""

    mark: str | None
    page: int
    lines: tuple[Line, ...]


def body_size(lines: Sequence[Line]) -> float:
    """The type size that most characters have, in points of line height."""
    if not lines:
        return 0.0
    sizes = np.round([line.size for line in lines], 1)
    weights = [len(line.text) for line in lines]
    values, inverse = np.unique(sizes, return_inverse=True)
    return float(values[int(np.argmax(np.bincount(inverse, weights)))])


def split_notes(lines: Sequence[Line], size: float, last_mark: int, open_note: bool) -> tuple[list[Line], list[Note]]:
    """The body lines of a page, and its footnotes.

    ``last_mark`` is the number of the last note before this page, and ``open_note`` says that there was one, which may
    go on here without a mark.
    """
    start = len(lines)
    while start and lines[start - 1].size < SMALL * size:
        start -= 1
    small = list(lines[start:])
    first = next((index for index, line in enumerate(small) if _mark(line, None, last_mark)), None)
    if first is None or (first and not open_note):
        return list(lines), []
    notes: list[tuple[str | None, list[Line]]] = [(None, [])] if first else []
    previous: int | None = None
    for line in small:
        mark = _mark(line, previous, last_mark)
        if mark:
            notes.append((mark, [line]))
            previous = int(mark) if mark.isdigit() else previous
        else:
            notes[-1][1].append(line)
    return list(lines[:start]), [Note(mark, held[0].page, tuple(held)) for mark, held in notes]


def _mark(line: Line, previous: int | None, last_mark: int) -> str | None:
    """The mark that a note opens with: the next number of the page, or the first one of the page or document."""
    match = MARK.match(line.text)
    if not match:
        return None
    mark = match.group(1)
    if not mark.isdigit():
        return mark
    expected = {1, last_mark + 1} if previous is None else {previous + 1}
    return mark if int(mark) in expected else None


def raised_marks(page: PageCharacters, line: Line, marks: frozenset[str]) -> list[tuple[int, int, str]]:
    """The footnote marks in a body line: start, end and mark, as indices into the page's characters.

    ``m²`` and ``10³`` are no marks unless a note of the page says so and the word before is no unit.
    """
    found: list[tuple[int, int, str]] = []
    for run in line.runs:
        if not _MAY_BE_MARK.search(run.text):
            continue
        raised = _small_and_high(page, run, line)
        for at, char in enumerate(run.text):
            if char in _SUPERSCRIPT or run.start + at in page.raised:
                raised[at] = True
            elif run.start + at in page.level:
                raised[at] = False
        if not raised.any():
            continue
        edges = np.flatnonzero(np.diff(np.concatenate(([0], raised.view(np.int8), [0]))))
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            mark = page.text[run.start + start : run.start + end].translate(SUPERSCRIPTS)
            before = page.text[max(0, run.start + start - 4) : run.start + start]
            if not UNIT.search(before) or (mark in marks and not _power(mark)):
                found.append((run.start + start, run.start + end, mark))
    return found


def _small_and_high(page: PageCharacters, run: Run, line: Line) -> npt.NDArray[np.bool_]:
    """Which characters of a run are digits that are set smaller and higher than what they stand beside."""
    codes = page.codes[run.start : run.end]
    digit = (codes >= 48) & (codes <= 57) | (codes == 42)
    none = np.zeros(len(codes), np.bool_)
    beside = run if not digit.all() else _touched(run, line)
    if beside is None or not digit.any():
        return none
    box = page.box[run.start : run.end]
    height = box[:, 3] - box[:, 1]
    # What is as tall as the tallest is not small: so it is on nearly all lines, and the rest need not be asked.
    if height[digit].min() >= RAISED * _height(page, beside).max():
        return none
    size, bottom = _letters(page, beside)
    raised: npt.NDArray[np.bool_] = digit & (height < RAISED * size) & (box[:, 3] < bottom - 0.12 * size)
    return raised


def _height(page: PageCharacters, run: Run) -> Floats:
    box = page.box[run.start : run.end]
    height: Floats = box[:, 3] - box[:, 1]
    return height


def _touched(run: Run, line: Line) -> Run | None:
    """The run that a run of digits alone is set against: the longest that stands within half a type size."""
    near = [
        other
        for other in line.runs
        if other is not run and min(abs(run.x0 - other.x1), abs(other.x0 - run.x1)) < 0.5 * other.size
    ]
    return max(near, key=lambda other: other.end - other.start, default=None)


def _letters(page: PageCharacters, run: Run) -> tuple[float, float]:
    """Height and bottom of what a run is set in. Each run has its own: fonts on one line may differ in their boxes."""
    height = _height(page, run)
    inked = height > 0
    if not inked.any():
        return 0.0, 0.0
    return float(np.percentile(height[inked], 75)), float(np.median(page.box[run.start : run.end, 3][inked]))


SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _power(mark: str) -> bool:
    return mark in {"2", "3"}


def own_mark(note: Note) -> tuple[int, int, int] | None:
    """Where a note's own mark is printed: its page and the range of characters, to be left out of its text."""
    run = note.lines[0].runs[0]
    match = MARK.match(note.lines[0].text)
    if note.mark is None or match is None:
        return None
    return run.page, run.start, run.start + min(match.end(), run.end - run.start)
