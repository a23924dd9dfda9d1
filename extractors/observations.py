"""Observations: what a figure or percentage says of an indicator, by measure, basis and role."""

from __future__ import annotations

import re

from extractors.numerals import NUMBER
from extractors.records import Figure, Measure, Observation, Percentage, Role
from extractors.taxonomy import match_indicator

_PLAN = re.compile(r"(?:kế hoạch|KH\b|chỉ tiêu|dự toán|DT\b|mục tiêu|nghị quyết|NQ\b)", re.IGNORECASE)
_ESTIMATE = re.compile(r"(?:^|\s)(?:ước|dự kiến|khả năng)(?: [\w]+){0,3}[ :]*$", re.IGNORECASE)
_PLANNED = re.compile(
    r"(?:(?:kế hoạch|KH|chỉ tiêu|dự toán)(?: (?:vốn|năm|cả|\d{4}|được|tỉnh|huyện|HĐND|giao|đề ra|đầu))*(?: là)?"
    r"|phấn đấu(?: [\w]+){0,2}|mục tiêu(?: là)?)[ :]*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(?:tăng|giảm|vượt|hụt|thấp hơn|cao hơn)(?: thêm| khoảng| gần| hơn| trên)*[ :]*$", re.IGNORECASE)
_PRIOR = re.compile(rf"(?:cùng kỳ|năm trước|năm ngoái)(?: [\w]+){{0,3}}[ :(]*$|từ +{NUMBER}?$", re.IGNORECASE)
_CONTEXT = 40


def observe(text: str, figures: tuple[Figure, ...], percentages: tuple[Percentage, ...]) -> tuple[Observation, ...]:
    """One observation for each figure or percentage that has an indicator and measures it.

    A difference (``tăng 74 xã so với năm 2010``) is no value of the indicator and gives none.
    """
    found: list[Observation] = []
    for index, figure in enumerate(figures):
        before = text[max(0, figure.start - _CONTEXT) : figure.start].rsplit("\n", 1)[-1]
        if figure.indicator and figure.kind == "measure" and not _CHANGE.search(before):
            found.append(_of_figure(figure, index, before))
    for index, item in enumerate(percentages):
        measure = _measure(item)
        if item.indicator and measure:
            found.append(_of_percentage(text, item, index, measure))
    return tuple(found)


def _of_figure(figure: Figure, index: int, before: str) -> Observation:
    indicator = figure.indicator or ""
    return Observation(
        indicator=indicator,
        indicator_code=match_indicator(indicator),
        measure="value",
        basis=None,
        role=_role(before),
        value=figure.value,
        unit=figure.unit,
        source="figures",
        source_index=index,
    )


def _of_percentage(text: str, item: Percentage, index: int, measure: Measure) -> Observation:
    indicator = item.indicator or ""
    before = text[max(0, item.start - _CONTEXT) : item.start].rsplit("\n", 1)[-1]
    signed = -item.value if measure == "growth" and item.direction == "-" else item.value
    return Observation(
        indicator=indicator,
        indicator_code=match_indicator(indicator),
        measure=measure,
        basis=item.basis,
        role=_role(before),
        value=signed,
        unit="‰" if item.permille else "%",
        source="percentages",
        source_index=index,
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


def _role(before: str) -> Role:
    clause = re.split(r"[;,](?= )", before)[-1]
    if _PRIOR.search(clause):
        return "prior"
    if _ESTIMATE.search(clause):
        return "estimate"
    return "plan" if _PLANNED.search(clause) else "actual"
