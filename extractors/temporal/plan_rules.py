"""Rules for planned values: plans and targets beside a value, lists of targets, the part on what is to come."""

from __future__ import annotations

import re

from extractors.lexicon.plan_terms import AIM, PLAN, PLAN_ATTRIBUTES, PLANNED_AMOUNT, QUOTA, TARGET
from extractors.lexicon.terms import term_pattern
from extractors.temporal.context import TimeReference, ValueContext
from extractors.temporal.periods import find_period
from extractors.text.characters import WORD_END, WORD_START
from extractors.text.sentences import clauses
from extractors.text.spans import Span

#: The plan that it is compared with: vượt 0,2 điểm phần trăm so với kế hoạch (59,2%)
_PLAN_BRACKET = re.compile(
    rf"(?:so(?: sánh)?(?: với)?|hơn|vượt(?: mức)?) {PLAN}"
    r"(?: (?:[^\W\d]+|\d{4})){0,7} ?\($",
    re.IGNORECASE,
)
#: Titles of the part on what is to come, and of those on what was done (which often name the tasks that were done).
_TO_COME = re.compile(
    rf"nhiệm vụ|phương hướng|{TARGET}|giải pháp|dự kiến|kế hoạch (?:phát triển|năm|quý|\d)", re.IGNORECASE
)
_DONE = re.compile(
    r"kết quả|tình hình|đánh giá|kiểm điểm|tổng kết|thực hiện|hạn chế|tồn tại|nguyên nhân", re.IGNORECASE
)
_WISHED = re.compile(rf"{WORD_START}(?:{AIM}|{TARGET} đến|{QUOTA} năm sau){WORD_END}", re.IGNORECASE)
#: phấn đấu đến cuối năm 2022 tỷ lệ hộ nghèo còn 10%, mục tiêu đến năm 2025 là 5%: the year in which a target is due
_DUE = re.compile(r"(?:đến|vào|tới) (?:cuối |hết )?năm (?P<year>20\d\d)", re.IGNORECASE)
#: A list of targets, which nothing near its items calls so: … với các chỉ tiêu chủ yếu sau: GDP tăng 8,5%; …
_TARGETS = re.compile(
    rf"(?:nhiệm vụ|{PLAN})[^\n:]{{0,200}}{QUOTA}[^\n:.]{{0,60}}(?:sau|như sau|sau đây) ?:",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    rf"(?:{PLANNED_AMOUNT}{PLAN_ATTRIBUTES}"
    # kế hoạch giao giảm xuống 6%: the verbs are of the plan
    r"(?: (?:là|giảm|tăng|xuống|còn|lên|đạt|dưới|trên))*[ :(]*"
    rf"|{AIM}(?: [\w]+){{0,2}}[ :]*|{TARGET}(?: là)?[ :]*)$",
    re.IGNORECASE,
)
_REACHED = re.compile(r"đạt|tăng|giảm|bằng", re.IGNORECASE)
_COMPARED = re.compile(r"so(?: sánh)?(?: với)? $|bằng $", re.IGNORECASE)
#: Money that is given to be spent, not spent: vốn năm 2023 phân bổ về huyện: …, được giao …
_ALLOTTED = re.compile(
    rf"{term_pattern('allotted')}"
    r"(?: (?:về|cho|năm|đầu|huyện|là|\d{4}|vốn|tổng|số)){0,5}[ :]*$",
    re.IGNORECASE,
)
#: Mục tiêu tăng trưởng GDP năm 2005 là 8,5%; phải có mức tăng trưởng 9%
_AIM = re.compile(
    rf"(?:^|\W)(?:{TARGET}|{QUOTA})(?: (?!đã|đạt)[^\W\d]+| \d{{4}}){{1,10}} (?:là|ở mức|phải đạt) *$"
    r"|(?<!không )(?<!\w)phải (?:có|đạt|đảm bảo)(?: (?!đã)[^\W\d]+){0,8} *$",
    re.IGNORECASE,
)


def plan_bracket(context: ValueContext) -> TimeReference | None:
    """The bracket behind a plan holds it: ``so với kế hoạch (59,2%)``."""
    match = _PLAN_BRACKET.search(context.sentence)
    return TimeReference("plan", context.year, "plan_bracket", context.in_sentence(match)) if match else None


def future_section(context: ValueContext) -> TimeReference | None:
    """The value stands in the part of the report on what is to come."""
    part = _future_section(context)
    if part is None:
        return None
    title, cue = part
    return TimeReference("plan", _target_period(context, title), "future_section", cue)


def stated_aim(context: ValueContext) -> TimeReference | None:
    """The sentence says what is aimed at: ``phấn đấu``, ``mục tiêu đến``."""
    match = _WISHED.search(context.sentence)
    if match is None:
        return None
    return TimeReference("plan", _target_period(context, ""), "stated_aim", context.in_sentence(match))


def target_list(context: ValueContext) -> TimeReference | None:
    """The value is an item of a list that its head calls targets."""
    text, paragraph = context.document.text, context.paragraph_start
    if text.find("chỉ tiêu", paragraph, context.start) < 0:
        return None
    head = _TARGETS.search(text, paragraph, context.start)
    if head is None:
        return None
    cue = context.cue(0, *head.span())
    return TimeReference("plan", find_period(head[0]) or context.year, "target_list", cue)


def planned_amount(context: ValueContext) -> TimeReference | None:
    """The words right before the value name a plan: ``kế hoạch tỉnh giao 16%``."""
    clause = context.clause
    planned = _PLANNED.search(clause)
    if planned is None:
        return None
    # so với KH tỉnh giao đạt 48,52%: the plan is what the result is compared with
    if _COMPARED.search(clause, 0, planned.start()) and _REACHED.search(planned[0]):
        return None
    return _of_year(context, planned, "planned_amount")


def allotted(context: ValueContext) -> TimeReference | None:
    """The money is given to be spent: ``được giao``, ``phân bổ``."""
    return _of_year(context, _ALLOTTED.search(context.clause), "allotted")


def required_level(context: ValueContext) -> TimeReference | None:
    """The clause says what is to be reached: ``mục tiêu … là``, ``phải đạt``."""
    return _of_year(context, _AIM.search(context.clause), "required_level")


def _of_year(context: ValueContext, match: re.Match[str] | None, rule: str) -> TimeReference | None:
    if match is None:
        return None
    period = context.own_period
    return TimeReference("plan", period[:4] if period else None, rule, context.in_clause(match))


def _target_period(context: ValueContext, title: str) -> str | None:
    """The period of a target: the last future one of its sentence, the year it is due, or that of the part's title."""
    named = [find_period(piece) for piece in clauses(context.sentence)]
    future = [period for period in named if period and _is_future(period, context.period)]
    if future:
        return future[-1]
    due = _DUE.search(context.sentence)
    return due["year"] if due else _whole_year(find_period(title))


def _future_section(context: ValueContext) -> tuple[str, Span] | None:
    """Title, and its span, of the part on what is to come that holds the value; None in the parts on what was done."""
    document = context.document
    index = document.section_at(context.start)
    while index is not None:
        section = document.sections[index]
        if section.title and _DONE.search(section.title):
            return None
        if section.title and (_TO_COME.search(section.title) or _of_later(section.title, context.period)):
            start = max(section.start, document.text.find(section.title, section.start, section.end))
            return section.title, (start, min(start + len(section.title), section.end))
        index = section.parent
    return None


def _of_later(title: str, period: str | None) -> bool:
    """Whether a title names only a later year than the report's: ``VI. NĂM 2023`` in a report on 2022."""
    years = {int(year) for year in re.findall(r"\b20\d\d\b", title)}
    return bool(years) and period is not None and min(years) > int(period[:4])


def _is_future(named: str, period: str | None) -> bool:
    """Whether a period that a target's sentence names can be the target's: others are what it is compared with."""
    return period is None or named[:4] > period[:4] or (named[:4] == period[:4] and period[4:] not in ("", named[4:]))


def _whole_year(period: str | None) -> str | None:
    """A year; a target in the part on half a year may be one of the half or of the whole, and that is not guessed."""
    return period if period and len(period) == 4 else None
