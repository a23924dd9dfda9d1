"""Groups lines into paragraphs: a new one starts by an indent, after a short line, at a label or another size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.layout.lines import Line
from corpus.layout.sections import opens_item

_FIRST_WORD = re.compile(r"\s*(\S+)")
_SENTENCE_OR_ITEM_END = re.compile(r"[.;:!?…/][”\"’)\]]*\s*$")
_SENTENCE_END = re.compile(r"[.!?…][”\"’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edge of the running text of a page, in points."""

    left: float
    right: float


def page_margins(lines: Sequence[Line], width: float) -> Margins:
    """The left and right margin that most full lines of a page keep; ``width`` is that of the page, in points."""
    long_lines = [line for line in lines if line.x1 - line.x0 > 0.45 * width]
    if len(long_lines) < 2:
        return Margins(0.14 * width, 0.92 * width)
    left = float(np.percentile([line.x0 for line in long_lines], 15))
    right = float(np.percentile([line.x1 for line in long_lines], 80))
    return Margins(left, right)


def group_paragraphs(lines: Sequence[tuple[Line, Margins]]) -> list[list[Line]]:
    """Paragraphs in order; one may run over several pages."""
    groups: list[list[Line]] = []
    before: tuple[Line, Margins] | None = None
    for line, margins in lines:
        if before is None or _starts_paragraph(groups[-1], before, line, margins):
            groups.append([])
        groups[-1].append(line)
        before = (line, margins)
    return groups


def _starts_paragraph(group: Sequence[Line], before: tuple[Line, Margins], line: Line, margins: Margins) -> bool:
    """Whether ``line`` starts a new paragraph after the line ``before``, the last of ``group``."""
    last, last_margins = before
    taller = max(last.size, line.size)
    if abs(last.size - line.size) > 0.12 * taller or line.is_tabular or last.is_tabular:
        return True
    if _bold_changes(last, line):
        return True
    same_page = last.page == line.page
    if same_page and line.y0 - last.y1 > 1.3 * taller:
        return True
    indent, last_indent = line.x0 - margins.left, last.x0 - last_margins.left
    if _centred(last, last_margins) and _centred(line, margins):
        return not same_page or _is_title_break(last, line)
    if _had_room(last, last_margins, line):
        return True
    is_indented = indent > 0.9 * taller and (
        indent - last_indent > 0.5 * taller or len(group) > 1 or last_indent < 0.5 * taller
    )
    if opens_item(line.text):
        # A wrapped line may begin with a number by chance: then it stands at the margin, after an indented first line.
        return is_indented or bool(_SENTENCE_OR_ITEM_END.search(last.text)) or indent > 0.9 * taller
    if _indented_alike(last, line, margins, last_margins) and len(group) == 1 and _SENTENCE_END.search(last.text):
        # A paragraph of one full line, and the next one begins: indented as a whole, a sentence would rarely end there.
        return line.text.lstrip('“"(')[:1].isupper()
    is_hanging = len(group) == 1 and opens_item(last.text) and abs(indent - last_indent) < 3 * taller
    return (
        is_indented
        and not is_hanging
        and indent > 0.9 * taller
        and not (len(group) > 1 and abs(indent - last_indent) < 2)
    )


def _bold_changes(last: Line, line: Line) -> bool:
    """Whether a bold heading ends before ``line``, or begins with it."""
    before, after = last.bold[1], line.bold[0]
    if before is None or after is None or before == after:
        return False
    # A word in bold may stand at a line's end by chance: then the line that it belongs to is not bold as a whole.
    if before:
        return bool(last.bold[0]) and (
            line.text.lstrip('“"(-– ')[:1].isupper() or bool(_SENTENCE_OR_ITEM_END.search(last.text))
        )
    return bool(line.bold[1]) and bool(_SENTENCE_OR_ITEM_END.search(last.text))


def _indented_alike(last: Line, line: Line, margins: Margins, last_margins: Margins) -> bool:
    """Whether both lines are indented from the left margin, equally far."""
    indent, last_indent = line.x0 - margins.left, last.x0 - last_margins.left
    return indent > 0.9 * line.size and abs(indent - last_indent) < 0.3 * line.size


def _centred(line: Line, margins: Margins) -> bool:
    left, right = line.x0 - margins.left, margins.right - line.x1
    return left > 1.2 * line.size and right > 0.6 * line.size and abs(left - right) < 1.2 * line.size


def _is_title_break(last: Line, line: Line) -> bool:
    """Whether two centred lines are two lines of a title page, not one title that wraps."""
    in_capitals = last.text.isupper(), line.text.isupper()
    if in_capitals[0] != in_capitals[1] or line.text.startswith(("(", "Kính gửi", "Độc lập", "Số", "*", "-")):
        return True
    return bool(re.search(r"[.:)/]\s*$", last.text)) or opens_item(line.text)


def _had_room(last: Line, margins: Margins, line: Line) -> bool:
    """Whether the first word of ``line`` would have fitted on the line before: then its end was meant."""
    word = _FIRST_WORD.match(line.text)
    first_word_width = (line.x1 - line.x0) / max(1, len(line.text)) * (len(word.group(1)) if word else 1)
    return margins.right - last.x1 > first_word_width + 1.2 * last.size
