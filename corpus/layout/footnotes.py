"""Footnotes: lines in small type at the foot of a page, and the raised marks in the body that refer to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from corpus.layout.lines import Line, Run
from corpus.page.characters import Floats, PageCharacters

#: Lines in type smaller than this part of the body's may be notes.
MAX_NOTE_TYPE_RATIO = 0.93
#: A mark is smaller than this part of the type beside it, and raised.
MAX_MARK_TYPE_RATIO = 0.8
_SUPERSCRIPT = frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰")
_MAY_BE_MARK = re.compile(r"[0-9*¹²³⁴-⁹⁰]")
NOTE_MARK = re.compile(r"^\W?(\d{1,3}|\*{1,3})\W?(?=\D)")
UNIT_BEFORE = re.compile(r"(?:^|[^A-Za-zÀ-ỹĐđ])(?:k|d|c|m)?m$|10$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """The lines of one footnote; ``mark`` is None when it goes on from the page before."""

    mark: str | None
    page: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """A mark in the body: characters ``start`` to ``end`` of the stream of a page (from 1), read as ``mark``."""

    page: int
    start: int
    end: int
    mark: str


def separate_notes(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Note]]:
    """The body lines of each page, and the footnotes of all pages in order.

    A note that goes on at the foot of the next page is one note.
    """
    size = body_size([line for lines in pages for line in lines])
    bodies: list[list[Line]] = []
    notes: list[Note] = []
    last_mark = 0
    for lines in pages:
        body, page_notes = split_notes(lines, size, last_mark, bool(notes))
        bodies.append(body)
        for note in page_notes:
            if note.mark is None and notes:
                notes[-1] = replace(notes[-1], lines=notes[-1].lines + note.lines)
            else:
                notes.append(note)
                last_mark = int(note.mark) if note.mark and note.mark.isdigit() else last_mark
    return bodies, notes


def marks_in_body(page: PageCharacters, body: Sequence[Line], notes: Sequence[Note]) -> list[FootnoteMark]:
    """The footnote marks in the body lines of a page; ``notes`` are those of the document."""
    note_marks = frozenset(note.mark for note in notes if note.page == page.number and note.mark)
    return [
        FootnoteMark(page.number, start, end, mark)
        for line in body
        for start, end, mark in raised_marks(page, line, note_marks)
    ]


def body_size(lines: Sequence[Line]) -> float:
    """The line height, in points, that most characters have."""
    if not lines:
        return 0.0
    sizes = np.round([line.size for line in lines], 1)
    weights = [len(line.text) for line in lines]
    values, inverse = np.unique(sizes, return_inverse=True)
    return float(values[int(np.argmax(np.bincount(inverse, weights)))])


def split_notes(lines: Sequence[Line], size: float, last_mark: int, open_note: bool) -> tuple[list[Line], list[Note]]:
    """The body lines of a page, and its footnotes.

    ``last_mark`` is the number of the last note before this page; ``open_note``: there was one, and it may go on here
    without a mark.
    """
    start = len(lines)
    while start and lines[start - 1].size < MAX_NOTE_TYPE_RATIO * size:
        start -= 1
    small_lines = list(lines[start:])
    first = next((index for index, line in enumerate(small_lines) if _opening_mark(line, None, last_mark)), None)
    if first is None or (first and not open_note):
        return list(lines), []
    notes: list[tuple[str | None, list[Line]]] = [(None, [])] if first else []
    previous: int | None = None
    for line in small_lines:
        mark = _opening_mark(line, previous, last_mark)
        if mark:
            notes.append((mark, [line]))
            previous = int(mark) if mark.isdigit() else previous
        else:
            notes[-1][1].append(line)
    return list(lines[:start]), [Note(mark, note_lines[0].page, tuple(note_lines)) for mark, note_lines in notes]


def _opening_mark(line: Line, previous: int | None, last_mark: int) -> str | None:
    """The mark with which ``line`` opens a note: the next number on the page, or 1 or the next of the document."""
    match = NOTE_MARK.match(line.text)
    if not match:
        return None
    mark = match.group(1)
    if not mark.isdigit():
        return mark
    expected = {1, last_mark + 1} if previous is None else {previous + 1}
    return mark if int(mark) in expected else None


def raised_marks(page: PageCharacters, line: Line, page_marks: frozenset[str]) -> list[tuple[int, int, str]]:
    """The footnote marks in a body line: start, end and mark, as indices into the page's characters.

    ``m²`` and ``10³`` are no marks unless a note of the page says so and the word before is no unit.
    """
    marks_on_line: list[tuple[int, int, str]] = []
    for run in line.runs:
        if not _MAY_BE_MARK.search(run.text):
            continue
        is_raised = _small_and_high(page, run, line)
        for at, char in enumerate(run.text):
            if char in _SUPERSCRIPT or run.start + at in page.superscript_digits:
                is_raised[at] = True
            elif run.start + at in page.baseline_digits:
                is_raised[at] = False
        if not is_raised.any():
            continue
        edges = np.flatnonzero(np.diff(np.concatenate(([0], is_raised.view(np.int8), [0]))))
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            mark = page.text[run.start + start : run.start + end].translate(SUPERSCRIPTS)
            before = page.text[max(0, run.start + start - 4) : run.start + start]
            if not UNIT_BEFORE.search(before) or (mark in page_marks and not _is_power(mark)):
                marks_on_line.append((run.start + start, run.start + end, mark))
    return marks_on_line


def _small_and_high(page: PageCharacters, run: Run, line: Line) -> npt.NDArray[np.bool_]:
    """A mask of the digits and asterisks of a run that are smaller and higher than the type beside them."""
    codes = page.codes[run.start : run.end]
    is_digit = (codes >= 48) & (codes <= 57) | (codes == 42)
    nothing = np.zeros(len(codes), np.bool_)
    neighbour = run if not is_digit.all() else _neighbour(run, line)
    if neighbour is None or not is_digit.any():
        return nothing
    box = page.box[run.start : run.end]
    height = box[:, 3] - box[:, 1]
    # On nearly all lines no digit is smaller than the tallest type: no more needs to be measured there.
    if height[is_digit].min() >= MAX_MARK_TYPE_RATIO * _heights(page, neighbour).max():
        return nothing
    size, bottom = _size_and_bottom(page, neighbour)
    is_raised: npt.NDArray[np.bool_] = (
        is_digit & (height < MAX_MARK_TYPE_RATIO * size) & (box[:, 3] < bottom - 0.12 * size)
    )
    return is_raised


def _heights(page: PageCharacters, run: Run) -> Floats:
    box = page.box[run.start : run.end]
    height: Floats = box[:, 3] - box[:, 1]
    return height


def _neighbour(run: Run, line: Line) -> Run | None:
    """The run beside a run of digits, to compare it with: the longest within half a type size; None without one."""
    neighbours = [
        other
        for other in line.runs
        if other is not run and min(abs(run.x0 - other.x1), abs(other.x0 - run.x1)) < 0.5 * other.size
    ]
    return max(neighbours, key=lambda other: other.end - other.start, default=None)


def _size_and_bottom(page: PageCharacters, run: Run) -> tuple[float, float]:
    """Height and bottom of the type of a run. It differs from run to run, as the boxes of fonts on one line may."""
    height = _heights(page, run)
    has_ink = height > 0
    if not has_ink.any():
        return 0.0, 0.0
    return float(np.percentile(height[has_ink], 75)), float(np.median(page.box[run.start : run.end, 3][has_ink]))


SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _is_power(mark: str) -> bool:
    return mark in {"2", "3"}


def own_mark(note: Note) -> tuple[int, int, int] | None:
    """The page and the character range of the mark that opens a note, to be left out of its text; None without one."""
    run = note.lines[0].runs[0]
    match = NOTE_MARK.match(note.lines[0].text)
    if note.mark is None or match is None:
        return None
    return run.page, run.start, run.start + min(match.end(), run.end - run.start)
