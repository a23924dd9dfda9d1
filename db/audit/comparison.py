"""Whether two data points are comparable, and whether they agree to the last printed digit."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from sqlite_utils import Database

from db.audit.facts import Fact
from db.audit.intervals import TELLING, Interval, near, shown, slip_into
from db.sql.folding import fold

#: The phrase of a figure that is only said to be a plan.
_PLAN_PHRASE = re.compile(r"(?:tổng )?(?:kế hoạch|KH|dự toán|chỉ tiêu)", re.IGNORECASE)


class Nearby:
    """The figures of a report by place: what a percentage in running text stands right behind."""

    def __init__(self, database: Database, report_id: int) -> None:
        """Read the figures of one report."""
        rows = database.conn.execute(
            'SELECT "end", id, indicator FROM figures WHERE report_id = ? AND how <> ? ORDER BY "end"',
            [report_id, "cell"],
        ).fetchall()
        self.ends = [row[0] for row in rows]
        self.ids = [row[1] for row in rows]
        self.phrases = [row[2] for row in rows]

    def is_clear(self, fact: Fact) -> bool:
        """Whether a percentage is of its indicator: no figure of another one stands right before it."""
        if fact.table != "percentages" or fact.how == "cell" or fact.start is None:
            return True
        index = bisect.bisect_right(self.ends, fact.start) - 1
        if index < 0 or fact.start - self.ends[index] > _CLAUSE:
            return True
        phrase = self.phrases[index]
        return not phrase or bool(_PLAN_PHRASE.match(phrase)) or fold(phrase) == fold(fact.phrase)

    def before(self, fact: Fact) -> int | None:
        """The figure that ends right before ``fact``, within a clause's length; None for a cell, or where none does."""
        if fact.how == "cell" or fact.start is None:
            return None
        index = bisect.bisect_right(self.ends, fact.start) - 1
        return self.ids[index] if index >= 0 and fact.start - self.ends[index] <= _CLAUSE else None


#: How far, in characters, a percentage may stand behind the figure that it speaks of.
_CLAUSE = 40


def speaks_of(own: Fact, nearby: Nearby, facts: Iterable[Fact]) -> bool:
    """Whether ``own`` can be of ``facts``: no figure of something else stands right before it."""
    figure = nearby.before(own)
    return figure is None or any(fact.table == "figures" and fact.row_id == figure for fact in facts)


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


def is_distinctive(fact: Fact) -> bool:
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
        key = (*thing, fact.measure, kind, fact.plan_authority, fact.basis, fact.common_unit)
        groups.setdefault(key, []).append(fact)
    clear = [group for group in groups.values() if all(agree(fact, group[0]) for fact in group)]
    clear_ids = {id(fact) for group in clear for fact in group}
    return [fact for fact in facts if id(fact) in clear_ids]


def told(fact: Fact) -> str:
    """Its value and unit, for the arithmetic."""
    return f"{shown(fact.value)} {fact.unit}"
