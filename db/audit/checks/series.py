"""Checks within a series: growth rates against the earlier value, and changes of order of magnitude."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from db.audit.comparison import Nearby, comparable, is_distinctive, speaks_of, told
from db.audit.context import AuditContext
from db.audit.facts import Fact, Report
from db.audit.intervals import Interval, places_of, printed, printed_loosely, shown, slip_into
from db.audit.model import Finding, Outcome, Severity
from db.audit.plugins import audit_check
from extractors.temporal.periods import compared_period

_HUNDRED = Decimal(100)
#: By how many points a growth rate may differ where the earlier value was an estimate.
_SETTLED = 2
#: A value so many times that of the period before is of another unit.
_JUMP = Decimal(90)


def check_growth(
    report: Report, own: Fact, series: Sequence[Fact], checked_percentages: frozenset[int], nearby: Nearby
) -> Iterator[Outcome]:
    """A growth rate (or per cent of an earlier period) against the value now and the value then.

    ``checked_percentages`` are the percentages that an equation of the report itself has checked.
    """
    if (
        own.measure not in ("growth", "percent_of_base")
        or not own.is_result
        or own.row_id in checked_percentages
        or not is_distinctive(own)
    ):
        return
    before = compared_period(own.basis, own.period)
    if before is None or before == own.period:
        return
    now = [f for f in series if f.report.id == report.id and _is_value(f) and f.period == own.period and f.is_result]
    then = [f for f in series if _is_value(f) and f.period == before and f.role != "plan"]
    pairs = [(a, b) for a in now for b in then if comparable(a, b) and a.common_unit == b.common_unit]
    if not pairs or not speaks_of(own, nearby, [*now, *then, *(f for f in series if f.role == "plan")]):
        return
    checked = [(a, b, _growth(own, a, b)) for a, b in pairs]
    told_pairs = [(a, b, result) for a, b, result in checked if result is not None]
    if not told_pairs:
        return
    rows = ((own.table, own.row_id), *((f.table, f.row_id) for f in told_pairs[0][:2]))
    if any(result[0] for _, _, result in told_pairs):
        yield Outcome("growth_contradicts", rows)
        return
    a, b, (_, exact) = told_pairs[0]
    claimed = _claimed(own)
    if not _plausible(exact, claimed, own):
        return
    growth_of_rate = own.unit == "%" and a.unit == "%"
    # A final value differs from its estimate by a point or two; more is a contradiction.
    settled = _revised(b) and abs(exact - claimed) <= _SETTLED
    severity: Severity = "low" if settled or growth_of_rate or any(f.scanned for f in (own, a, b)) else "medium"
    places = max(2, places_of([own.value]))
    arithmetic = (
        f"({told(a)} / {told(b)} - 1) × 100 = {shown(exact, places)} % ≠ {shown(claimed)} %"
        if own.measure == "growth"
        else f"{told(a)} / {told(b)} × 100 = {shown(exact + _HUNDRED, places)} % ≠ {shown(own.value)} %"
    )
    evidence = (own.evidence("percentage"), a.evidence("value"), b.evidence("earlier value"))
    other = b.report.id if b.report.id != report.id else None
    values = {"period": own.period or "", "before": before}
    finding = Finding("growth_contradicts", severity, report.id, other, own.phrase, arithmetic, evidence, values)
    yield Outcome("growth_contradicts", rows, finding)


def _is_value(fact: Fact) -> bool:
    return fact.measure in ("value", "level") and not (fact.is_forecast and fact.role != "plan")


def _claimed(own: Fact) -> Decimal:
    return own.value if own.measure == "growth" else own.value - _HUNDRED


def _growth(own: Fact, now: Fact, then: Fact) -> tuple[bool, Decimal] | None:
    """Whether the printed rate fits, and the rate that the values give; None where it cannot be told."""
    quotient = now.interval.over(then.interval)
    if quotient is None:
        return None
    computed = Interval((quotient.low - 1) * _HUNDRED, (quotient.high - 1) * _HUNDRED)
    claimed = printed_loosely(_claimed(own))
    fits = computed.meets(claimed)
    if now.unit == "%" and not fits:  # of a rate, "giảm 1,54%" is mostly meant in points
        points = Interval(now.interval.low - then.interval.high, now.interval.high - then.interval.low)
        fits = points.meets(claimed)
    scale = (now.factor or Decimal(1)) / (then.factor or Decimal(1))
    return fits, (now.value * scale / then.value - 1) * _HUNDRED


def _plausible(exact: Decimal, claimed: Decimal, own: Fact) -> bool:
    """Whether the three are of one thing: a rate that is far off means another price basis or another indicator."""
    if own.code is None:
        computed = Interval(exact - Decimal("0.05"), exact + Decimal("0.05"))
        return slip_into(claimed, computed) is not None or abs(exact - claimed) <= 10
    return abs(exact - claimed) <= 40 or slip_into(abs(claimed), printed(abs(exact))) is not None


def _revised(then: Fact) -> bool:
    """Whether the earlier value was an estimate that may have been settled since."""
    return then.role == "estimate" and then.report.period == then.period


def check_jump(report: Report, own: Fact, series: Sequence[Fact]) -> Iterator[Outcome]:
    """A value ninety times and more that of other periods: the unit was mistaken. A month is a twelfth of a year."""
    if own.code is None or own.period is None or not own.is_result or own.measure != "value" or not own.value:
        return
    others = [
        f
        for f in series
        if f.report.id != report.id and f.is_result and f.measure == "value" and f.value
        and f.common_unit == own.common_unit and f.period not in (None, own.period) and comparable(own, f)
    ]  # fmt: skip
    if not others:
        return
    scale = own.factor or Decimal(1)
    mine = own.value * scale
    theirs = sorted(f.value * (f.factor or Decimal(1)) for f in others)
    middle = theirs[len(theirs) // 2]
    rows = ((own.table, own.row_id),)
    if middle <= 0 or mine <= 0 or max(mine / middle, middle / mine) < _JUMP:
        yield Outcome("unit_jump", rows)
        return
    other = min(others, key=lambda f: (abs(f.value * (f.factor or Decimal(1)) - middle), f.id))
    if len(others) < 2 and report.order < other.report.order:
        return  # of two values, the later one is asked about
    arithmetic = f"{own.period}: {told(own)}; {other.period}: {told(other)}"
    evidence = (own.evidence("value"), other.evidence("value of another year"))
    times = max(mine / middle, middle / mine)
    values = {"period": own.period, "before": other.period or "", "times": shown(times, 0)}
    finding = Finding("unit_jump", "medium", report.id, other.report.id, own.phrase, arithmetic, evidence, values)
    yield Outcome("unit_jump", rows, finding)


@audit_check()
def growth_and_jumps(context: AuditContext) -> Iterator[Outcome]:
    """Growth rates against the values of both periods, and values of another order of magnitude."""
    for fact in context.clear_facts:
        others = context.series_of(fact)
        yield from check_growth(context.report, fact, others, context.checked_percentages, context.nearby)
        yield from check_jump(context.report, fact, others)
