"""Observations: what a figure or percentage says of an indicator, by measure, basis and role."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus import Document
from extractors.lexicon.indicator_matching import match_indicator
from extractors.lexicon.plan_terms import PLAN, PLAN_OR_BUDGET, plan_authority_words
from extractors.lexicon.terms import term_pattern
from extractors.lexicon.time_terms import YEAR_BEFORE
from extractors.observations.neighbours import (
    BARE_PLAN,
    is_denominator,
    is_part_of_plan,
    is_plan_of,
    parts_as_their_sum,
    planned_phrase,
)
from extractors.observations.sub_district import place_of
from extractors.records import Equation, Figure, Measure, Observation, Percentage
from extractors.temporal.context import TimeReference
from extractors.temporal.periods import compared_period
from extractors.temporal.reference import time_reference
from extractors.text.sentences import clauses, sentence_start

_PLAN = re.compile(PLAN, re.IGNORECASE)
_CHANGE = re.compile(
    rf"(?:{term_pattern('change')}|mốc|ngưỡng)(?: thêm| khoảng| gần| hơn| trên| mốc| nhẹ)*"
    # cao hơn năm trước 0,6 tạ/ha; tăng so với cùng kỳ năm 2020 là 770 tấn; vượt kế hoạch 12 ha
    rf"(?:(?: so)?(?: với)?(?:(?: (?:{YEAR_BEFORE}|năm \d{{4}})){{1,2}}"
    rf"| {PLAN_OR_BUDGET}(?: năm| đề ra| tỉnh giao| huyện giao| giao)?)(?: là| khoảng| gần| hơn| trên)*)?"
    r"[ :]*$",
    re.IGNORECASE,
)
#: "bình quân mỗi tháng 9,7 tỷ đồng": a rate, not what the whole period gave.
_RATE = re.compile(
    r"(?:mỗi|hằng|hàng|/) ?(?:tháng|quý|ngày|tuần)\b|(?:bình quân|trung bình)(?: một| 1)? (?:tháng|quý|ngày|tuần)\b",
    re.IGNORECASE,
)
_CONTEXT_CHARS = 40
#: How far behind a value its place may be named.
_MAX_PLACE_CHARS = 48
#: How far back the sentence of a value may begin.
_MAX_SENTENCE_CHARS = 400
_COUNTED_HEAD = re.compile(r"(?:tổng )?số (?!xã|thôn)\w", re.IGNORECASE)


def observe(
    document: Document,
    period: str | None,
    figures: Sequence[Figure],
    percentages: Sequence[Percentage],
    equations: Sequence[Equation] = (),
) -> tuple[Observation, ...]:
    """One observation for each figure or percentage that has an indicator and measures it; ``period`` is the report's.

    A difference (``tăng 74 xã so với năm 2010``) is no value of the indicator and gives none, nor does a monthly rate.
    A number that a percentage is of, by ``equations``, is the plan, or the earlier value, of its indicator.
    """
    observations = _of_figures(document, period, figures, percentages, equations)
    for item in percentages:
        measure = _measure(item)
        if item.indicator and measure:
            sentence = _sentence_before(document.text, item.start)
            place = place_of(sentence, document.text[item.end : item.end + _MAX_PLACE_CHARS])
            reference = time_reference(document, item.start, sentence, period)
            observations.append(_of_percentage(item, measure, reference, place))
    return tuple(parts_as_their_sum(observations, equations))


def _of_figures(
    document: Document,
    period: str | None,
    figures: Sequence[Figure],
    percentages: Sequence[Percentage],
    equations: Sequence[Equation],
) -> list[Observation]:
    observations: list[Observation] = []
    by_id = {item.id: item for item in percentages}
    figure_of = {figure.id: figure for figure in figures}
    percentage_of = _percentages_of(equations)
    measured: Figure | None = None
    for index, figure in enumerate(figures):
        sentence = _sentence_before(document.text, figure.start)
        if measured is not None and _measures(measured) and is_plan_of(figure, measured, sentence):
            observations.append(_plan_beside(document, figure, measured, period))
            continue
        if figure.indicator and not BARE_PLAN.fullmatch(figure.indicator):
            measured = figure
        if figure.id in percentage_of:
            base = _base_of(document, figure, by_id[percentage_of[figure.id]], period)
            if base is not None:
                observations.append(base)
                continue
        if not _measures(figure) or _CHANGE.search(sentence[-_CONTEXT_CHARS:]) or _RATE.search(clauses(sentence)[-1]):
            continue
        reference = time_reference(document, figure.start, sentence, period)
        if reference.role == "actual":
            reference = planned_phrase(figure, period) or reference
        basis = plan_authority_words(clauses(sentence)[-1]) if reference.role == "plan" else None
        above = observations[-1] if observations and reference.role == "actual" else None
        if above is not None and above.role == "plan":
            plan = figure_of[above.record_id]
            if is_part_of_plan(document.text, plan, figure):
                reference, basis = TimeReference("plan", above.period, "part_of_plan", plan.span), above.basis
        if reference.role == "actual" and is_denominator(document.text, figures, index):
            reference = TimeReference("plan", period[:4] if period else None, "denominator", figures[index - 1].span)
        place = place_of(sentence, document.text[figure.end : figure.end + _MAX_PLACE_CHARS])
        observations.append(_of_figure(figure, figure.indicator or "", reference, place, basis))
    return observations


def _percentages_of(equations: Sequence[Equation]) -> Mapping[str, str]:
    """Figure → the percentage that is of it, both by id: a plan, or the value of an earlier period."""
    percentages: dict[str, str] = {}
    for equation in equations:
        known = equation.kind in ("percent_of", "growth") and equation.how == "prose" and len(equation.operands) == 2
        if known and equation.result:
            percentages.setdefault(equation.operands[1], equation.result)
    return percentages


def _base_of(document: Document, figure: Figure, item: Percentage, period: str | None) -> Observation | None:
    """The plan or earlier value that ``item`` is a percentage of; None where its basis says neither."""
    if item.indicator is None or item.basis is None:
        return None
    sentence = _sentence_before(document.text, item.start)
    reference = time_reference(document, item.start, sentence, period)
    planned = _PLAN.match(item.basis) is not None
    before = compared_period(item.basis, reference.period)
    if reference.role not in ("actual", "estimate") or not (planned or before):
        return None
    whole = reference.period[:4] if reference.period else None
    cue = item.span if item.basis_start is None or item.basis_end is None else (item.basis_start, item.basis_end)
    own = TimeReference("plan" if planned else "prior", whole if planned else before, "base_of_percentage", cue)
    basis = plan_authority_words(item.basis) if planned else None
    return _of_figure(figure, item.indicator, own, place_of(sentence, ""), basis)


def _plan_beside(document: Document, figure: Figure, measured: Figure, period: str | None) -> Observation:
    """The plan, ``figure``, of the value before it."""
    before = _sentence_before(document.text, measured.start)
    reference = time_reference(document, measured.start, before, period)
    year = reference.period[:4] if reference.period else None
    cue = figure.span if figure.indicator_start is None else (figure.indicator_start, figure.indicator_end or 0)
    basis = plan_authority_words(_sentence_before(document.text, figure.start))
    own = TimeReference("plan", year, "plan_beside_value", cue)
    return _of_figure(figure, measured.indicator or "", own, place_of(before, ""), basis)


def _measures(figure: Figure) -> bool:
    """Whether a figure is a value of its indicator; a count is one where a phrase ahead of it says what is counted."""
    if figure.indicator is None or BARE_PLAN.fullmatch(figure.indicator):
        return False
    if figure.kind == "measure":
        return True
    ahead = figure.indicator_start is not None and figure.indicator_start < figure.start
    code = match_indicator(figure.indicator)
    return ahead and (code is not None or _COUNTED_HEAD.match(figure.indicator) is not None)


def _sentence_before(text: str, start: int) -> str:
    """The sentence of a value, up to the value."""
    return text[sentence_start(text, max(0, start - _MAX_SENTENCE_CHARS), start) : start]


def _of_figure(
    figure: Figure, indicator: str, reference: TimeReference, place: str | None, basis: str | None
) -> Observation:
    return Observation(
        indicator=indicator,
        indicator_code=match_indicator(indicator),
        measure="value",
        basis=basis,
        value=figure.value,
        unit=figure.unit,
        source="figures",
        record_id=figure.id,
        place=place,
        **reference.fields(),
    )


def _of_percentage(item: Percentage, measure: Measure, reference: TimeReference, place: str | None) -> Observation:
    indicator = item.indicator or ""
    # hộ nghèo 4,38%, trường đạt chuẩn quốc gia 65%: a level is of the rate, not of the number
    rate = match_indicator(f"tỷ lệ {indicator}") if measure == "level" else None
    return Observation(
        indicator=indicator,
        indicator_code=rate or match_indicator(indicator),
        measure=measure,
        basis=item.basis,
        value=-item.value if measure == "growth" and item.direction == "-" else item.value,
        unit="‰" if item.permille else "%",
        source="percentages",
        record_id=item.id,
        place=place,
        **reference.fields(),
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
