"""Sentences, clauses and brackets: how far a word reaches. The mechanics under percentages and indicators."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractors.text.characters import UPPER

#: A sentence ends at the block, or at a full stop before a capital, a bullet or a quote; not inside 1.234 or TP.HCM.
#: Nothing else can end one: looking for that first keeps the tests of what stands before it from every letter.
_SENTENCE_END = re.compile(
    r"(?=[\n.!?…])(?:\n|(?<![A-ZĐ.])(?<!TP)(?<!Tp)(?<!ThS)(?<!TS)[.!?…]+ *"
    rf"(?=[{UPPER}“\"(*]|[-+–] |$)(?![A-ZĐ][a-z]?\.\d))"
)

#: A period that stands for the value of then: (cùng kỳ năm 2004 là …), quý I/2003, năm 2008: …; never an indicator.
PERIOD_LABEL = re.compile(
    r"(?:(?:cùng kỳ|quý|tháng|năm|vụ|trung bình|giai đoạn|6 tháng|9 tháng|đầu|cuối|trước|ngoái|nay|học)(?!\w)[ /:-]*"
    r"|(?:[IVX]+|\d{1,4})(?:[-/–]\d{2,4})*(?!\w|[.,]\d)[ :]*)+"
)

#: A plan beside the value: (kế hoạch 16%), (mục tiêu: 65%). The label stands right before the number, as ``outlook``
#: wants it that reads a plan from it: with a verb between (kế hoạch giao giảm còn 6%) it would pass for a result.
PLAN_LABEL = re.compile(
    r"[ (]*(?:(?:kế hoạch|KH|chỉ tiêu|dự toán)(?: (?:năm|cả|\d{4}|được|tỉnh|huyện|HĐND|giao|đề ra|đầu))*|mục tiêu)"
    r"(?: là)?[ :]*",
    re.IGNORECASE,
)


class Sentences:
    """The sentences of a text, by the offsets at which they start."""

    def __init__(self, text: str) -> None:
        """Cut ``text`` into sentences."""
        self.text = text
        self.starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text) if match.end() < len(text))]

    def bounds(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence that holds ``offset``, the white space at its end left off."""
        index = bisect_right(self.starts, offset) - 1
        start = self.starts[index]
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip())

    def same(self, left: int, right: int) -> bool:
        """Whether both offsets lie in one sentence."""
        return bisect_right(self.starts, left) == bisect_right(self.starts, right)


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
    depth, position, found = 0, start, []
    for match in pattern.finditer(text, start, end):
        between = text[position : match.start()]
        depth = max(0, depth + between.count("(") - between.count(")"))
        position = match.start()
        if depth == 0:
            found.append(match)
    return found
