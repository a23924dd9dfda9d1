"""Checks for conflicting values of one data point: within a report, between reports, between plans of one year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from db.audit.comparison import agree, close, is_distinctive, same_parent, slip_between, told
from db.audit.context import AuditContext
from db.audit.facts import Fact, Report
from db.audit.intervals import near
from db.audit.model import Finding, Outcome, Severity
from db.audit.plugins import audit_check
from db.sql.basis import basis_key

#: More values than this under one name in one report: the name is not that of one thing there.
_MAX_VALUES = 2
#: An estimate is settled later by so large a part of it, not by more.
_SETTLED = Decimal("0.05")
#: More places than this that say the same are not all shown.
_SHOWN = 4


def _same(fact: Fact) -> tuple[object, ...]:
    """Equal for data points that must agree."""
    kind = "plan" if fact.role == "plan" else "done"
    basis = fact.plan_authority if fact.measure in ("value", "level") else basis_key(fact.basis, fact.period)
    return fact.indicator_id, fact.district, fact.measure, basis, kind, fact.period, fact.common_unit


def _groups(facts: Sequence[Fact]) -> dict[tuple[object, ...], list[Fact]]:
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if fact.period is not None and is_distinctive(fact) and not (fact.is_forecast and fact.role != "plan"):
            groups.setdefault(_same(fact), []).append(fact)
    return groups


def _by_value(facts: Sequence[Fact]) -> list[list[Fact]]:
    """The facts that tell the same number, up to rounding, together."""
    told_alike: list[list[Fact]] = []
    for fact in facts:
        group = next((known for known in told_alike if agree(fact, known[0])), None)
        if group is None:
            told_alike.append([fact])
        else:
            group.append(fact)
    return told_alike


def check_repeated(report: Report, facts: Sequence[Fact]) -> Iterator[Outcome]:
    """Values that one report gives twice for the same indicator, measure, basis and period."""
    for members in _groups(facts).values():
        values = _by_value(members)
        rows = tuple((fact.table, fact.row_id) for fact in members)
        kind = _kind(members[0])
        if len(values) == 1:
            if len({fact.row_id for fact in members}) > 1:
                yield Outcome(kind, rows)
            continue
        if len(values) > _MAX_VALUES or not same_parent(values[0][0], values[1][0]):
            continue
        if members[0].measure not in ("value", "level") and _of_one_table(values[0][0], values[1][0]):
            continue  # two columns, whose heads are alike
        one, other = values[0][0], values[1][0]
        # A phrase that no list has may be two things' name; then only what looks like a slip is said.
        is_same_indicator = one.code is not None and any(fact.how == "cell" for fact in members)
        if close(one, other) if is_same_indicator else slip_between(one, other):
            severity: Severity = "high" if is_same_indicator else "medium"
            yield Outcome(kind, rows, _finding(kind, severity, report, values[0], values[1]))
        elif is_same_indicator and one.value and other.value:
            # So far apart that one may be another thing under the same name: it is said, and not pressed.
            yield Outcome(kind, (), _finding(kind, "low", report, values[0], values[1]))


def check_across(
    report: Report, facts: Sequence[Fact], series_of: Callable[[Fact], Sequence[Fact]]
) -> Iterator[Outcome]:
    """What a report says against the other reports on the same period: plans of one year, results of one period.

    Said of the report whose value fewer reports give; of two that stand alone, of the later one.
    """
    for key, members in _groups(facts).items():
        own = members[0]
        if own.measure not in ("value", "level"):
            continue
        told_so = _groups([fact for fact in series_of(own) if same_parent(own, fact)]).get(key, [])
        others = [fact for fact in told_so if fact.report.id != report.id]
        if not others:
            continue
        kind = _kind(own)
        yield Outcome(kind, tuple((fact.table, fact.row_id) for fact in (*members, *others)))
        if len(_by_value(members)) > 1:
            continue  # the report contradicts itself: that is said, and which of its values counts is not known
        theirs = _most_told(own, others)
        if theirs and (close(own, theirs[0]) if own.code is not None else slip_between(own, theirs[0])):
            yield Outcome(kind, (), _finding(kind, _between(own, theirs[0]), report, members, theirs))


def _most_told(own: Fact, others: Sequence[Fact]) -> list[Fact]:
    """The value that most reports give instead of ``own``; empty where more give ``own``, or as many and later ones."""
    agreeing = [fact for fact in others if agree(own, fact)]
    groups = _by_value([fact for fact in others if not agree(own, fact)])
    if not groups:
        return []
    mine = 1 + len({fact.report.id for fact in agreeing})
    best = max(groups, key=lambda group: len({fact.report.id for fact in group}))
    theirs = len({fact.report.id for fact in best})
    first = min(best, key=lambda fact: fact.report.order)
    if theirs > mine or (theirs == mine and first.report.order < own.report.order):
        return best
    return []


def _of_one_table(one: Fact, other: Fact) -> bool:
    return one.how == other.how == "cell" and one.page == other.page


def _kind(fact: Fact) -> str:
    return "plan_differs" if fact.role == "plan" else "value_differs"


def _between(own: Fact, other: Fact) -> Severity:
    """Low where one is an estimate that may have been settled since."""
    estimated = "estimate" in (own.role, other.role) and own.report.period != other.report.period
    estimated = estimated and near(own.value, other.value, _SETTLED)
    return "low" if estimated else "medium"


def _finding(kind: str, severity: Severity, report: Report, mine: Sequence[Fact], theirs: Sequence[Fact]) -> Finding:
    own, other = mine[0], theirs[0]
    scanned = any(fact.scanned for fact in (own, other))
    evidence = [fact.evidence("value") for fact in mine[:_SHOWN]]
    evidence += [fact.evidence("other value") for fact in theirs[:_SHOWN]]
    other_id = other.report.id if other.report.id != report.id else None
    identity = ""
    if other_id is not None:
        name = own.code or own.phrase.casefold()
        identity = "|".join([name, own.district or "", own.period or "", *sorted((told(own), told(other)))])
    return Finding(
        kind, "low" if scanned else severity, report.id, other_id, own.phrase, f"{told(own)} ≠ {told(other)}",
        tuple(evidence), {"period": own.period or "", "measure": own.measure}, identity,
    )  # fmt: skip


@audit_check()
def repeated_values(context: AuditContext) -> Iterator[Outcome]:
    """One data point that the report gives two values for."""
    yield from check_repeated(context.report, [fact for fact in context.facts if context.nearby.is_clear(fact)])


@audit_check()
def values_across_reports(context: AuditContext) -> Iterator[Outcome]:
    """One data point that two reports give different values for."""
    yield from check_across(context.report, context.clear_facts, context.series_of)
