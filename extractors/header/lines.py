"""Splits the lines of a letterhead that is printed in two columns, so that each column is read by itself.

A PDF's columns are parted when it is read. A plain text may have both on one line with a run of blanks between them, as
``pdftotext -layout`` leaves letterhead and signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import Document

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
#: The banner of a draft stands above the letterhead, and is no agency.
_DRAFT = re.compile(r"\W*(?:BẢN )?DỰ THẢO(?: LẦN)?[ \d:.]*\W*", re.IGNORECASE)
#: How far left of the right column a line of that column may begin: the columns are centred.
_MAX_SLACK_PT = 8
#: Blank lines between the name of who signed and the lines above.
_MIN_BLANKS = 6


def lines_of(document: Document) -> list[str]:
    """The lines that hold text, white space folded, the left column before the right one."""
    if document.raw is None:
        lines = document.text.split("\n")
    else:
        lines = list(_parted([line.rstrip() for line in document.raw.expandtabs(8).splitlines()]))
    folded = (" ".join(line.split()) for line in lines)
    return [line for line in folded if line and not _DRAFT.fullmatch(line)]


def _parted(lines: list[str]) -> Iterator[str]:
    index = 0
    while index < len(lines):
        if _widest(lines[index]) is None:
            yield lines[index]
            index += 1
            continue
        stop, column = _region(lines, index)
        left: list[str] = []
        right: list[str] = []
        for line in lines[index:stop]:
            gap = _widest(line)
            if gap:
                left.append(line[: gap.start()])
                right.append(line[gap.end() :])
            elif len(line) - len(line.lstrip()) >= column - _MAX_SLACK_PT:
                right.append(line)
            else:
                left.append(line)
        yield from left
        yield from right
        index = stop


def _widest(line: str) -> re.Match[str] | None:
    """The gap between two columns: the widest, since a number still blank (Số:     /BC-UBND) has one of its own."""
    return max(_GAP.finditer(line), key=lambda gap: gap.end() - gap.start(), default=None)


def _region(lines: list[str], start: int) -> tuple[int, int]:
    """Where two columns that begin at line ``start`` end, and at which character the right one stands."""
    first = _widest(lines[start])
    column = first.end() if first else 0
    stop, blanks = start + 1, 0
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if not line:
            blanks += 1
            if blanks > _MIN_BLANKS:
                break
            continue
        gap = _widest(line)
        indent = len(line) - len(line.lstrip())
        in_right = indent >= column - _MAX_SLACK_PT
        in_left = indent < 8 and len(line) < column and (blanks == 0 or line.lstrip().startswith(("-", "V/v")))
        if gap:
            column = min(column, gap.end())
        elif not (in_right or in_left):
            break
        stop, blanks = index + 1, 0
    return stop, column
