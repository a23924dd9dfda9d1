"""Wholes and parts: what stands behind ``Trong đó`` is part of the indicator before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from extractors.indicators.value_mentions import NumberMention
from extractors.text.sentences import Sentences
from extractors.text.spans import Span

#: ``Trong đó`` and, after a colon at the end of its line, the bulleted lines below: the list that it opens.
_PART_LIST = re.compile(r"(?:[Tt]rong đó|[Bb]ao gồm|[Gg]ồm)(?P<list>[ ,:]*)(?P<lines>(?:\n+ *[-+–•*] ?[^\n]*)*)")


def parents_of(
    text: str,
    values: Sequence[NumberMention],
    spans: Mapping[tuple[str, int], Span | None],
    own: set[tuple[str, int]],
    sentences: Sentences,
) -> dict[tuple[str, int], str]:
    """Value → the phrase of its whole, to the end of the list that ``Trong đó`` opens; ``own``: with own phrases."""
    parents: dict[tuple[str, int], str] = {}
    starts = [value.start for value in values]
    for opened, closed in _part_lists(text, sentences):
        before = bisect_left(starts, opened)
        whole = next(
            (values[i] for i in range(before - 1, max(-1, before - _MAX_VALUES_TO_WHOLE), -1) if values[i].key in own),
            None,
        )
        span = spans.get(whole.key) if whole else None
        if whole is None or span is None or not _is_near(text, whole, opened):
            continue
        for value in values[bisect_left(starts, opened) : bisect_left(starts, closed)]:
            parents[value.key] = text[span[0] : span[1]]
    return parents


#: Among so many values before a list its whole is looked for: further back it would be too far in the text too.
_MAX_VALUES_TO_WHOLE = 24


def _is_near(text: str, whole: NumberMention, opened: int) -> bool:
    return opened - whole.scope_end < 250 and text.count("\n", whole.end, opened) <= 1


def _part_lists(text: str, sentences: Sentences) -> list[Span]:
    """The spans that ``Trong đó`` opens: to the end of the sentence, or over the bulleted lines below it."""
    return [
        (match.end("list"), match.end() if match["lines"] else sentences.bounds(match.end("list"))[1])
        for match in _PART_LIST.finditer(text)
        if match.end("list") < len(text)
    ]
