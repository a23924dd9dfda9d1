"""Checks of printed equations: totals and parts, shares, quotients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from db.audit.context import AuditContext
from db.audit.equations import Number, PrintedEquation
from db.audit.facts import Report
from db.audit.intervals import Interval, near, places_of, printed, printed_loosely, shown, slip_into, step, total
from db.audit.model import Evidence, Finding, Outcome, Severity
from db.audit.plugins import audit_check

_HUNDRED = Decimal(100)
#: Parts of a list that need not be all may be more than the total by so much: more is another list.
_EXCESS = Decimal("0.1")
#: A long list that is far off was rather misread than mistaken.
_MAX_SURE_PARTS = 5


def check_equations(report: Report, equations: Iterator[PrintedEquation]) -> Iterator[Outcome]:
    """One outcome for each equation whose numbers can be told in one unit."""
    for equation in equations:
        if equation.kind == "sum":
            yield from _sum(report, equation)
        elif equation.kind == "shares":
            yield from _shares(report, equation)
        else:
            yield from _quotient(report, equation)


def _rows(equation: PrintedEquation) -> tuple[tuple[str, int], ...]:
    numbers = (*((equation.result,) if equation.result else ()), *equation.operands)
    return tuple((number.table, number.row_id) for number in numbers)


def _sum(report: Report, equation: PrintedEquation) -> Iterator[Outcome]:
    whole = equation.result
    scaled = _in_unit_of(whole, equation.operands) if whole is not None else None
    if whole is None or scaled is None:
        return
    values = [value for value, _ in scaled]
    computed_sum = sum(values, Decimal(0))
    if total(interval for _, interval in scaled).meets(whole.interval):
        yield Outcome("parts_sum", _rows(equation))
        return
    # A list that need not be all of its total is wrong where it is more, or where one digit is all that is missing.
    if not equation.complete and max(values) > whole.value:
        return  # no part of it: the list was read on into something else
    is_conclusive = equation.complete or (equation.how == "prose" and computed_sum > whole.value)
    slip = _slip_of_sum(whole, scaled, simple=not is_conclusive)
    if not is_conclusive and (slip is None or computed_sum < whole.value * Decimal("0.85")):
        yield Outcome("parts_sum", ())
        return
    far = not near(computed_sum, whole.value) if equation.complete else not near(computed_sum, whole.value, _EXCESS)
    if (far and (slip is None or not is_conclusive or len(values) > _MAX_SURE_PARTS)) or _adds_up_before(whole, scaled):
        return  # so far off that it is rather the list that was misread
    places = places_of([whole.value, *values])
    sides = " + ".join(shown(value) for value in values)
    arithmetic = f"{sides} = {shown(computed_sum, places)} ≠ {shown(whole.value)}"
    evidence = [whole.evidence("total", report), *(part.evidence("part", report) for part in equation.operands)]
    severity: Severity = "high" if equation.complete else "medium"
    finding = _finding("parts_sum", severity, report, equation, whole, arithmetic, evidence, slip)
    yield Outcome("parts_sum", _rows(equation), finding)


def _adds_up_before(whole: Number, scaled: list[tuple[Decimal, Interval]]) -> bool:
    """Whether the first parts make the total already: what follows them is another thing."""
    return any(
        total(interval for _, interval in scaled[:count]).meets(whole.interval) for count in range(2, len(scaled))
    )


def _in_unit_of(whole: Number, parts: tuple[Number, ...]) -> list[tuple[Decimal, Interval]] | None:
    scaled = []
    for part in parts:
        factor = Decimal(1)
        if whole.factor is not None and part.factor is not None:
            factor = part.factor / whole.factor
        elif whole.factor != part.factor:
            return None
        scaled.append((part.value * factor, part.interval.times(factor)))
    return scaled


def _slip_of_sum(
    whole: Number, scaled: list[tuple[Decimal, Interval]], *, simple: bool
) -> tuple[Decimal, Decimal] | None:
    """A number of the sum, and what it would have to be: each part, then the total."""
    wanted = whole.interval
    for place, (value, _) in enumerate(scaled):
        others = total(interval for other, (_, interval) in enumerate(scaled) if other != place)
        rest = Interval(wanted.low - others.high, wanted.high - others.low)
        right = slip_into(value, rest, simple=simple)
        if right is not None and right >= 0:
            return value, right
    right = slip_into(whole.value, total(interval for _, interval in scaled), simple=simple)
    return (whole.value, right) if right is not None else None


def _shares(report: Report, equation: PrintedEquation) -> Iterator[Outcome]:
    values = [item.value for item in equation.operands]
    computed_sum = sum(values, Decimal(0))
    if total(printed_loosely(value) for value in values).meets(Interval(_HUNDRED, _HUNDRED)):
        yield Outcome("shares_sum", _rows(equation))
    elif near(computed_sum, _HUNDRED):
        arithmetic = f"{' + '.join(shown(value) for value in values)} = {shown(computed_sum)} ≠ 100"
        evidence = [item.evidence("share", report) for item in equation.operands]
        finding = _finding("shares_sum", "high", report, equation, equation.operands[0], arithmetic, evidence, None)
        yield Outcome("shares_sum", _rows(equation), finding)


@dataclass(frozen=True, slots=True)
class _Quotient:
    """A percentage as it follows from two numbers: all that it can be, and exactly."""

    value: Decimal
    base: Decimal
    computed: Interval
    exact: Decimal


def _quotient(report: Report, equation: PrintedEquation) -> Iterator[Outcome]:
    percent, growth = equation.result, equation.kind == "growth"
    quotient = _computed(equation) if percent is not None else None
    if percent is None or quotient is None:
        return
    claimed = abs(percent.value) if growth else percent.value
    if quotient.computed.meets(printed_loosely(claimed)):
        yield Outcome("percent_mismatch", _rows(equation))
        return
    weak = equation.how == "near"
    slip = _slip_of_quotient(claimed, quotient, growth, simple=weak)
    if not near(quotient.exact, claimed) and (weak or slip is None):
        return  # so far apart that something else is compared
    if weak and slip is None:
        return  # only nearness suggests that they belong together
    places = max(2, places_of([claimed]))
    sides = f"{shown(quotient.value)} / {shown(quotient.base)}"
    sides = f"({sides} - 1)" if growth else sides
    arithmetic = f"{sides} × 100 = {shown(quotient.exact, places)} % ≠ {shown(claimed)} %"
    roles = ("ratio",) if len(equation.operands) == 1 else ("value", "earlier value" if growth else "whole")
    evidence = [percent.evidence("percentage", report)]
    evidence += [item.evidence(role, report) for item, role in zip(equation.operands, roles, strict=True)]
    finding = _finding(
        "percent_mismatch", "medium" if weak else "high", report, equation, percent, arithmetic, evidence, slip
    )
    yield Outcome("percent_mismatch", _rows(equation), finding)


def _computed(equation: PrintedEquation) -> _Quotient | None:
    if len(equation.operands) == 1:
        ratio = equation.operands[0]
        if not ratio.divisor:
            return None
        value, base = ratio.value, ratio.divisor
        over, under = printed(value, counted=True), printed(base, counted=True)
    else:
        one, other = equation.operands
        # In the unit of the value; what is printed stays exact.
        scale = other.factor / one.factor if one.factor and other.factor else Decimal(1)
        value, base = one.value, other.value * scale
        over, under = one.interval, other.interval.times(scale)
    quotient = over.over(under)
    if quotient is None:
        return None
    less = _HUNDRED if equation.kind == "growth" else Decimal(0)
    computed = Interval(quotient.low * _HUNDRED - less, quotient.high * _HUNDRED - less)
    exact = value / base * _HUNDRED - less
    if less and exact < 0:  # giảm 5%: the text has the word, and the number no sign
        computed, exact = Interval(-computed.high, -computed.low), -exact
    return _Quotient(value, base, computed, exact)


def _slip_of_quotient(
    claimed: Decimal, quotient: _Quotient, growth: bool, *, simple: bool
) -> tuple[Decimal, Decimal] | None:
    unsharp = Interval(quotient.computed.low - step(claimed), quotient.computed.high + step(claimed))
    right = slip_into(claimed, unsharp, simple=simple)
    if right is not None:
        return claimed, right
    share = printed_loosely(claimed + (_HUNDRED if growth else 0)).times(Decimal(1) / _HUNDRED)
    base, value = quotient.base, quotient.value
    right = slip_into(value, Interval(share.low * base, share.high * base), simple=simple)
    if right is not None:
        return value, right
    if share.low > 0:
        right = slip_into(base, Interval(value / share.high, value / share.low), simple=simple)
    return (base, right) if right is not None else None


def _finding(
    kind: str,
    severity: Severity,
    report: Report,
    equation: PrintedEquation,
    subject: Number,
    arithmetic: str,
    evidence: list[Evidence],
    slip: tuple[Decimal, Decimal] | None,
) -> Finding:
    scanned = any(number.scanned for number in (subject, *equation.operands))
    return Finding(
        kind,
        "low" if scanned else severity,
        report.id,
        None,
        subject.indicator or subject.text,
        arithmetic,
        tuple(evidence),
        {"slip": f"{shown(slip[0])} → {shown(slip[1])}" if slip else ""},
    )


@audit_check()
def printed_equations(context: AuditContext) -> Iterator[Outcome]:
    """Totals, shares and quotients that the report prints, computed again."""
    yield from check_equations(context.report, iter(context.equations))
