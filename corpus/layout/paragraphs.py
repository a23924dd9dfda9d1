"""Printed lines into paragraphs: indents, lines that end early, labels and sizes tell where one starts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.layout.lines import Line
from corpus.layout.sections import opens_item

_FIRST_WORD = re.compile(r"\s*(\S+)")
_ENDED = re.compile(r"[.;:!?…/][”\"’)\]]*\s*$")
_SENTENCE = re.compile(r"[.!?…][”\"’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edge of the running text of a page, in points."""

    left: float
    right: float


def page_margins(lines: Sequence[Line], width: float) -> Margins:
    """The edges that most full lines of a page keep to."""
    long = [line for line in lines if line.x1 - line.x0 > 0.45 * width]
    if len(long) < 2:
        return Margins(0.14 * width, 0.92 * width)
    left = float(np.percentile([line.x0 for line in long], 15))
    right = float(np.percentile([line.x1 for line in long], 80))
    return Margins(left, right)


def group_paragraphs(lines: Sequence[tuple[Line, Margins]]) -> list[list[Line]]:
    """Paragraphs in order; one may run over several pages."""
    groups: list[list[Line]] = []
    before: tuple[Line, Margins] | None = None
    for line, margins in lines:
        if before is None or _starts(groups[-1], before, line, margins):
            groups.append([])
        groups[-1].append(line)
        before = (line, margins)
    return groups


def _starts(group: Sequence[Line], before: tuple[Line, Margins], line: Line, margins: Margins) -> bool:
    """Whether ``line`` starts a new paragraph after the line ``before``, the last of ``group``."""
    last, last_margins = before
    tall = max(last.size, line.size)
    if abs(last.size - line.size) > 0.12 * tall or line.tabular or last.tabular:
        return True
    if _weight_turns(last, line):
        return True
    same_page = last.page == line.page
    if same_page and line.y0 - last.y1 > 1.3 * tall:
        return True
    inset, last_inset = line.x0 - margins.left, last.x0 - last_margins.left
    if _centred(last, last_margins) and _centred(line, margins):
        return not same_page or _title_breaks(last, line)
    if _room(last, last_margins, line):
        return True
    indented = inset > 0.9 * tall and (inset - last_inset > 0.5 * tall or len(group) > 1 or last_inset < 0.5 * tall)
    if opens_item(line.text):
        # A wrapped line may begin with a number by chance: one that stands at the margin after an indented first line.
        return indented or bool(_ENDED.search(last.text)) or inset > 0.9 * tall
    if _indented_alike(last, line, margins, last_margins) and len(group) == 1 and _SENTENCE.search(last.text):
        # A paragraph of one full line, and the next one begins: set in as a whole, a sentence would hardly end there.
        return line.text.lstrip('“"(')[:1].isupper()
    hanging = len(group) == 1 and opens_item(last.text) and abs(inset - last_inset) < 3 * tall
    return indented and not hanging and inset > 0.9 * tall and not (len(group) > 1 and abs(inset - last_inset) < 2)


def _weight_turns(last: Line, line: Line) -> bool:
    """Whether a heading in bold ends before ``line``, or one begins with it."""
    before, after = last.bold[1], line.bold[0]
    if before is None or after is None or before == after:
        return False
    # A word in bold may stand at a line's end by chance: then the line that it belongs to is not bold as a whole.
    if before:
        return bool(last.bold[0]) and (line.text.lstrip('“"(-– ')[:1].isupper() or bool(_ENDED.search(last.text)))
    return bool(line.bold[1]) and bool(_ENDED.search(last.text))


def _indented_alike(last: Line, line: Line, margins: Margins, last_margins: Margins) -> bool:
    """Whether both lines are set in from the left margin, by the same step."""
    inset, last_inset = line.x0 - margins.left, last.x0 - last_margins.left
    return inset > 0.9 * line.size and abs(inset - last_inset) < 0.3 * line.size


def _centred(line: Line, margins: Margins) -> bool:
    left, right = line.x0 - margins.left, margins.right - line.x1
    return left > 1.2 * line.size and right > 0.6 * line.size and abs(left - right) < 1.2 * line.size


def _title_breaks(last: Line, line: Line) -> bool:
    """Whether two centred lines are two lines of a title page, not one title that wraps."""
    shouting = last.text.isupper(), line.text.isupper()
    if shouting[0] != shouting[1] or line.text.startswith(("(", "Kính gửi", "Độc lập", "Số", "*", "-")):
        return True
    return bool(re.search(r"[.:)/]\s*$", last.text)) or opens_item(line.text)


def _room(last: Line, margins: Margins, line: Line) -> bool:
    """Whether the first word of ``line`` would have fitted on the line before: then its end was meant."""
    word = _FIRST_WORD.match(line.text)
    wide = (line.x1 - line.x0) / max(1, len(line.text)) * (len(word.group(1)) if word else 1)
    return margins.right - last.x1 > wide + 1.2 * last.size
