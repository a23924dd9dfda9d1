"""The values of a text in reading order (figures, percentages, ratios), with the end of their scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.data import read_rows
from extractors.lexicon.tables import counted_nouns, multipliers
from extractors.percentages.basis import ABOUT, comparison_end
from extractors.records import Figure, Percentage, Ratio


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A value of the text: its span, the end of its scope (its basis included), and which record it is.

    ``counts`` is the noun that it counts, ``noun_start`` where that begins; None for money, areas and percentages.
    """

    start: int
    end: int
    scope_end: int
    kind: str
    index: int
    counts: str | None = None
    noun_start: int = 0

    @property
    def key(self) -> tuple[str, int]:
        """The list that it is in, and its place there."""
        return self.kind, self.index

    @property
    def is_classifier(self) -> str:
        """``yes`` for a classifier, which names nothing by itself (12 vụ); ``cho`` for one behind cho; else empty."""
        return _MEASURES.get(self.counts or "", "")


_MEASURES = {row["noun"]: row["measures"] for row in read_rows("counted_nouns") if row["measures"]}
#: A number, or a number word, ahead of a noun.
_NUMBER = re.compile(r"[\d./, –-]*(?:đến [\d.,]+ *)?")
_WORD = re.compile(r"[^\W\d]+ +")


def number_mentions(
    text: str, figures: Sequence[Figure], percentages: Sequence[Percentage], ratios: Sequence[Ratio]
) -> list[NumberMention]:
    """Every value, by its place."""
    values = [_of_figure(text, item, index) for index, item in enumerate(figures)]
    values += [
        NumberMention(item.start, item.end, _percentage_scope_end(text, item), "percentage", index)
        for index, item in enumerate(percentages)
    ]
    values += [
        NumberMention(
            item.start, item.end, item.end, "ratio", index, (item.what or "").lower(), _noun_start(text, item)
        )
        for index, item in enumerate(ratios)
    ]
    return sorted(values, key=lambda value: value.start)


def _of_figure(text: str, item: Figure, index: int) -> NumberMention:
    scope_end = comparison_end(text, item.end)
    if item.kind == "count":
        noun = item.unit.split("/")[0].strip().lower()
        return NumberMention(item.start, item.end, scope_end, "figure", index, noun, _noun_start(text, item))
    # 436 nghìn thuê bao: a noun behind a multiplier is counted too
    words = item.unit.split()
    while words and words[0] in multipliers():
        words = words[1:]
    noun = " ".join(words)
    if noun in counted_nouns():
        return NumberMention(item.start, item.end, scope_end, "figure", index, noun, item.end - len(noun))
    return NumberMention(item.start, item.end, scope_end, "figure", index)


def _percentage_scope_end(text: str, item: Percentage) -> int:
    """The end of ``về lượng`` and of the basis right behind a percentage; a propagated basis does not count."""
    about = ABOUT.match(text, item.end)
    end = about.end() if about else item.end
    trails = item.basis_end is not None and item.basis_start is not None and 0 <= item.basis_start - end < 20
    return max(end, item.basis_end if trails and item.basis_end else 0)


def _noun_start(text: str, item: Figure | Ratio) -> int:
    """Where the counted noun of a figure or ratio begins: behind the number."""
    match = _NUMBER.match(text, item.start, item.end)
    if match is None or match.end() == item.start:  # a number word: hai cụm công nghiệp
        match = _WORD.match(text, item.start, item.end)
    return match.end() if match else item.start
