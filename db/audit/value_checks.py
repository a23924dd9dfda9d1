"""One thing told twice: in one report (prose and annex), or in two reports of the same period; plans of one year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from db.audit.facts import Fact, Report
from db.audit.finding import Finding, Outcome, Severity
from db.audit.pairs import close, comparable, differing, slip_between, told, told_apart
from db.basis import basis_key

#: More values than this under one name in one report: the name is not that of one thing there.
_MOST = 2


def check_repeated(report: Report, facts: Sequence[Fact]) -> Iterator[Outcome]:
    """Values that one report gives twice for the same indicator, measure, basis and period."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if fact.period is not None and (fact.done or fact.role == "plan"):
            groups.setdefault(_same(fact), []).append(fact)
    for members in groups.values():
        for one, other in _pairs_to_check(members):
            yield _repeated(report, one, other)


def _same(fact: Fact) -> tuple[object, ...]:
    kind = "plan" if fact.role == "plan" else "done"
    basis = fact.giver if fact.measure in ("value", "level") else basis_key(fact.basis, fact.period)
    return fact.indicator_id, fact.district, fact.measure, basis, kind, fact.period, fact.common_unit


def _pairs_to_check(members: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """The first place of a value with each later one; none where a name has too many values to be one thing's."""
    if len(members) < 2 or len(differing(members)) > _MOST:
        return
    first = members[0]
    for other in members[1:]:
        if comparable(first, other) and first.row_id != other.row_id and told_apart(first):
            yield first, other


def _repeated(report: Report, one: Fact, other: Fact) -> Outcome:
    rows = ((one.table, one.row_id), (other.table, other.row_id))
    kind = "plan_differs" if one.role == "plan" else "value_differs"
    if one.interval.meets(other.interval):
        return Outcome(kind, rows)
    # A phrase that no list has may be two things' name; then only what looks like a slip is said.
    sure = one.code is not None and "cell" in (one.how, other.how)
    if not (close(one, other) if sure else slip_between(one, other)):
        return Outcome(kind, ())
    severity: Severity = "low" if one.scanned or other.scanned else "high" if sure else "medium"
    arithmetic = f"{told(one)} ≠ {told(other)}"
    found = Finding(
        kind, severity, report.id, None, one.phrase, arithmetic, (one.evidence("value"), other.evidence("value")),
        {"period": one.period or "", "measure": one.measure},
    )  # fmt: skip
    return Outcome(kind, rows, found)


def check_across(report: Report, own: Fact, series: Sequence[Fact]) -> Iterator[Outcome]:
    """``own`` against what other reports say of the same period: plans of one year, results of one period."""
    if not told_apart(own) or own.measure not in ("value", "level"):
        return
    for other in series:
        if other.report.id == report.id or _same(other) != _same(own) or not comparable(own, other):
            continue
        if report.order < other.report.order:
            continue  # said when the later report is looked at
        yield _across(report, own, other)


def _across(report: Report, own: Fact, other: Fact) -> Outcome:
    kind = "plan_differs" if own.role == "plan" else "value_differs"
    rows = ((own.table, own.row_id), (other.table, other.row_id))
    if own.interval.meets(other.interval):
        return Outcome(kind, rows)
    if not (close(own, other) if own.code is not None else slip_between(own, other)):
        return Outcome(kind, ())
    revised = "estimate" in (own.role, other.role) and own.report.period != other.report.period
    severity: Severity = "low" if own.scanned or other.scanned or revised else "medium"
    arithmetic = f"{told(own)} ≠ {told(other)}"
    found = Finding(
        kind, severity, report.id, other.report.id, own.phrase, arithmetic,
        (own.evidence("value"), other.evidence("value")), {"period": own.period or "", "measure": own.measure},
    )  # fmt: skip
    return Outcome(kind, rows, found)
