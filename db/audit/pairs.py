"""Two data points that should agree, and whether they do, up to the last printed digit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from db.audit.arithmetic import near, shown
from db.audit.facts import Fact
from db.audit.numbers import TELLING, Interval, slip_into


def agree(one: Fact, other: Fact) -> bool:
    """Whether both numbers can be one, rounded."""
    return one.interval.meets(other.interval)


def comparable(one: Fact, other: Fact) -> bool:
    """Whether both are told in one unit, and neither is under a doubt that makes the number itself unsure."""
    return one.common_unit == other.common_unit and same_parent(one, other)


def same_parent(one: Fact, other: Fact) -> bool:
    """False when both are parts, and of different wholes: ``vốn sự nghiệp`` of two programmes are two things."""
    if not one.parent or not other.parent:
        return True
    return " ".join(one.parent.casefold().split()) == " ".join(other.parent.casefold().split())


def told_apart(fact: Fact) -> bool:
    """Whether its words say well enough what it is to be met again: a listed indicator, or a phrase of three words."""
    return fact.code is not None or len(fact.phrase.split()) >= 3


def slip_between(one: Fact, other: Fact) -> bool:
    """Whether one number is the other with a single slip."""
    factor = other.factor if other.factor and one.factor else Decimal(1)
    wanted: Interval = one.interval.times(Decimal(1) / factor) if factor else one.interval
    telling = min(len(fact.value.as_tuple().digits) for fact in (one, other)) >= TELLING
    if telling and slip_into(other.value, wanted, simple=one.code is None) is not None:
        return True
    return one.unit != other.unit and one.value == other.value


def close(one: Fact, other: Fact) -> bool:
    """Whether one can be the other gone wrong: near it, or a single slip away."""
    scale_one, scale_other = one.factor or Decimal(1), other.factor or Decimal(1)
    return near(one.value * scale_one, other.value * scale_other) or slip_between(one, other)


def clear_values(facts: Sequence[Fact]) -> list[Fact]:
    """Those of ``facts`` whose name has one value in its report: under two, it is not known which is the thing's.

    ``giải ngân`` may be of three programmes in one report; each with another number.
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        kind = "plan" if fact.role == "plan" else "done"
        thing = (fact.report.id, fact.indicator_id, fact.district, fact.period)
        key = (*thing, fact.measure, kind, fact.giver, fact.basis, fact.common_unit)
        groups.setdefault(key, []).append(fact)
    clear = [group for group in groups.values() if all(agree(fact, group[0]) for fact in group)]
    kept = {id(fact) for group in clear for fact in group}
    return [fact for fact in facts if id(fact) in kept]


def told(fact: Fact) -> str:
    """Its value and unit, for the arithmetic."""
    return f"{shown(fact.value)} {fact.unit}"
