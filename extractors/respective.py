"""Lần lượt (respectively): the values of a row go to the indicators of the row before it, one to one.

``Thu thuế 22 tỷ đồng, thu khác 20 tỷ đồng, lần lượt chiếm 35% và 31% tổng thu``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.clauses import Sentences
from extractors.trimming import Span
from extractors.values import Value

_RESPECTIVELY = re.compile(r"(?:lần lượt|tương ứng)(?: (?:là|chiếm|đạt|tăng|giảm|bằng|khoảng|ở mức|còn))* *$")
_JOINT = re.compile(r"(?: *,)?(?: và)? *")
_SPAN = 32


def respective(
    text: str, values: Sequence[Value], spans: Mapping[tuple[str, int], Span | None], sentences: Sentences
) -> dict[tuple[str, int], Span | None]:
    """The phrases of the values that ``lần lượt`` hands out, where as many with phrases stand before them."""
    given: dict[tuple[str, int], Span | None] = {}
    for position, value in enumerate(values):
        if not _RESPECTIVELY.search(text, max(0, value.start - _SPAN), value.start):
            continue
        row = [value]
        for other in values[position + 1 :]:
            if other.kind != value.kind or not _JOINT.fullmatch(text, row[-1].end, other.start):
                break
            row.append(other)
        start = sentences.bounds(value.start)[0]
        before = [other for other in values[:position] if other.start >= start and spans.get(other.key)][-len(row) :]
        if len(row) > 1 and len({spans[other.key] for other in before}) == len(row):
            given |= {value.key: spans[other.key] for value, other in zip(row, before, strict=True)}
    return given
