"""Shares that make up one whole: ``tỷ trọng tương ứng 35,25%, 36,39% và 28,35%``."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from extractors.lexicon.tables import whole_of
from extractors.records import Equation, Figure, Percentage
from extractors.text.sentences import Sentences

_OPENING = re.compile(r"cơ cấu (?:kinh tế|ngành|giá trị)|tỷ trọng (?:tương ứng|các ngành|ngành)", re.IGNORECASE)


def share_lists(text: str, percentages: Sequence[Percentage], sentences: Sentences) -> Iterator[Equation]:
    """Lists of shares that claim to be the whole: three sectors named in one sentence, or shares *tương ứng*."""
    by_sentence: dict[int, list[int]] = {}
    for index, item in enumerate(percentages):
        if item.relation in ("chiếm", "tỷ lệ", "khác") and item.direction is None and item.value_max is None:
            by_sentence.setdefault(sentences.bounds(item.start)[0], []).append(index)
    for start, members in by_sentence.items():
        labels = [percentages[index].indicator or "" for index in members]
        if _OPENING.search(text, start, sentences.bounds(start)[1]) and whole_of(labels) is not None:
            yield Equation("shares", None, tuple(percentages[index].id for index in members), complete=True)


#: Between a part and its share of the total: trung ương 2.150 triệu đồng (55,9%), chiếm 55,9%
_BEHIND = re.compile(r" ?\(?(?:[,;]? ?(?:chiếm|bằng|tỷ lệ|tương đương)(?: tỷ lệ)?)? ?\Z", re.IGNORECASE)


def shares_of_parts(
    text: str, figures: Sequence[Figure], percentages: Sequence[Percentage], sums: Sequence[Equation]
) -> Iterator[Equation]:
    """The share that is printed right behind each part of a list, of the total of that list."""
    starts = [item.start for item in percentages]
    ends = {figure.id: figure.end for figure in figures}
    for equation in sums:
        if equation.result is None:
            continue
        for part in equation.operands:
            index = bisect.bisect_left(starts, ends[part])
            if index == len(starts):
                continue
            item = percentages[index]
            behind = text[ends[part] : item.start]
            if item.basis is None and item.relation in ("chiếm", "tỷ lệ", "khác") and _BEHIND.match(behind):
                yield Equation("percent_of", item.id, (part, equation.result))
