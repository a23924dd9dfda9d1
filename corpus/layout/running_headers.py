"""Removes what is printed around the text: page numbers, running headers and footers, stamps of copies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.layout.lines import Line

PAGE_NUMBER = re.compile(r"^\W{0,2}(?:Trang\s*)?(\d{1,4})(?:\s*/\s*\d{1,4})?\W{0,2}$", re.IGNORECASE)
#: Running headers and footers stand in this part of the page height, at the top and at the bottom.
MARGIN_SHARE = 0.12


#: What a copy or a digital signature prints over a page: no part of the report.
STAMP = re.compile(
    r"^\W*(?:SAO (?:Y|LỤC)\b|(?:Ký bởi|Người ký|Ký ngày|Ngày ký|Thời gian ký|Signed by|Email|Cơ quan)\s*:)"
)


def drop_running_headers(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[list[Line]]:
    """The lines of each page without page numbers, running headers, footers and stamps.

    Each item of ``pages`` is the height of a page, in points, and its lines from the top.
    """
    numbered = [_page_numbers(height, lines) for height, lines in pages]
    offsets = Counter(value - index for index, numbers in enumerate(numbered) for value, _ in numbers)
    page_offset = offsets.most_common(1)[0][0] if offsets else None
    running = _repeated_lines(pages)
    remaining = []
    for index, (height, lines) in enumerate(pages):
        removed = {
            id(line) for value, line in numbered[index] if page_offset is not None and value - index == page_offset
        }
        # Page numbers start anew in a bundle of reports; a number alone at the very edge is a page number all the same.
        removed |= {id(line) for _, line in numbered[index] if line.y1 < 0.07 * height or line.y0 > 0.95 * height}
        removed |= {id(line) for line in lines if _repetition_key(line, height) in running or STAMP.match(line.text)}
        remaining.append([line for line in lines if id(line) not in removed])
    return remaining


def _page_numbers(height: float, lines: Sequence[Line]) -> list[tuple[int, Line]]:
    margin_lines = [
        line
        for line in (*lines[:2], *lines[-2:])
        if line.y1 < MARGIN_SHARE * height or line.y0 > (1 - MARGIN_SHARE) * height
    ]
    candidates = {id(line): (PAGE_NUMBER.match(line.text.strip()), line) for line in margin_lines}
    return [(int(match.group(1)), line) for match, line in candidates.values() if match]


def _repetition_key(line: Line, height: float) -> tuple[str, int] | None:
    if MARGIN_SHARE * height / 2 < line.y0 < (1 - MARGIN_SHARE / 2) * height - line.size:
        return None
    return re.sub(r"\d+", "0", line.text), round(line.y0 / 4)


def _repeated_lines(pages: Sequence[tuple[float, Sequence[Line]]]) -> set[tuple[str, int] | None]:
    """The keys of lines that stand at the same place of at least three pages, and of more than half."""
    counts = Counter(key for height, lines in pages for key in {_repetition_key(line, height) for line in lines} if key)
    return {key for key, count in counts.items() if count >= 3 and count > len(pages) / 2}


def stamp_warnings(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[str]:
    """A sentence for each page with a stamp, that quotes it. The items of ``pages`` are height and lines."""
    return [
        f"page {number}: a stamp or signature panel is not part of the text: {'; '.join(stamps)}"
        for number, (_, lines) in enumerate(pages, 1)
        if (stamps := [line.text for line in lines if STAMP.match(line.text)])
    ]
