"""Which spans of a text are taken already: a number in a citation is no figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class Taken:
    """Spans that belong to other findings, asked one by one; logarithmic, for a plain text may hold thousands."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """``spans``: ``(start, end)`` character offsets in any order; they may overlap."""
        self._starts: list[int] = []
        self._reach: list[int] = []
        reach = 0
        for start, end in sorted(spans):
            reach = max(reach, end)
            self._starts.append(start)
            self._reach.append(reach)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a taken span shares a character with ``text[start:end]``."""
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and self._reach[last] > start
