"""Levels (tỷ lệ) by form: percentages that are a level though no word calls them one.

A percentage without a verb is the level of its phrase (``Khá 31,2%``), unless it counts the noun behind it (``100% số
xã``) or is a plan (``kế hoạch 11,5%``). ``đạt`` without a plan gives a level where its subject is no quantity (``số hộ
xem truyền hình đạt 71,3%``): money, output and work done are measured against a plan, named or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.plan_terms import PLAN_LABEL
from extractors.records import Percentage
from extractors.text.sentences import Sentences

#: Right behind the number: the end of the clause, or words that add to the number. A noun there is what is counted.
_CLOSES = re.compile(
    r"(?: trở (?:lên|xuống)|/năm| mỗi năm)? *(?:[,;.:)…\n]|\((?=\d|[Nn]ăm|KH|kế|giảm|tăng|đạt|cùng)|$|[-–] "
    r"| (?:và|còn|nhưng|trong khi|riêng)(?!\w))"
)
#: What stands before a number that is said of nothing: 01 thôn có 100%.
_SUBJECT = re.compile(
    r"(?<![^\W\d])(?!(?:từ|có|còn|là|và|với|khoảng|trên|gần|hơn)(?!\w))[^\W\d]{2,}\W*"
    r"(?: (?:là|còn|chỉ|khoảng|trên|gần|hơn|mới|được|:))*\W*$"
)
_REACHED = re.compile(
    r"(?P<subject>[^,;:.()\n%]*?) (?:đã |cũng |mới |chỉ |ước |đều |mới chỉ )*đạt"
    r"(?: (?:gần|trên|hơn|khoảng|tỷ lệ|được|thêm|tới|đến))* *$"
)
#: Quantities, and work that is done against a plan.
_QUANTITY = re.compile(
    r"(?:[Tt]rong đó|[Rr]iêng|[Cc]ụ thể|[Đđ]ến nay|và|[-+*•])*[ ,:]*(?:công tác |việc |kết quả |ước |tiến độ )*"
    r"(?:giá trị|tổng|thu|chi|vốn|giải ngân|sản lượng|doanh|kim ngạch|diện tích|khối lượng|tiến độ|khám phá|trọng án"
    r"|giải quyết|thực hiện|nộp|gieo|trồng|năng suất|kết quả|ước|lũy kế|huy động|dư nợ|xây dựng|cấp|bồi thường"
    r"|ngân sách|số thu|nguồn|công tác|huyện|xã|tỉnh|đạt|kế hoạch|bình quân)(?!\w)",
    re.IGNORECASE,
)
#: năm 2023 đạt 93%; mũi 3 đạt 78,5%: another item of a list of levels
_ITEM = re.compile(r" *[,;](?: và)?(?: [^\W_]+){1,4}? (?:đã |mới |chỉ )*đạt(?: gần| trên| khoảng| hơn)* *")


#: How far back a clause can begin: looking further for each number would take long in a sentence without end.
_MAX_CLAUSE_CHARS = 400


def as_levels(
    text: str, percentages: Sequence[Percentage], verbless: set[int], sentences: Sentences
) -> list[Percentage]:
    """``percentages``, with the relation ``tỷ lệ`` where a percentage is a level by its form."""
    resolved: list[Percentage] = []
    for index, item in enumerate(percentages):
        before = resolved[-1] if resolved else None
        start = sentences.bounds(item.start)[0]
        if before is not None and before.start < start:
            before = None
        start = max(start, item.start - _MAX_CLAUSE_CHARS)
        level = item.basis is None and (
            _reached(text, start, item, before)
            if item.relation == "đạt"
            else item.relation == "khác" and index in verbless and _stands_alone(text, start, item)
        )
        resolved.append(replace(item, relation="tỷ lệ", direction=None) if level else item)
    return resolved


def _reached(text: str, start: int, item: Percentage, before: Percentage | None) -> bool:
    listed = before is not None and before.relation == "tỷ lệ" and _ITEM.fullmatch(text, before.end, item.start)
    if before is not None and listed and not _QUANTITY.match(text[before.end : item.start].lstrip(" ,;")):
        return True
    match = _REACHED.search(text, start, item.start)
    if match is None:
        return False
    subject = match["subject"].strip()
    return len(subject.split()) > 1 and not _QUANTITY.match(subject) and not any(char.isdigit() for char in subject)


def _stands_alone(text: str, start: int, item: Percentage) -> bool:
    ahead = text[start : item.start]
    clause = re.split(r"[,;(]", ahead)[-1]
    if PLAN_LABEL.fullmatch(clause) or not _CLOSES.match(text, item.end):
        return False
    return _SUBJECT.search(ahead.rstrip(" (")) is not None
