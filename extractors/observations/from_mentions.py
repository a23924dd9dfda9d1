"""Observations: what a figure or percentage says of an indicator, by measure, basis and role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import Document
from extractors.lexicon.indicator_matching import match_indicator
from extractors.lexicon.plan_terms import PLAN, PLAN_ATTRIBUTES, PLAN_OR_BUDGET, plan_authority_words
from extractors.lexicon.terms import term_pattern
from extractors.lexicon.time_terms import YEAR_BEFORE
from extractors.observations.sub_district import place_of
from extractors.records import Equation, Figure, Measure, Observation, Percentage
from extractors.temporal.periods import compared_period
from extractors.temporal.reference import Moment, moment_of
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
_CONTEXT = 40
#: Between a plan and a part of it.
_PART_OF_IT = re.compile(r"[,;:]? ?trong đó:?[^\d;()%]{0,80}", re.IGNORECASE)


def observe(
    document: Document,
    period: str | None,
    figures: tuple[Figure, ...],
    percentages: tuple[Percentage, ...],
    ties: tuple[Equation, ...] = (),
) -> tuple[Observation, ...]:
    """One observation for each figure or percentage that has an indicator and measures it; ``period`` is the report's.

    A difference (``tăng 74 xã so với năm 2010``) is no value of the indicator and gives none, nor does a monthly rate.
    A number that a percentage is told to be of (``ties``) is the plan, or the earlier value, of its indicator.
    """
    found: list[Observation] = []
    bases = _bases(ties)
    last: Figure | None = None
    for index, figure in enumerate(figures):
        sentence = _sentence_before(document.text, figure.start)
        if last is not None and _is_plan_of(figure, last, sentence):
            found.append(_plan_of(document, figure, index, last, period))
            continue
        if figure.indicator and not _BARE_PLAN.fullmatch(figure.indicator):
            last = figure
        if index in bases:
            made = _of_base(document, figure, index, percentages[bases[index]], period)
            if made is not None:
                found.append(made)
                continue
        if _measures(figure) and not _CHANGE.search(sentence[-_CONTEXT:]):
            if _RATE.search(clauses(sentence)[-1]):
                continue
            moment = moment_of(document, figure.start, sentence, period)
            if moment.role == "actual" and _PLAN_HEAD.match(figure.indicator or ""):
                moment = Moment("plan", period[:4] if period else None)
            place = place_of(sentence, document.text[figure.end : figure.end + _BEHIND])
            basis = plan_authority_words(clauses(sentence)[-1]) if moment.role == "plan" else None
            above = found[-1] if found and moment.role == "actual" else None
            if above is not None and above.role == "plan":
                # dự toán thu 98,6 tỷ đồng, trong đó thu tiền sử dụng đất 65 tỷ đồng
                between = document.text[figures[above.source_index].end : figure.start]
                if _PART_OF_IT.fullmatch(between):
                    moment, basis = Moment("plan", above.period), above.basis
            if moment.role == "actual" and _out_of(document.text, figures, index):
                moment = Moment("plan", period[:4] if period else None)
            found.append(_of_figure(figure, index, moment, place, basis))
    for index, item in enumerate(percentages):
        measure = _measure(item)
        if item.indicator and measure:
            sentence = _sentence_before(document.text, item.start)
            place = place_of(sentence, document.text[item.end : item.end + _BEHIND])
            moment = moment_of(document, item.start, sentence, period)
            found.append(_of_percentage(item, index, measure, moment, place))
    return tuple(_as_wholes(found, ties))


def _as_wholes(found: Sequence[Observation], ties: Sequence[Equation]) -> list[Observation]:
    """Parts are of the moment of their whole: of capital that was allotted, the two kinds of it are allotted too."""
    place = {item.source_index: number for number, item in enumerate(found) if item.source == "figures"}
    told = list(found)
    for tie in ties:
        whole = place.get(tie.result[1]) if tie.kind == "sum" and tie.result else None
        if whole is None or told[whole].role not in ("plan", "prior"):
            continue
        for _, part in tie.operands:
            if part in place and told[place[part]].role in ("actual", "estimate"):
                own = told[whole]
                told[place[part]] = replace(told[place[part]], role=own.role, period=own.period, basis=own.basis)
    return told


def _bases(ties: tuple[Equation, ...]) -> dict[int, int]:
    """Figure → the percentage that is of it: a plan, or the value of an earlier period."""
    found: dict[int, int] = {}
    for tie in ties:
        if tie.kind in ("percent_of", "growth") and tie.how == "prose" and len(tie.operands) == 2 and tie.result:
            found.setdefault(tie.operands[1][1], tie.result[1])
    return found


def _of_base(
    document: Document, figure: Figure, index: int, item: Percentage, period: str | None
) -> Observation | None:
    """The plan or earlier value that ``item`` is a percentage of; None where its basis says neither."""
    if item.indicator is None or item.basis is None:
        return None
    sentence = _sentence_before(document.text, item.start)
    moment = moment_of(document, item.start, sentence, period)
    planned = _PLAN.match(item.basis) is not None
    before = compared_period(item.basis, moment.period)
    if moment.role not in ("actual", "estimate") or not (planned or before):
        return None
    whole = moment.period[:4] if moment.period else None
    return Observation(
        indicator=item.indicator,
        indicator_code=match_indicator(item.indicator),
        measure="value",
        basis=plan_authority_words(item.basis) if planned else None,
        role="plan" if planned else "prior",
        value=figure.value,
        unit=figure.unit,
        source="figures",
        source_index=index,
        period=whole if planned else before,
        place=place_of(sentence, ""),
    )


#: A phrase that only says that a number is a plan: of what, its sentence says elsewhere.
_BARE_PLAN = re.compile(
    rf"(?:tổng )?(?:số )?{term_pattern('plan', 'budget', 'quota', 'goal')}{PLAN_ATTRIBUTES}", re.IGNORECASE
)


def _out_of(text: str, figures: Sequence[Figure], index: int) -> bool:
    """Whether a figure is what the one before its stroke is of: 96,42 tỷ đồng/248,6 tỷ đồng."""
    before = figures[index - 1] if index else None
    return before is not None and text[before.end : figures[index].start].strip() == "/"


def _is_plan_of(figure: Figure, last: Figure, sentence: str) -> bool:
    """Whether ``figure`` is the plan of the value before it: ``12.512 tấn, … kế hoạch năm (12.400 tấn)``."""
    if figure.indicator is None or not _BARE_PLAN.fullmatch(figure.indicator):
        return False
    same_unit = figure.unit == last.unit or (figure.base_unit is not None and figure.base_unit == last.base_unit)
    return same_unit and last.start >= figure.start - len(sentence) and _measures(last)


def _plan_of(document: Document, figure: Figure, index: int, last: Figure, period: str | None) -> Observation:
    named = replace(figure, indicator=last.indicator)
    moment = moment_of(document, last.start, _sentence_before(document.text, last.start), period)
    year = moment.period[:4] if moment.period else None
    basis = plan_authority_words(_sentence_before(document.text, figure.start))
    place = place_of(_sentence_before(document.text, last.start), "")
    return _of_figure(named, index, Moment("plan", year), place, basis)


#: Kế hoạch vốn đầu tư công 179,40 tỷ đồng: the phrase itself says that it is a plan.
_PLAN_HEAD = re.compile(rf"(?:tổng )?(?:số )?{PLAN_OR_BUDGET} (?:vốn|đầu tư|thu|chi|giao)", re.IGNORECASE)
_COUNTED_HEAD = re.compile(r"(?:tổng )?số (?!xã|thôn)\w", re.IGNORECASE)


def _measures(figure: Figure) -> bool:
    """Whether a figure is a value of its indicator; a count is one where a phrase ahead of it says what is counted."""
    if figure.indicator is None or _BARE_PLAN.fullmatch(figure.indicator):
        return False
    if figure.kind == "measure":
        return True
    ahead = figure.indicator_start is not None and figure.indicator_start < figure.start
    code = match_indicator(figure.indicator)
    return ahead and (code is not None or _COUNTED_HEAD.match(figure.indicator) is not None)


#: How far behind a value its place may be named.
_BEHIND = 48


def _sentence_before(text: str, start: int) -> str:
    """The sentence of a value, up to the value."""
    return text[sentence_start(text, max(0, start - 400), start) : start]


def _of_figure(figure: Figure, index: int, moment: Moment, place: str | None, basis: str | None) -> Observation:
    indicator = figure.indicator or ""
    return Observation(
        indicator=indicator,
        indicator_code=match_indicator(indicator),
        measure="value",
        basis=basis,
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
    # hộ nghèo 4,38%, trường đạt chuẩn quốc gia 65%: a level is of the rate, not of the number
    rate = match_indicator(f"tỷ lệ {indicator}") if measure == "level" else None
    code = rate or match_indicator(indicator)
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
