"""The indicator (chỉ tiêu) that each value measures: the phrase as written, inherited across ``;`` and ``Trong đó``.

A value's phrase stands to its left, between the value before it (with its basis) and its own verb; a counted noun's and
a share's (``80% các tuyến đường``) to its right. A value with no phrase of its own has that of the value before it in
the sentence: ``Tổng thu ngân sách 32,454 tỷ đồng, đạt 77,59% so với KH tỉnh giao``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.bases import comparison_end
from extractors.clauses import Sentences, open_bracket
from extractors.phrases import (
    PART_LIST,
    after_noun,
    after_share,
    is_part_lead,
    measured_by_count,
    phrase_before,
    subject_of,
)
from extractors.records import Figure, Percentage, Ratio

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Value:
    """Any value of the text: where it stands, how far it reaches (its basis included), and which record it is."""

    start: int
    end: int
    reach: int
    kind: str
    index: int


def assign_indicators(
    text: str, figures: list[Figure], percentages: list[Percentage], ratios: list[Ratio], sentences: Sentences
) -> tuple[list[Figure], list[Percentage]]:
    """Figures and percentages with ``indicator`` filled in (and ``parent``, and the figure a percentage speaks of)."""
    values = _values(text, figures, percentages, ratios)
    spans: dict[tuple[str, int], Span | None] = {}
    own: set[tuple[str, int]] = set()
    for position, value in enumerate(values):
        earlier = values[:position]
        free = value.kind == "percentage" and percentages[value.index].relation == "khác"
        span, is_own = _span_of(text, value, earlier, spans, sentences, figures, free=free)
        spans[value.kind, value.index] = span
        if is_own:
            own.add((value.kind, value.index))
    parents = _parents(text, values, spans, own, sentences)
    return (
        [_with_figure(text, item, spans["figure", i], parents.get(("figure", i))) for i, item in enumerate(figures)],
        [
            _with_percentage(text, item, spans["percentage", i], _figure_of(values, spans, i))
            for i, item in enumerate(percentages)
        ],
    )


def _values(text: str, figures: list[Figure], percentages: list[Percentage], ratios: list[Ratio]) -> list[_Value]:
    values = [
        _Value(item.start, item.end, comparison_end(text, item.end), "figure", i) for i, item in enumerate(figures)
    ]
    values += [
        _Value(item.start, item.end, item.basis_end if item.basis_end and _trails(item) else item.end, "percentage", i)
        for i, item in enumerate(percentages)
    ]
    values += [_Value(item.start, item.end, item.end, "ratio", i) for i, item in enumerate(ratios)]
    return sorted(values, key=lambda value: value.start)


def _trails(item: Percentage) -> bool:
    """Whether the basis is the percentage's own, right behind it, and not lent by a later one."""
    return item.basis_start is not None and 0 <= item.basis_start - item.end < 20


def _span_of(
    text: str,
    value: _Value,
    earlier: list[_Value],
    spans: dict[tuple[str, int], Span | None],
    sentences: Sentences,
    figures: list[Figure],
    *,
    free: bool,
) -> tuple[Span | None, bool]:
    """The phrase of ``value``, and whether it is its own. ``free``: a percentage that no verb ties to its left."""
    sentence_start, sentence_end = sentences.bounds(value.start)
    before = [other for other in earlier if other.start >= sentence_start]
    bracket = open_bracket(text, sentence_start, value.start)
    if bracket is not None:
        return _in_bracket(text, value, before, bracket, spans, sentence_end, figures)
    floor = _floor(text, before, sentence_start, value.start, figures, spans)
    share = after_share(text, value, sentence_end) if free else None
    if share:
        return share, True
    left = phrase_before(text, floor, value.start)
    if value.kind == "ratio" or (value.kind == "figure" and figures[value.index].kind == "count"):
        if left and value.kind == "figure" and measured_by_count(text, left, value.start):
            return left, True
        return after_noun(text, _noun_start(text, value), value.end, sentence_end), True
    if left:
        return left, True
    if before:
        return spans.get((before[-1].kind, before[-1].index)), False
    return subject_of(text, sentence_start, value.start), True


def _in_bracket(
    text: str,
    value: _Value,
    before: list[_Value],
    bracket: int,
    spans: dict[tuple[str, int], Span | None],
    sentence_end: int,
    figures: list[Figure],
) -> tuple[Span | None, bool]:
    """``73 xã (chiếm 75,2% tổng số xã) đạt tiêu chí y tế``: what the bracket is about, unless it says so itself."""
    floor = max([bracket + 1, *(other.reach for other in before if other.start > bracket)])
    own = phrase_before(text, floor, value.start)
    if own:
        return own, True
    outside = [other for other in before if other.start < bracket]
    if not outside:
        return phrase_before(text, max(0, text.rfind("\n", 0, bracket) + 1), bracket), False
    last = outside[-1]
    counted = last.kind == "ratio" or (last.kind == "figure" and figures[last.index].kind == "count")
    if counted and not text[last.end : bracket].strip():
        return after_noun(text, _noun_start(text, last), last.end, sentence_end, skip_bracket=True), False
    return spans.get((last.kind, last.index)), False


def _noun_start(text: str, value: _Value) -> int:
    """Where the counted noun of a figure or ratio begins: behind the number."""
    position = value.start
    while position < value.end and (text[position].isdigit() or text[position] in "./, -–"):
        position += 1
    if position == value.start:  # a number word: hai cụm công nghiệp
        position = text.find(" ", value.start, value.end) + 1
    return position


def _floor(
    text: str,
    before: list[_Value],
    sentence_start: int,
    start: int,
    figures: list[Figure],
    spans: dict[tuple[str, int], Span | None],
) -> int:
    """Where the phrase of a value may begin at the earliest: behind the last value, and behind what a share is of.

    A count inside the phrase doesn't cut it (``Tổng nguồn vốn của 03 chương trình MTQG năm 2023: 182,662 tỷ đồng``).
    """
    floor = sentence_start
    for other in reversed(before):
        count = other.kind == "figure" and figures[other.index].kind == "count"
        if count and is_part_lead(text, sentence_start, other.start, text[other.end : start]):
            continue
        span = spans.get((other.kind, other.index))
        share_end = span[1] if span and other.kind == "percentage" and span[0] >= other.end else 0
        floor = max(other.reach, min(share_end, start))
        break
    semicolon = text.rfind(";", floor, start)
    return semicolon + 1 if semicolon >= 0 else floor


def _parents(
    text: str,
    values: list[_Value],
    spans: dict[tuple[str, int], Span | None],
    own: set[tuple[str, int]],
    sentences: Sentences,
) -> dict[tuple[str, int], str]:
    """``Trong đó``: what follows is part of the last indicator before it, to the end of the list that it opens."""
    parents: dict[tuple[str, int], str] = {}
    for opened, closed in _part_lists(text, sentences):
        whole = next((v for v in reversed(values) if v.start < opened and (v.kind, v.index) in own), None)
        span = spans.get((whole.kind, whole.index)) if whole else None
        if whole is None or span is None or not _near(text, whole, opened):
            continue
        for value in values:
            if opened <= value.start < closed:
                parents[value.kind, value.index] = text[span[0] : span[1]]
    return parents


def _near(text: str, whole: _Value, opened: int) -> bool:
    return opened - whole.reach < 250 and text.count("\n", whole.end, opened) <= 1


def _part_lists(text: str, sentences: Sentences) -> list[Span]:
    """The spans that ``Trong đó`` opens: to the end of the sentence, or over the bulleted lines below it."""
    return [
        (match.end("list"), match.end() if match["lines"] else sentences.bounds(match.end("list"))[1])
        for match in PART_LIST.finditer(text)
        if match.end("list") < len(text)
    ]


def _figure_of(values: list[_Value], spans: dict[tuple[str, int], Span | None], index: int) -> int | None:
    """The figure that a percentage speaks of: the last one before it with the same phrase."""
    span = spans["percentage", index]
    place = next(i for i, value in enumerate(values) if value.kind == "percentage" and value.index == index)
    for value in reversed(values[:place]):
        if value.kind == "figure":
            return value.index if span is not None and spans["figure", value.index] == span else None
    return None


def _with_figure(text: str, figure: Figure, span: Span | None, parent: str | None) -> Figure:
    if span is None:
        return replace(figure, parent=parent) if parent else figure
    phrase = text[span[0] : span[1]]
    if figure.kind == "count" and span[0] >= figure.start:
        parent = None
    return replace(figure, indicator=phrase, indicator_start=span[0], indicator_end=span[1], parent=parent)


def _with_percentage(text: str, item: Percentage, span: Span | None, figure: int | None) -> Percentage:
    if span is None:
        return item
    return replace(
        item, indicator=text[span[0] : span[1]], indicator_start=span[0], indicator_end=span[1], figure=figure
    )
