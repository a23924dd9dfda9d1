"""Temporal references that neighbouring values give: the plan beside a value, parts of a plan, parts of a sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.plan_terms import PLAN_ATTRIBUTES, PLAN_OR_BUDGET
from extractors.lexicon.terms import term_pattern
from extractors.records import Equation, Figure, Observation
from extractors.temporal.context import TimeReference

#: A phrase that only says that a number is a plan: of what, its sentence says elsewhere.
BARE_PLAN = re.compile(
    rf"(?:tổng )?(?:số )?{term_pattern('plan', 'budget', 'quota', 'goal')}{PLAN_ATTRIBUTES}", re.IGNORECASE
)
#: Kế hoạch vốn đầu tư công 179,40 tỷ đồng: the phrase itself says that it is a plan.
_PLAN_HEAD = re.compile(rf"(?:tổng )?(?:số )?{PLAN_OR_BUDGET} (?:vốn|đầu tư|thu|chi|giao)", re.IGNORECASE)
#: Between a plan and a part of it.
_PART_OF_IT = re.compile(r"[,;:]? ?trong đó:?[^\d;()%]{0,80}", re.IGNORECASE)


def planned_phrase(figure: Figure, period: str | None) -> TimeReference | None:
    """A plan, where the indicator phrase of ``figure`` begins with the word for one; ``period`` is the report's."""
    head = _PLAN_HEAD.match(figure.indicator or "")
    if head is None:
        return None
    start = figure.indicator_start
    cue = (start, start + head.end()) if start is not None else None
    return TimeReference("plan", period[:4] if period else None, "plan_in_indicator", cue)


def is_part_of_plan(text: str, plan: Figure, figure: Figure) -> bool:
    """Whether ``figure`` is a part of ``plan``: dự toán thu 98,6 tỷ đồng, trong đó thu tiền sử dụng đất 65 tỷ đồng."""
    return _PART_OF_IT.fullmatch(text[plan.end : figure.start]) is not None


def is_denominator(text: str, figures: Sequence[Figure], index: int) -> bool:
    """Whether a figure is what the one before its stroke is of: 96,42 tỷ đồng/248,6 tỷ đồng."""
    before = figures[index - 1] if index else None
    return before is not None and text[before.end : figures[index].start].strip() == "/"


def is_plan_of(figure: Figure, measured: Figure, sentence: str) -> bool:
    """Whether ``figure`` is the plan of the value before it: ``12.512 tấn, … kế hoạch năm (12.400 tấn)``."""
    if figure.indicator is None or not BARE_PLAN.fullmatch(figure.indicator):
        return False
    same_base = figure.base_unit is not None and figure.base_unit == measured.base_unit
    return (figure.unit == measured.unit or same_base) and measured.start >= figure.start - len(sentence)


def parts_as_their_sum(observations: Sequence[Observation], equations: Sequence[Equation]) -> list[Observation]:
    """Parts have the temporal reference of their sum: of capital that was allotted, the two kinds are allotted too."""
    index = {item.record_id: number for number, item in enumerate(observations) if item.source == "figures"}
    resolved = list(observations)
    for equation in equations:
        total = index.get(equation.result) if equation.kind == "sum" and equation.result else None
        if total is None or resolved[total].role not in ("plan", "prior"):
            continue
        for part in equation.operands:
            if part in index and resolved[index[part]].role in ("actual", "estimate"):
                own = resolved[total]
                resolved[index[part]] = replace(
                    resolved[index[part]],
                    role=own.role,
                    period=own.period,
                    basis=own.basis,
                    method="part_of_sum",
                    cue_start=own.cue_start,
                    cue_end=own.cue_end,
                )
    return resolved
