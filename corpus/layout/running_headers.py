"""What is printed around the text: page numbers, running heads and feet, stamps of copies. They leave the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.layout.lines import Line

NUMBER = re.compile(r"^\W{0,2}(?:Trang\s*)?(\d{1,4})(?:\s*/\s*\d{1,4})?\W{0,2}$", re.IGNORECASE)
#: The part of the page, at its top and at its bottom, where furniture can stand.
MARGIN = 0.12


#: What a copy or a digital signature prints over a page: no part of the report.
STAMP = re.compile(
    r"^\W*(?:SAO (?:Y|LỤC)\b|(?:Ký bởi|Người ký|Ký ngày|Ngày ký|Thời gian ký|Signed by|Email|Cơ quan)\s*:)"
)


def drop_furniture(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[list[Line]]:
    """The lines of each page without its furniture. Each item is the height of a page and its lines from the top."""
    numbered = [_number_lines(height, lines) for height, lines in pages]
    shift = Counter(value - index for index, found in enumerate(numbered) for value, _ in found)
    agreed = shift.most_common(1)[0][0] if shift else None
    running = _running(pages)
    kept = []
    for index, (height, lines) in enumerate(pages):
        gone = {id(line) for value, line in numbered[index] if agreed is not None and value - index == agreed}
        # In a bundle of reports the sequence starts anew; a bare number alone at the very edge is still no text.
        gone |= {id(line) for _, line in numbered[index] if line.y1 < 0.07 * height or line.y0 > 0.95 * height}
        gone |= {id(line) for line in lines if _key(line, height) in running or STAMP.match(line.text)}
        kept.append([line for line in lines if id(line) not in gone])
    return kept


def _number_lines(height: float, lines: Sequence[Line]) -> list[tuple[int, Line]]:
    edge = [line for line in (*lines[:2], *lines[-2:]) if line.y1 < MARGIN * height or line.y0 > (1 - MARGIN) * height]
    found = {id(line): (NUMBER.match(line.text.strip()), line) for line in edge}
    return [(int(match.group(1)), line) for match, line in found.values() if match]


def _key(line: Line, height: float) -> tuple[str, int] | None:
    if MARGIN * height / 2 < line.y0 < (1 - MARGIN / 2) * height - line.size:
        return None
    return re.sub(r"\d+", "0", line.text), round(line.y0 / 4)


def _running(pages: Sequence[tuple[float, Sequence[Line]]]) -> set[tuple[str, int] | None]:
    """The lines that stand at the same place of at least three pages, and of most."""
    seen = Counter(key for height, lines in pages for key in {_key(line, height) for line in lines} if key)
    return {key for key, count in seen.items() if count >= 3 and count > len(pages) / 2}
