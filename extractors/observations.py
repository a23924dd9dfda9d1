"""Observations: what a figure or percentage says of an indicator, by measure, basis and role."""

from __future__ import annotations

import re

from corpus import Document
from extractors.letters import UPPER
from extractors.outlook import Moment, moment_of
from extractors.places import place_of
from extractors.records import Figure, Measure, Observation, Percentage
from extractors.taxonomy import match_indicator

_PLAN = re.compile(r"(?:kế hoạch|KH\b|chỉ tiêu|dự toán|DT\b|mục tiêu|nghị quyết|NQ\b)", re.IGNORECASE)
_CHANGE = re.compile(
    r"(?:tăng|giảm|vượt|hụt|thấp hơn|cao hơn|mốc|ngưỡng)(?: thêm| khoảng| gần| hơn| trên| mốc)*[ :]*$", re.IGNORECASE
)
#: "bình quân mỗi tháng 9,7 tỷ đồng": a rate, not what the whole period gave.
_RATE = re.compile(
    r"(?:mỗi|hằng|hàng|/) ?(?:tháng|quý|ngày|tuần)\b|(?:bình quân|trung bình)(?: một| 1)? (?:tháng|quý|ngày|tuần)\b",
    re.IGNORECASE,
)
_CONTEXT = 40


def observe(
    document: Document, period: str | None, figures: tuple[Figure, ...], percentages: tuple[Percentage, ...]
) -> tuple[Observation, ...]:
    """One observation for each figure or percentage that has an indicator and measures it; ``period`` is the report's.

    A difference (``tăng 74 xã so với năm 2010``) is no value of the indicator and gives none, nor does a monthly rate.
    """
    found: list[Observation] = []
    for index, figure in enumerate(figures):
        sentence = _sentence_before(document.text, figure.start)
        if figure.indicator and figure.kind == "measure" and not _CHANGE.search(sentence[-_CONTEXT:]):
            if _RATE.search(re.split(r"[;,](?= )", sentence)[-1]):
                continue
            moment = moment_of(document, figure.start, sentence, period)
            place = place_of(sentence, document.text[figure.end : figure.end + _BEHIND])
            found.append(_of_figure(figure, index, moment, place))
    for index, item in enumerate(percentages):
        measure = _measure(item)
        if item.indicator and measure:
            sentence = _sentence_before(document.text, item.start)
            place = place_of(sentence, document.text[item.end : item.end + _BEHIND])
            moment = moment_of(document, item.start, sentence, period)
            found.append(_of_percentage(item, index, measure, moment, place))
    return tuple(found)


#: How far behind a value its place may be named.
_BEHIND = 48
_SENTENCE_END = re.compile(rf"\n|[.!?] +(?=[{UPPER}“\"(])")


def _sentence_before(text: str, start: int) -> str:
    """The sentence of a value, up to the value."""
    floor = max(0, start - 400)
    for match in _SENTENCE_END.finditer(text, floor, start):
        floor = match.end()
    return text[floor:start]


def _of_figure(figure: Figure, index: int, moment: Moment, place: str | None) -> Observation:
    indicator = figure.indicator or ""
    return Observation(
        indicator=indicator,
        indicator_code=match_indicator(indicator),
        measure="value",
        basis=None,
        role=moment.role,
        value=figure.value,
        unit=figure.unit,
        source="figures",
        source_index=index,
        period=moment.period,
        place=place,
    )


def _of_percentage(item: Percentage, index: int, measure: Measure, moment: Moment, place: str | None) -> Observation:
    indicator = item.indicator or ""
    code = match_indicator(indicator)
    if code is None and measure == "level":
        code = match_indicator(f"tỷ lệ {indicator}")  # hộ nghèo 4,38%
    signed = -item.value if measure == "growth" and item.direction == "-" else item.value
    return Observation(
        indicator=indicator,
        indicator_code=code,
        measure=measure,
        basis=item.basis,
        role=moment.role,
        value=signed,
        unit="‰" if item.permille else "%",
        source="percentages",
        source_index=index,
        period=moment.period,
        place=place,
    )


def _measure(item: Percentage) -> Measure | None:
    if item.relation in ("tăng", "giảm"):
        return "growth"
    if item.relation == "chiếm":
        return "share"
    if item.relation == "tỷ lệ":
        return "level"
    if item.basis and _PLAN.match(item.basis) and item.direction is None:
        return "percent_of_plan"
    if item.basis and item.relation in ("bằng", "đạt"):
        return "percent_of_base"
    # "đạt 100%" of nothing that is named: of what, the text does not say.
    return "level" if item.relation == "khác" and item.direction is None and item.basis is None else None
