"""Checks of cumulative values: nine months cannot give less than six."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from db.audit.comparison import comparable, told
from db.audit.context import AuditContext
from db.audit.facts import Fact, Report
from db.audit.intervals import near
from db.audit.model import Finding, Outcome, Severity
from db.audit.plugins import audit_check
from db.indicator_catalogue import indicator_list
from db.sql.periods import Period, parse_period

#: More places than this that say the same are not all shown.
_SHOWN = 3


def check_cumulative(
    report: Report, facts: Sequence[Fact], series_of: Callable[[Fact], Sequence[Fact]]
) -> Iterator[Outcome]:
    """The flows of one report against what was told of an earlier part of the same year."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if _is_flow(fact):
            groups.setdefault((fact.indicator_id, fact.district, fact.period, fact.common_unit), []).append(fact)
    for members in groups.values():
        own = members[0]
        period = cumulative(own)
        earlier: dict[str, list[Fact]] = {}
        for other in series_of(own):
            before = cumulative(other)
            if not (period and before and _is_flow(other) and comparable(own, other)):
                continue
            if before.year == period.year and before.last_month < period.last_month:
                earlier.setdefault(before.text, []).append(other)
        for others in earlier.values():
            yield _compared(report, members, others)


def _compared(report: Report, members: Sequence[Fact], others: Sequence[Fact]) -> Outcome:
    own, other = members[0], max(others, key=lambda fact: fact.interval.low)
    rows = tuple((fact.table, fact.row_id) for fact in (*members, other))
    if own.interval.high >= other.interval.low:
        return Outcome("cumulative_falls", rows)
    if not _near(own, other):
        return Outcome("cumulative_falls", ())
    evidence = [fact.evidence("value") for fact in members[:_SHOWN]]
    evidence += [fact.evidence("earlier value") for fact in others if fact.value == other.value][:_SHOWN]
    severity: Severity = "low" if own.scanned or other.scanned else "high"
    return Outcome(
        "cumulative_falls", rows,
        Finding(
            "cumulative_falls", severity, report.id, other.report.id if other.report.id != report.id else None,
            own.phrase, f"{other.period}: {told(other)} > {own.period}: {told(own)}", tuple(evidence),
            {"period": own.period or "", "before": other.period or ""},
        ),
    )  # fmt: skip


def _is_flow(fact: Fact) -> bool:
    counts_up = cumulative(fact) is not None and nature(fact) == "flow"
    return fact.measure == "value" and fact.is_result and counts_up and not fact.is_forecast


def _near(own: Fact, other: Fact) -> bool:
    """A flow that falls to less than a third was hardly the same thing."""
    low, high = own.value * (own.factor or Decimal(1)), other.value * (other.factor or Decimal(1))
    return low * 3 >= high or near(low, high)


def cumulative(fact: Fact) -> Period | None:
    """The period of a value that counts from January on; None for a month or a quarter alone."""
    if fact.period is None:
        return None
    period = parse_period(fact.period)
    return period if period.cumulative else None


def nature(fact: Fact) -> str:
    """``flow``, ``stock`` or ``rate``, by the list of indicators; empty for a phrase that is not in it."""
    entry = indicator_list().get(fact.code or "")
    return entry.nature if entry else ""


@audit_check()
def cumulative_values(context: AuditContext) -> Iterator[Outcome]:
    """Values that count up from January, against those of an earlier part of the year."""
    yield from check_cumulative(context.report, context.clear_facts, context.series_of)
