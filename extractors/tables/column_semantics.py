"""What a column of a table means, from its head: label, unit, plan, result, per cent of the plan, against last year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extractors.lexicon.plan_terms import PLAN, plan_authority_words
from extractors.lexicon.terms import term_pattern
from extractors.lexicon.time_terms import YEAR_BEFORE
from extractors.records import Measure, Role
from extractors.temporal.periods import find_part, find_period
from extractors.text.characters import WORD_END, WORD_START
from extractors.text.spans import Span

#: Rows that must hold all three numbers, and the part of them that must add up.
_ROWS, _PART = 2, Decimal("0.75")
#: How far a printed percentage may be from the quotient: it is rounded, and so are the numbers it is of.
_MAX_ROUNDING = Decimal("0.3")


def shares_of_plan(
    columns: Mapping[int, Column], heads: Mapping[int, str], rows: Sequence[Mapping[int, Decimal]]
) -> dict[int, Column]:
    """``columns`` with what the numbers tell: a result over its plan, in per cent. ``rows`` are numbers by column."""
    plans = [number for number, column in columns.items() if column.kind == "value" and column.role == "plan"]
    results = [number for number, column in columns.items() if column.kind == "value" and column.role != "plan"]
    completed = dict(columns)
    for number, column in columns.items():
        if column.kind != "percent" or column.measure is not None:
            continue
        fitting = [
            (plan, result)
            for plan in plans
            for result in results
            if columns[result].role in ("actual", "estimate") and _adds_up(rows, plan, result, number)
        ]
        if len(fitting) == 1:
            plan, result = fitting[0]
            completed[number] = replace(
                column,
                measure="percent_of_plan",
                role=columns[result].role,
                basis=heads[plan],
                period=columns[result].period,
                rule="column_quotient",
            )
    return completed


def _adds_up(rows: Sequence[Mapping[int, Decimal]], plan: int, result: int, share: int) -> bool:
    whole = [row for row in rows if {plan, result, share} <= row.keys() and row[plan]]
    right = sum(abs(row[result] / row[plan] * 100 - row[share]) <= _MAX_ROUNDING for row in whole)
    return len(whole) >= _ROWS and right >= _PART * len(whole)


ColumnKind = Literal["number", "label", "unit", "value", "percent", "other"]

_LABEL = re.compile(r"chỉ tiêu|nội dung|danh mục|lĩnh vực|khoản mục|diễn giải|tên (?!đơn vị)|nhiệm vụ$", re.IGNORECASE)
_UNIT = re.compile(r"^(?:đơn vị(?: tính)?|đvt|dvt|đ\.v\.t|đơn vị đo)\W*$", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:stt|tt|số tt|số thứ tự|mã(?: số)?)\W*$", re.IGNORECASE)
_PERCENT = re.compile(r"%|tỷ lệ|tỉ lệ|so với|so sánh|/(?:KH|DT|CK)\b|tăng|giảm|đánh giá", re.IGNORECASE)
_PLAN = re.compile(rf"{WORD_START}(?:{PLAN}|giao{WORD_END})", re.IGNORECASE)
_PRIOR = re.compile(rf"{WORD_START}{YEAR_BEFORE}", re.IGNORECASE)
_ESTIMATE = re.compile(r"ước|ƯTH|dự kiến", re.IGNORECASE)
_ACTUAL = re.compile(r"thực hiện|\bTH\b|kết quả|đạt được|lũy kế|luỹ kế", re.IGNORECASE)
_GROWTH = re.compile(r"tăng|giảm", re.IGNORECASE)
_AGAINST = re.compile(r"(?:so sánh |so )(?:với )?|tỷ lệ|tỉ lệ|\(?%\)?|\b(?:ƯTH|TH|thực hiện)\b ?/ ?", re.IGNORECASE)
#: What is planned, against what was done: no result.
_PLAN_AGAINST = re.compile(
    rf"{term_pattern('plan', 'budget', 'goal')}[^/]*?(?:so (?:sánh )?với|so|/) ?(?:ước |ƯTH|thực hiện|TH\b|kết quả)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"cả năm", re.IGNORECASE)
#: Of the whole year, in a report on part of it: % ước cả năm so KH
_FORECAST = re.compile(r"cả năm|(?:ước|dự kiến|ƯTH)(?: TH| thực hiện)? (?:năm|/)|(?:ước|ƯTH) ?/", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Column:
    """``measure`` and ``role`` are None where the head does not say what the number is: it gives no observation then.

    ``basis`` is what a percentage is compared with, as the head has it; ``period`` that of the value, where known.
    ``rule`` is the code of the rule that gave role and period (``data/time_rules.csv``), ``cue`` the span of the cell
    of the head that it was read from.
    """

    kind: ColumnKind
    measure: Measure | None = None
    role: Role | None = None
    basis: str | None = None
    period: str | None = None
    rule: str = ""
    cue: Span | None = None


def read_column(head: str, period: str | None) -> Column:
    """The meaning of a column under ``head`` (its levels joined by blanks) in a report on ``period``."""
    if _NUMBER.match(head):
        return Column("number")
    if _UNIT.match(head):
        return Column("unit")
    if _PERCENT.search(head):
        return _percent(head, period)
    if _PLAN.search(head) and not re.match(r"chỉ tiêu\b(?! (?:kế|giao|\d|năm))", head, re.IGNORECASE):
        return Column("value", "value", "plan", plan_authority_words(head), _year(head, period), "column_plan")
    if _PRIOR.search(head):
        return Column("value", "value", "prior", period=_shifted(period), rule="column_earlier")
    if _ESTIMATE.search(head) or _ACTUAL.search(head) or (_YEAR.search(head) and not _LABEL.search(head)):
        return _result(head, period)
    return Column("label") if _LABEL.search(head) else Column("other")


def _percent(head: str, period: str | None) -> Column:
    years = [int(year) for year in _YEAR.findall(head)]
    earlier = period is not None and any(year < int(period[:4]) for year in years)
    if _PRIOR.search(head) or (earlier and not _PLAN.search(head)):
        before = "cùng kỳ" if _PRIOR.search(head) else f"năm {min(years)}"
        measure: Measure = "growth" if _GROWTH.search(head) else "percent_of_base"
        return Column("percent", measure, "actual", before, period, "column_comparison")
    planned = _PLAN.search(head)
    if _PLAN_AGAINST.search(head):
        return Column("percent")
    if planned and not earlier:
        # A later year in the head: what is planned for it, compared with this one.
        ahead = period is not None and any(year > int(period[:4]) for year in years)
        basis = " ".join(_AGAINST.sub(" ", head[planned.start() :]).split()).strip(" ()-:/") or None
        if ahead:
            return Column("percent")
        if period is not None and _FORECAST.search(head):
            return Column("percent", "percent_of_plan", "estimate", basis, period[:4], "column_plan_share")
        return Column("percent", "percent_of_plan", "actual", basis, period, "column_plan_share")
    return Column("percent")


def _result(head: str, period: str | None) -> Column:
    role: Role = "estimate" if _ESTIMATE.search(head) else "actual"
    # A part of the year stands below the year itself: Năm 2019 | Ước thực hiện 6 tháng 2019.
    if period is not None and len(period) > 4 and _WHOLE.search(head) and not _YEAR.search(head):
        return Column("value", "value", role, period=period[:4], rule="column_period")
    named = find_part(head) or find_period(head) or _year(head, None)
    if named is None:
        return Column("value", "value", role, period=period, rule="column_result")
    if period is not None and named[:4] < period[:4]:
        return Column("value", "value", "prior", period=named, rule="column_earlier")
    if period is not None and named == period[:4] and len(period) > 4 and not re.search(r"cả năm", head, re.IGNORECASE):
        # "Thực hiện 2023" in a report on half of 2023 is that half.
        return Column("value", "value", role, period=period, rule="column_result")
    return Column("value", "value", role, period=named, rule="column_period")


def _year(head: str, period: str | None) -> str | None:
    """The year that the head names, else the one of the report: plans are made for a year."""
    years = _YEAR.findall(head)
    return years[-1] if years else period[:4] if period else None


def _shifted(period: str | None) -> str | None:
    return f"{int(period[:4]) - 1}{period[4:]}" if period else None
