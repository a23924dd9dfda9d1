"""Assigns to each value its indicator (chỉ tiêu): the noun phrase that it measures, as written.

The phrase stands to the left of a value, between the value before it (with its basis) and its own verb; that of a
counted noun and of a share (``80% các tuyến đường``) stands to its right. A value without a phrase inherits that of the
value before it in the sentence: ``Tổng thu ngân sách 32,454 tỷ đồng, đạt 77,59% so với KH tỉnh giao``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.indicators.lists import respective_phrases
from extractors.indicators.part_whole import parents_of
from extractors.indicators.phrase_assignment import PhraseAssigner
from extractors.indicators.value_mentions import NumberMention, number_mentions
from extractors.percentages.basis import ABOUT
from extractors.records import Figure, Percentage, Ratio
from extractors.text.sentences import Sentences
from extractors.text.spans import Span


def assign_indicators(
    text: str, figures: list[Figure], percentages: list[Percentage], ratios: list[Ratio], sentences: Sentences
) -> tuple[list[Figure], list[Percentage]]:
    """Figures and percentages with ``indicator`` filled in (and ``parent``, and the figure a percentage speaks of)."""
    values = number_mentions(text, figures, percentages, ratios)
    assigner = PhraseAssigner(text, sentences, figures, percentages)
    assigner.read(values)
    spans = assigner.spans | respective_phrases(text, values, assigner.spans, sentences)
    parents = parents_of(text, values, spans, assigner.own, sentences)
    figure_ids = {number: figures[figure].id for number, figure in _figures_of(values, spans).items()}
    return (
        [_with_figure(text, item, spans["figure", i], parents.get(("figure", i))) for i, item in enumerate(figures)],
        [_with_percentage(text, item, spans["percentage", i], figure_ids.get(i)) for i, item in enumerate(percentages)],
    )


def _figures_of(values: Sequence[NumberMention], spans: dict[tuple[str, int], Span | None]) -> dict[int, int]:
    """Percentage → the figure that it speaks of: the last one before it, when that has the same phrase."""
    figure_by_percentage: dict[int, int] = {}
    last: NumberMention | None = None
    for value in values:
        if value.kind == "figure":
            last = value
        elif value.kind == "percentage" and last and spans[value.key] and spans[value.key] == spans[last.key]:
            figure_by_percentage[value.index] = last.index
    return figure_by_percentage


def _with_figure(text: str, figure: Figure, span: Span | None, parent: str | None) -> Figure:
    if span is None:
        return replace(figure, parent=parent) if parent else figure
    phrase = text[span[0] : span[1]]
    if figure.kind == "count" and span[0] >= figure.start:
        parent = None
    return replace(figure, indicator=phrase, indicator_start=span[0], indicator_end=span[1], parent=parent)


def _with_percentage(text: str, item: Percentage, span: Span | None, figure: str | None) -> Percentage:
    if span is None:
        return item
    phrase = text[span[0] : span[1]]
    about = ABOUT.match(text, item.end)
    if about and not phrase.endswith(about["about"]):  # gạo giảm 17% về lượng: two phrases make the indicator
        return replace(item, indicator=f"{phrase} về {about['about']}", figure=figure)
    return replace(item, indicator=phrase, indicator_start=span[0], indicator_end=span[1], figure=figure)
