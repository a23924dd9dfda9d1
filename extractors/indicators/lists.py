"""Lists: values that go one by one to the items of a row of names.

By ``lần lượt`` (respectively): ``Thu thuế 22 tỷ đồng, thu khác 20 tỷ đồng, lần lượt chiếm 35% và 31% tổng thu``. By
brackets: ``kè Suối Vàng (12 tỷ đồng), kè Suối Nga (5 tỷ đồng)``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.indicators.noun_phrase_left import phrase_before
from extractors.indicators.trimming import trim
from extractors.indicators.value_mentions import NumberMention
from extractors.lexicon.plan_terms import PLAN_OR_BUDGET
from extractors.lexicon.time_terms import YEAR_BEFORE
from extractors.text.sentences import Sentences
from extractors.text.spans import Span

#: What a name of the row may hold: no mark that parts one from the next.
_NAME = r"[^,;:.()]{2,60}"
_ONE_VALUE = r"\(\d[^();]{1,40}\)"
_AND = r"(?:,\s(?:và\s)?|\svà\s)"
#: … (12 tỷ đồng), | kè Suối Nga: a bracket with a value, and a name behind it
_BEHIND_ANOTHER = re.compile(rf"{_ONE_VALUE}{_AND}(?P<name>{_NAME})$")
#: … (12 tỷ đồng) | , kè Suối Nga (5 tỷ đồng): the row goes on
_GOES_ON = re.compile(rf"{_ONE_VALUE}{_AND}(?P<name>{_NAME})\(\d")
_LAST_NAME = re.compile(rf"(?:^|[,;:.()])\s?(?:như:? )?(?P<name>{_NAME})$")
#: What is said of the value before (tăng 5% (15 tỷ đồng)) is no name.
_NO_NAME = re.compile(
    r"(?<!\w)(?:tăng|giảm|đạt|bằng|vượt|chiếm|còn|tương ứng|trong đó"  # a change, a part
    rf"|so với|{PLAN_OR_BUDGET}|{YEAR_BEFORE})(?!\w)",  # what it is held against
    re.IGNORECASE,
)
#: No name with a value before it reaches further back.
_MAX_LOOKBACK_CHARS = 120


def item_of_row(text: str, bracket: int) -> Span | None:
    """The name before the bracket that opens at ``bracket``, where it is one of such a row."""
    start = max(0, bracket - _MAX_LOOKBACK_CHARS)
    before = text[start:bracket]
    row_item = _BEHIND_ANOTHER.search(before)
    if row_item is None:
        following = _GOES_ON.match(text, bracket)
        if following is None or _NO_NAME.search(following["name"]):
            return None
        row_item = _LAST_NAME.search(before)
    if row_item is None or _NO_NAME.search(row_item["name"]):
        return None
    return phrase_before(text, start + row_item.start("name"), bracket)


_VERB = r"(?:là|chiếm|đạt|tăng|giảm|bằng|khoảng|ở mức|còn)"
_RESPECTIVELY = re.compile(rf"(?:{_VERB} )?(?:lần lượt|tương ứng)(?: {_VERB})* *$")
_JOINT = re.compile(r"(?: *,)?(?: và)? *")
_MAX_MARKER_CHARS = 32


def respective_phrases(
    text: str, values: Sequence[NumberMention], spans: Mapping[tuple[str, int], Span | None], sentences: Sentences
) -> dict[tuple[str, int], Span | None]:
    """The phrases of the values that ``lần lượt`` hands out, where as many with phrases stand before them."""
    phrases: dict[tuple[str, int], Span | None] = {}
    for position, value in enumerate(values):
        if not _RESPECTIVELY.search(text, max(0, value.start - _MAX_MARKER_CHARS), value.start):
            continue
        row = [value]
        for other in values[position + 1 :]:
            if other.kind != value.kind or not _JOINT.fullmatch(text, row[-1].end, other.start):
                break
            row.append(other)
        start = sentences.bounds(value.start)[0]
        before = [other for other in values[:position] if other.start >= start and spans.get(other.key)][-len(row) :]
        if len(row) > 1 and len({spans[other.key] for other in before}) == len(row):
            phrases |= {value.key: spans[other.key] for value, other in zip(row, before, strict=True)}
        elif len(row) > 1:
            parts = _parts(text, max(start, before[-1].end if before else start), value.start, len(row))
            phrases |= {value.key: part for value, part in zip(row, parts, strict=True)} if parts else {}
    return phrases


_CLAUSE = re.compile(r"[;:.(\n](?= |$)")
_ITEM_END = re.compile(r", | và ")
#: A part of a row of things has no more words than this.
_MAX_PART_WORDS = 9


def _parts(text: str, start: int, stop: int, count: int) -> list[Span] | None:
    """``Diện tích, năng suất và sản lượng lúa lần lượt đạt``: what a clause begins with, if it is ``count`` things."""
    for match in _CLAUSE.finditer(text, start, stop):
        start = match.end()
    marker = _RESPECTIVELY.search(text, start, stop)
    start, stop = trim(text, start, marker.start() if marker else stop)
    cuts = [match.span() for match in _ITEM_END.finditer(text, start, stop)]
    if len(cuts) != count - 1:
        return None
    edges = [(start, 0), *cuts, (stop, 0)]
    spans = [(edges[0][0] if at == 0 else cuts[at - 1][1], edges[at + 1][0]) for at in range(count)]
    if any(not 0 < len(text[left:right].split()) <= _MAX_PART_WORDS for left, right in spans):
        return None
    return spans
