"""Sentences, clauses and brackets: the one place that says where a sentence of a report ends.

A full stop ends a sentence before a capital, a bullet or a quote; not in a number (1.234), behind an abbreviation
(``TP. Sa Đéc``, ``data/abbreviations.csv``), an initial (``Đ. Minh``) or the label of an item (``2. Nông nghiệp``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from extractors.data import read_rows
from extractors.text.characters import UPPER, WORD_START

_OPEN_ABBREVIATIONS = "".join(
    rf"(?<!{WORD_START}{re.escape(row['abbreviation'])})"
    for row in read_rows("abbreviations")
    if row["closes_sentence"] == "no"
)
#: Nothing but the first characters can end a sentence: looking for them first keeps the other tests from every letter.
_SENTENCE_END = re.compile(
    r"(?=[\n.!?…])(?:"
    r"\n"  # the end of a block
    rf"|(?:(?<![A-ZĐ.]){_OPEN_ABBREVIATIONS}[.!?…]+ *"  # … trong năm. Thu ngân sách; a single capital is an initial
    rf"|(?<=[A-ZĐ][A-ZĐ])(?<![IVX][IVX]){_OPEN_ABBREVIATIONS}[.…] +)"  # … của UBND. Trong năm; not Chương II. Quy định
    rf"(?=[{UPPER}“\"(*]|[-+–] )(?![A-ZĐ][a-z]?\.\d))"
)
#: The label of an item, which stands alone at the head of its line: 1. · 2.1. · IV. · a.
_ITEM_LABEL = re.compile(r"[ *]*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-Za-zđ])")
_MAX_LABEL_CHARS = 10
#: What the test of a sentence end looks at behind it: A.1 and the mark before it.
_LOOKAHEAD_CHARS = 6


def sentence_ends(text: str, start: int, stop: int) -> Iterator[int]:
    """The offsets in ``(start, stop]`` at which a sentence has ended and the next begins, in order."""
    for match in _SENTENCE_END.finditer(text, start, min(len(text), stop + _LOOKAHEAD_CHARS)):
        if match.end() > stop:
            return
        if match[0] == "\n" or not _is_label(text, match.start()):
            yield match.end()


def _is_label(text: str, stop: int) -> bool:
    """Whether nothing but the label of an item stands between the head of the line and ``stop``."""
    line = text.rfind("\n", max(0, stop - _MAX_LABEL_CHARS), stop) + 1
    return (line > 0 or stop < _MAX_LABEL_CHARS) and _ITEM_LABEL.fullmatch(text, line, stop) is not None


class Sentences:
    """The sentences of a text, by the offsets at which they start."""

    def __init__(self, text: str) -> None:
        """Cut ``text`` into sentences."""
        self.text = text
        self.starts = [0, *(end for end in sentence_ends(text, 0, len(text)) if end < len(text))]

    def bounds(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence that holds ``offset``, the white space at its end left off."""
        index = bisect_right(self.starts, offset) - 1
        start = self.starts[index]
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip())

    def same(self, left: int, right: int) -> bool:
        """Whether both offsets lie in one sentence."""
        return bisect_right(self.starts, left) == bisect_right(self.starts, right)


def sentence_start(text: str, floor: int, offset: int) -> int:
    """Where the sentence that holds ``offset`` begins, or ``floor`` where it begins before that."""
    for end in sentence_ends(text, floor, offset):
        floor = end
    return floor


def same_sentence(text: str, left: int, right: int) -> bool:
    """Whether no sentence ends between the offsets ``left`` and ``right``."""
    return next(sentence_ends(text, left, right), None) is None


def clause_start(text: str, floor: int, offset: int) -> int:
    """As :func:`sentence_start`, of the clause: a semicolon parts clauses too."""
    start = sentence_start(text, floor, offset)
    return max(start, text.rfind(";", start, offset) + 1)


_CLAUSE_MARK = re.compile(r"[;,](?= )")


def clauses(sentence: str) -> list[str]:
    """The pieces of ``sentence`` between commas and semicolons; a comma in a number parts nothing."""
    return _CLAUSE_MARK.split(sentence)


_BRACKET = re.compile(r"[()]")


def open_bracket(text: str, start: int, end: int) -> int | None:
    """Where the bracket opens that is still open at ``end``; None when all that open in ``text[start:end]`` close."""
    stack: list[int] = []
    for match in _BRACKET.finditer(text, start, end):
        if match[0] == "(":
            stack.append(match.start())
        elif stack:
            stack.pop()
    return stack[-1] if stack else None


class BracketScan:
    """:func:`open_bracket` for places in rising order: each bracket is looked at once, however long the sentence."""

    def __init__(self, text: str) -> None:
        """Scan ``text``."""
        self.text = text
        self.start = self.position = -1
        self.stack: list[int] = []

    def at(self, start: int, position: int) -> int | None:
        """Where the bracket opens that is still open at ``position`` in the sentence that begins at ``start``."""
        if start != self.start or position < self.position:
            self.start = self.position = start
            self.stack = []
        for match in _BRACKET.finditer(self.text, self.position, position):
            if match[0] == "(":
                self.stack.append(match.start())
            elif self.stack:
                self.stack.pop()
        self.position = position
        return self.stack[-1] if self.stack else None


def outside_brackets(text: str, pattern: re.Pattern[str], start: int, end: int) -> list[re.Match[str]]:
    """The matches of ``pattern`` in ``text[start:end]`` that stand in no bracket."""
    depth, position, matches = 0, start, []
    for match in pattern.finditer(text, start, end):
        between = text[position : match.start()]
        depth = max(0, depth + between.count("(") - between.count(")"))
        position = match.start()
        if depth == 0:
            matches.append(match)
    return matches
