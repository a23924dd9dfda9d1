"""Temporal reference of a value: the reporting period (``actual``, ``estimate``), an earlier one, or a plan.

A report on a year also prints what the year before gave, what was planned, and, in its last part, what is to be done
next. A series that took those for results would be wrong in silence. To add a rule: a function in one of the
``*_rules.py``, its place in :data:`RULES`, and a row with its sentence in ``data/time_rules.csv``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from corpus import Document
from extractors.data import read_rows
from extractors.temporal import earlier_rules, plan_rules, result_rules
from extractors.temporal.context import TimeReference, ValueContext

#: The rules for values of running text, in the order in which they are asked: the first that answers decides. Words
#: nearest to the value come first, the part of the report later, what its sentence says in passing last.
RULES: Mapping[str, Callable[[ValueContext], TimeReference | None]] = MappingProxyType({
    "earlier_bracket": earlier_rules.earlier_bracket,
    "basis_bracket": earlier_rules.basis_bracket,
    "plan_bracket": plan_rules.plan_bracket,
    "earlier_period": earlier_rules.earlier_period,
    "future_section": plan_rules.future_section,
    "stated_aim": plan_rules.stated_aim,
    "target_list": plan_rules.target_list,
    "planned_amount": plan_rules.planned_amount,
    "allotted": plan_rules.allotted,
    "required_level": plan_rules.required_level,
    "whole_year_forecast": result_rules.whole_year_forecast,
    "several_years": result_rules.several_years,
    "adverbial": result_rules.adverbial,
    "estimate_word": result_rules.estimate_word,
    "paragraph_period": result_rules.paragraph_period,
})  # fmt: skip


def time_reference(document: Document, start: int, sentence: str, period: str | None) -> TimeReference:
    """The temporal reference of a value in running text.

    Args:
        document: the report.
        start: offset of the value in ``document.text``.
        sentence: the sentence of the value, up to it: ``document.text`` ends it at ``start``.
        period: the reporting period, None where the report states none.

    Returns:
        What the first rule of :data:`RULES` that fires says; a result of the reporting period where none does.
    """
    context = ValueContext(document, start, sentence, period)
    for rule in RULES.values():
        reference = rule(context)
        if reference is not None:
            return reference
    return result_rules.reporting_period(context)


class RuleText(NamedTuple):
    """What a rule says, in one sentence of each language."""

    english: str
    vietnamese: str


@functools.cache
def rule_texts() -> Mapping[str, RuleText]:
    """Every rule of the temporal reference by its code: those of running text, of neighbouring values, of columns."""
    return MappingProxyType({
        row["rule"]: RuleText(row["english"], row["vietnamese"]) for row in read_rows("time_rules")
    })  # fmt: skip
