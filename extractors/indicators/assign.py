"""The indicator (chỉ tiêu) that each value measures: the phrase as written, inherited across ``;`` and ``Trong đó``.

A value's phrase stands to its left, between the value before it (with its basis) and its own verb; a counted noun's and
a share's (``80% các tuyến đường``) to its right. A value with no phrase of its own has that of the value before it in
the sentence: ``Tổng thu ngân sách 32,454 tỷ đồng, đạt 77,59% so với KH tỉnh giao``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.indicators.lists import respective
from extractors.indicators.part_whole import parents_of
from extractors.indicators.phrase_assignment import Reader
from extractors.indicators.value_mentions import Value, values_of
from extractors.percentages.basis import ABOUT
from extractors.records import Figure, Percentage, Ratio
from extractors.text.sentences import Sentences
from extractors.text.spans import Span


def assign_indicators(
    text: str, figures: list[Figure], percentages: list[Percentage], ratios: list[Ratio], sentences: Sentences
) -> tuple[list[Figure], list[Percentage]]:
    """Figures and percentages with ``indicator`` filled in (and ``parent``, and the figure a percentage speaks of)."""
    values = values_of(text, figures, percentages, ratios)
    reader = Reader(text, sentences, figures, percentages)
    reader.read(values)
    spans = reader.spans | respective(text, values, reader.spans, sentences)
    parents = parents_of(text, values, spans, reader.own, sentences)
    spoken_of = _figures_of(values, spans)
    return (
        [_with_figure(text, item, spans["figure", i], parents.get(("figure", i))) for i, item in enumerate(figures)],
        [_with_percentage(text, item, spans["percentage", i], spoken_of.get(i)) for i, item in enumerate(percentages)],
    )


def _figures_of(values: Sequence[Value], spans: dict[tuple[str, int], Span | None]) -> dict[int, int]:
    """Percentage → the figure that it speaks of: the last one before it, when that has the same phrase."""
    found: dict[int, int] = {}
    last: Value | None = None
    for value in values:
        if value.kind == "figure":
            last = value
        elif value.kind == "percentage" and last and spans[value.key] and spans[value.key] == spans[last.key]:
            found[value.index] = last.index
    return found


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
    phrase = text[span[0] : span[1]]
    about = ABOUT.match(text, item.end)
    if about and not phrase.endswith(about["about"]):  # gạo giảm 17% về lượng: two phrases make the indicator
        return replace(item, indicator=f"{phrase} về {about['about']}", figure=figure)
    return replace(item, indicator=phrase, indicator_start=span[0], indicator_end=span[1], figure=figure)
