"""Checks percentages of a plan against value and plan, wherever these are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from db.audit.comparison import Nearby, comparable, is_distinctive, speaks_of, told
from db.audit.context import AuditContext
from db.audit.facts import Fact, Report
from db.audit.intervals import near, places_of, printed_loosely, shown, slip_into
from db.audit.model import Finding, Outcome, Severity
from db.audit.plugins import audit_check

_HUNDRED = Decimal(100)


def check_plan(
    report: Report, own: Fact, series: Sequence[Fact], checked_percentages: frozenset[int], nearby: Nearby
) -> Iterator[Outcome]:
    """``checked_percentages`` are the percentages that an equation of the report itself has checked."""
    if (
        own.measure != "percent_of_plan"
        or not own.is_result
        or own.row_id in checked_percentages
        or not is_distinctive(own)
    ):
        return
    values = [f for f in series if f.report.id == report.id and f.is_result and _amount(f) and f.period == own.period]
    year = (own.period or "")[:4]
    plans = [
        f
        for f in series
        if f.role == "plan" and _amount(f) and f.period == year and f.plan_authority == own.plan_authority
    ]
    plans = [f for f in plans if f.report.id == report.id] or (plans if own.plan_authority else [])
    pairs = [(a, b) for a in values for b in plans if comparable(a, b) and b.value]
    if not pairs or not speaks_of(own, nearby, [*values, *plans]):
        return
    claimed = printed_loosely(own.value)
    computed = [(a, b, a.interval.over(b.interval)) for a, b in pairs]
    known = [(a, b, quotient.times(_HUNDRED)) for a, b, quotient in computed if quotient is not None]
    if not known:
        return
    rows = ((own.table, own.row_id), *((f.table, f.row_id) for f in known[0][:2]))
    if any(quotient.meets(claimed) for _, _, quotient in known):
        yield Outcome("percent_mismatch", rows)
        return
    a, b, quotient = known[0]
    scale = (a.factor or Decimal(1)) / (b.factor or Decimal(1))
    exact = a.value * scale / b.value * _HUNDRED
    slip = slip_into(own.value, quotient)
    if slip is None and (own.code is None or not near(exact, own.value)):
        return
    # Without an authority the plan of the text and that of the annex may be two plans.
    severity: Severity = "medium" if own.plan_authority or slip is not None else "low"
    severity = "low" if any(f.scanned for f in (own, a, b)) else severity
    places = max(2, places_of([own.value]))
    arithmetic = f"{told(a)} / {told(b)} × 100 = {shown(exact, places)} % ≠ {shown(own.value)} %"
    evidence = (own.evidence("percentage"), a.evidence("value"), b.evidence("plan"))
    other = b.report.id if b.report.id != report.id else None
    values_told = {"slip": f"{shown(own.value)} → {shown(slip)}" if slip is not None else ""}
    finding = Finding("percent_mismatch", severity, report.id, other, own.phrase, arithmetic, evidence, values_told)
    yield Outcome("percent_mismatch", rows, finding)


@audit_check()
def percent_of_plan(context: AuditContext) -> Iterator[Outcome]:
    """Percentages of a plan against the value and the plan, wherever these are printed."""
    for fact in context.clear_facts:
        others = context.series_of(fact)
        yield from check_plan(context.report, fact, others, context.checked_percentages, context.nearby)


def _amount(fact: Fact) -> bool:
    return fact.measure == "value"
