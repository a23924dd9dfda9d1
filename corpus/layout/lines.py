"""Groups characters into runs and runs into printed lines, by their boxes: pdfium's order is not the reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.page.characters import Floats, PageCharacters

#: A gap of at least this many type heights may part two columns: the run ends there.
MIN_COLUMN_GAP = 1.2
#: Two runs stand on one line when they share this part of the lower one's height.
MIN_LINE_OVERLAP = 0.5
#: A short run smaller than this part of its neighbour's size may be a superscript.
MAX_SUPERSCRIPT_RATIO = 0.8

Indices = npt.NDArray[np.intp]
_NUMBERS = re.compile(r"[\d.,%+()–-]*\d[\d.,%+()–-]*")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters ``start`` to ``end`` of a page's stream, on one line without a wide gap; ``size`` is their height.

    ``bold`` says of its first and last character whether it is bold, None where that is not known. ``is_form_field``:
    a form field shows it.
    """

    page: int
    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str
    bold: tuple[bool | None, bool | None] = (None, None)
    is_form_field: bool = False

    @property
    def middle(self) -> float:
        """The middle of the run, from left to right."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Runs that stand side by side, from left to right."""

    runs: tuple[Run, ...]
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str

    @property
    def bold(self) -> tuple[bool | None, bool | None]:
        """Whether its first and its last character are bold; None where that is not known."""
        return self.runs[0].bold[0], self.runs[-1].bold[1]

    @property
    def is_tabular(self) -> bool:
        """Whether it is a row of a table without ruling lines: numbers at the right, each after a wide gap."""
        numbers = 0
        for left, right in zip(self.runs[-2::-1], self.runs[:0:-1], strict=False):
            if not _NUMBERS.fullmatch(right.text) or right.x0 - left.x1 < MIN_COLUMN_GAP * right.size:
                break
            numbers += 1
        return numbers > 1 or (numbers == 1 and self.runs[-1].x0 - self.runs[-2].x1 > 3 * self.size)


def split_runs(page: PageCharacters, mask: npt.NDArray[np.bool_] | None = None) -> list[Run]:
    """The runs of a page, in pdfium's order; with a ``mask`` over its characters, those of the chosen ones only."""
    # pdfium writes a line-end hyphen as U+0002: it is part of the word.
    has_ink = (page.box[:, 3] > page.box[:, 1]) & ((page.codes > 32) | (page.codes == 2)) & (page.codes != 0xA0)
    if mask is not None:
        has_ink &= mask
    inked = np.flatnonzero(has_ink)
    if not len(inked):
        return []
    box = page.box[inked]
    height = box[:, 3] - box[:, 1]
    breaks = np.flatnonzero(_breaks(page, inked, box, height)) + 1
    first = np.concatenate(([0], breaks))
    last = np.concatenate((breaks, [len(inked)])) - 1
    x0, x1 = np.minimum.reduceat(box[:, 0], first), np.maximum.reduceat(box[:, 2], first)
    counts = last - first + 1
    size = np.add.reduceat(height, first) / counts
    y0 = np.add.reduceat(box[:, 1], first) / counts
    y1 = np.add.reduceat(box[:, 3], first) / counts
    columns = zip(
        inked[first].tolist(), (inked[last] + 1).tolist(), x0.tolist(), y0.tolist(), x1.tolist(), y1.tolist(),
        size.tolist(), strict=True,
    )  # fmt: skip
    return [
        Run(
            page.number,
            start,
            end,
            left,
            top,
            right,
            bottom,
            tall,
            page.text[start:end],
            (page.bold.get(start), page.bold.get(end - 1)),
            page.form_fields_from is not None and start >= page.form_fields_from,
        )
        for start, end, left, top, right, bottom, tall in columns
    ]


def cut_run(page: PageCharacters, run: Run, at: int) -> list[Run]:
    """The runs of the characters of ``run`` before ``at``, an index into the characters of ``page``, and from it on."""
    parts = []
    mask = np.zeros(len(page.codes), np.bool_)
    for start, end in ((run.start, at), (at, run.end)):
        mask[:] = False
        mask[start:end] = True
        parts += split_runs(page, mask)
    return parts


def _breaks(page: PageCharacters, inked: Indices, box: Floats, height: Floats) -> npt.NDArray[np.bool_]:
    """For each pair of neighbouring characters, whether a run ends between them.

    It ends at a line break, a wide gap, a jump back, or a step up or down.
    """
    line_numbers = np.cumsum(page.codes == 10)
    taller = np.maximum(height[1:], height[:-1])
    gap = box[1:, 0] - box[:-1, 2]
    overlap = np.minimum(box[1:, 3], box[:-1, 3]) - np.maximum(box[1:, 1], box[:-1, 1])
    is_apart = overlap < 0.2 * np.minimum(height[1:], height[:-1])
    is_break: npt.NDArray[np.bool_] = (
        (line_numbers[inked[1:]] != line_numbers[inked[:-1]])
        | (gap > MIN_COLUMN_GAP * taller)
        | (gap < -2 * taller)
        | is_apart
    )
    return is_break


def make_line(runs: Iterable[Run]) -> Line:
    """One line of runs that stand side by side."""
    row = tuple(sorted(runs, key=lambda run: run.x0))
    weight = sum(run.end - run.start for run in row)
    return Line(
        row,
        row[0].page,
        row[0].x0,
        min(run.y0 for run in row),
        max(run.x1 for run in row),
        max(run.y1 for run in row),
        sum(run.size * (run.end - run.start) for run in row) / weight,
        "".join(("" if not i or are_touching(row[i - 1], run) else " ") + run.text for i, run in enumerate(row)),
    )


def are_touching(left: Run, right: Run) -> bool:
    """Whether two runs of a line stand so close that no blank is between them, as a word and its footnote mark."""
    return not (left.is_form_field or right.is_form_field) and right.x0 - left.x1 < 0.12 * max(left.size, right.size)


def group_lines(runs: Sequence[Run]) -> list[Line]:
    """Lines from top to bottom. A raised run (a superscript) joins the line whose run it follows or precedes."""
    neighbour_of = {
        id(run): other for run in runs if run.end - run.start <= 4 and (other := _larger_neighbour(run, runs))
    }
    rows = _rows([run for run in runs if id(run) not in neighbour_of])
    row_of = {id(run): row for row in rows for run in row}
    for run in runs:
        if id(run) in neighbour_of:
            row_of[id(neighbour_of[id(run)])].append(run)
    return [make_line(row) for row in sorted(rows, key=lambda row: row[0].y0 + row[0].y1)]


def _larger_neighbour(run: Run, runs: Sequence[Run]) -> Run | None:
    """The much larger run that touches ``run`` on its left or right: what a superscript is raised against."""
    for other in runs:
        if run.size >= MAX_SUPERSCRIPT_RATIO * other.size or other.end - other.start <= 4:
            continue
        shared = min(run.y1, other.y1) - max(run.y0, other.y0)
        is_near = min(abs(run.x0 - other.x1), abs(other.x0 - run.x1)) < 0.5 * other.size
        if is_near and shared > 0.4 * run.size:
            return other
    return None


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    rows: list[list[Run]] = []
    spans: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda run: run.y0 + run.y1):
        for back in range(1, min(3, len(rows)) + 1):
            top, bottom = spans[-back]
            shared = min(bottom, run.y1) - max(top, run.y0)
            if shared >= MIN_LINE_OVERLAP * min(run.y1 - run.y0, bottom - top):
                rows[-back].append(run)
                if run.size > 0.9 * (bottom - top):
                    spans[-back] = (run.y0, run.y1)
                break
        else:
            rows.append([run])
            spans.append((run.y0, run.y1))
    return rows
