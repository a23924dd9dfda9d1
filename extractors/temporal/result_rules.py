"""Rules for results and estimates: of the whole year, of several years, of a period that the sentence names, or of the
reporting period itself.
"""

from __future__ import annotations

import re

from extractors.lexicon.time_terms import ESTIMATED
from extractors.records import Role
from extractors.temporal.adverbials import period_of_adverbial
from extractors.temporal.context import TimeReference, ValueContext

_ESTIMATE = re.compile(rf"(?:^|\s){ESTIMATED}(?: [\w]+){{0,3}}[ :]*$", re.IGNORECASE)
#: The whole year, in a report on part of it: Ước cả năm 2023, …; dự kiến thực hiện cả năm …
_WHOLE_YEAR = re.compile(rf"{ESTIMATED}(?: \w+){{0,3}} cả năm(?: (?P<year>20\d\d))?(?!\w)", re.IGNORECASE)
#: Several years in one sum: lũy kế từ đầu nhiệm kỳ …, giai đoạn 2021-2025, từ năm 2021 đến nay
_MANY_YEARS = re.compile(
    r"(?:từ )?đầu nhiệm kỳ|(?:trong|cả|kế) giai đoạn 20\d\d|từ (?:năm )?20\d\d (?:đến|tới)"
    r"|trong \d+ năm(?: qua)?|\d+ năm qua",
    re.IGNORECASE,
)


def whole_year_forecast(context: ValueContext) -> TimeReference | None:
    """In a report on part of a year, the sentence forecasts the whole: ``ước cả năm``."""
    period, sentence = context.own_period, context.sentence
    if period is None or len(period) == 4:
        return None
    begin = sentence.rfind(";") + 1
    last = _last(_WHOLE_YEAR, sentence[begin:])
    if last is None:
        return None
    cue = context.in_sentence((begin + last.start(), begin + last.end()))
    return TimeReference("estimate", last["year"] or period[:4], "whole_year_forecast", cue)


def several_years(context: ValueContext) -> TimeReference | None:
    """The value is a sum over several years, which no period of the contract stands for."""
    last = _last(_MANY_YEARS, context.sentence) if context.own_period else None
    return TimeReference(_role(context), None, "several_years", context.in_sentence(last)) if last else None


def adverbial(context: ValueContext) -> TimeReference | None:
    """A temporal adverbial of the sentence names another period: ``Riêng tháng 3``."""
    period = context.own_period
    named = period_of_adverbial(context.sentence, period) if period else None
    if named is None or period is None:
        return None
    role = "prior" if named[0][:4] < period[:4] else _role(context)
    return TimeReference(role, named[0], "adverbial", context.in_sentence(named[1]))


def estimate_word(context: ValueContext) -> TimeReference | None:
    """The words before the value call it an estimate, of the reporting period: ``ước đạt``."""
    match = _ESTIMATE.search(context.clause)
    return TimeReference("estimate", context.own_period, "estimate_word", context.in_clause(match)) if match else None


def paragraph_period(context: ValueContext) -> TimeReference | None:
    """The report states no period; the paragraph states one."""
    cue = context.paragraph_cue
    return TimeReference("actual", context.own_period, "paragraph_period", cue) if cue else None


def reporting_period(context: ValueContext) -> TimeReference:
    """Nothing says otherwise: a result of the reporting period."""
    return TimeReference("actual", context.own_period, "reporting_period")


def _role(context: ValueContext) -> Role:
    return "estimate" if _ESTIMATE.search(context.clause) else "actual"


def _last(pattern: re.Pattern[str], sentence: str) -> re.Match[str] | None:
    last = None
    for last in pattern.finditer(sentence):  # noqa: B007  # the last one is wanted
        pass
    return last
