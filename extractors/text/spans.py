"""Spans of a text, and which of them are occupied: a number in a citation is no figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

#: Start and end of a stretch of text: character offsets, the end exclusive.
Span = tuple[int, int]


class SpanIndex:
    """Spans that belong to other records, asked one by one; logarithmic, for a plain text may hold thousands."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """``spans``: in any order; they may overlap."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        furthest = 0
        for start, end in sorted(spans):
            furthest = max(furthest, end)
            self._starts.append(start)
            self._ends.append(furthest)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether an occupied span shares a character with ``text[start:end]``."""
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and self._ends[last] > start
