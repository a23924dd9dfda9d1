"""Rules for values of an earlier period: in a bracket, or behind ``cùng kỳ``, ``năm trước``, ``từ``."""

from __future__ import annotations

import re

from extractors.numbers.numerals import NUMBER
from extractors.temporal.adverbials import earlier_in_bracket
from extractors.temporal.context import TimeReference, ValueContext
from extractors.temporal.periods import compared_period

#: The value that it is compared with, in a bracket behind the basis: giảm 1,67% so với năm 2021 (8,64%)
_BASIS_BRACKET = re.compile(r"so(?: sánh)?(?: với)? (?P<basis>[^(),;]{2,40}?) ?\($", re.IGNORECASE)
_PRIOR = re.compile(
    rf"(?P<same>cùng kỳ)(?: năm (?P<year1>\d{{4}})| năm trước)?(?: [\w]+){{0,3}}[ :(]*$"
    rf"|(?P<last>năm trước|năm ngoái)(?: [\w]+){{0,3}}[ :(]*$"
    # an earlier year by its number: (năm 2022 là 5,2%), cuối năm 2022 còn
    r"|(?:^|[(;,] ?)(?:cuối |cả |thực hiện |ước )?năm (?P<year2>\d{4})(?: (?:là|đạt|còn|chiếm|có|ước|chỉ)){0,2}[ :(]*$"
    rf"|(?P<from>từ) +{NUMBER}?$",
    re.IGNORECASE,
)
#: giảm từ 6,1% xuống 5,2%: what it turned into stands behind it. "từ 6% trở lên" is no such pair.
_TURNED = re.compile(r"[\d.,]+[^;.\n]{0,60}?(?<!trở) (?:xuống|lên|còn|đến)\b")


def earlier_bracket(context: ValueContext) -> TimeReference | None:
    """The open bracket names an earlier period: ``(quý I/2003 tăng 43,4%``."""
    named = earlier_in_bracket(context.sentence, context.period) if context.period else None
    if named is None:
        return None
    return TimeReference("prior", named[0], "earlier_bracket", context.in_sentence(named[1]))


def basis_bracket(context: ValueContext) -> TimeReference | None:
    """The bracket behind a basis holds the value of that earlier period: ``so với năm 2021 (8,64%)``."""
    match = _BASIS_BRACKET.search(context.sentence) if context.period else None
    before = compared_period(match["basis"], context.period) if match else None
    if match is None or before is None or before == context.period:
        return None
    return TimeReference("prior", before, "basis_bracket", context.in_sentence(match))


def earlier_period(context: ValueContext) -> TimeReference | None:
    """The words before the value name an earlier period, or what it fell or rose from."""
    prior = _PRIOR.search(context.clause)
    if prior is None or _not_before(prior, context.period):
        return None
    if prior["from"] and not _TURNED.match(context.document.text, context.start):
        return None
    return TimeReference("prior", _earlier(prior, context.period), "earlier_period", context.in_clause(prior))


def _not_before(prior: re.Match[str], period: str | None) -> bool:
    """Whether the year that is named is no earlier one: ``năm 2023`` in a report on 2023."""
    year = prior["year2"]
    return year is not None and (period is None or int(year) >= int(period[:4]))


def _earlier(prior: re.Match[str], period: str | None) -> str | None:
    """The period that an earlier value is of: the same part of the year before, or of the year that is named."""
    year, part = (int(period[:4]), period[4:]) if period else (None, "")
    if prior["same"]:
        named = prior["year1"]
        before = int(named) if named else year - 1 if year else None
        return f"{before}{part}" if before else None
    if prior["last"]:
        return str(year - 1) if year else None
    return prior["year2"]
