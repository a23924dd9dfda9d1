"""Which series a chart draws: of one indicator in one measure and unit, one line of bars a district.

A table has room for everybody who gave a plan, and for all that a value was measured against. A chart that drew them
all would be a panel for each wording; what it leaves out is told below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.types import MAIN_MEASURES

Rows = Sequence[Mapping[str, Any]]
#: Indicator, measure, unit: one panel.
Family = tuple[str, str, str]
_Whose = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SeriesBasis:
    """What one district's values of a family are measured against; of plans, who gave them. None: not said."""

    family: Family
    kind: str
    district: str | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class Selection:
    """``rows`` are to be drawn, their basis that of the whole panel (None where districts have several).

    ``drawn`` are the bases of what is drawn, ``left_out`` those of what stands in the table alone.
    """

    rows: list[Mapping[str, Any]]
    drawn: tuple[SeriesBasis, ...]
    left_out: tuple[SeriesBasis, ...]


def select_series(rows: Rows) -> Selection:
    """What is drawn of ``rows`` (see :func:`db.series.compare.compare`).

    Of plans by several authorities the one that names none is drawn, else that of most values. A percentage of a plan
    may be of another authority in each district; growth and shares are only drawn against one and the same.
    """
    values: dict[_Whose, Counter[str | None]] = {}
    overall: dict[Family, Counter[str | None]] = {}
    for row in rows:
        has_value = row["status"] != "gap"
        values.setdefault(_whose(row), Counter())[row["basis"]] += has_value
        overall.setdefault(_family(row), Counter())[row["basis"]] += has_value
    basis_of = {whose: _basis_drawn(whose, bases, overall[whose[:3]]) for whose, bases in values.items()}
    bases_of: dict[Family, set[str | None]] = {}
    for whose, basis in basis_of.items():
        bases_of.setdefault(whose[:3], set()).add(basis)
    chosen: list[Mapping[str, Any]] = []
    bases: dict[bool, dict[SeriesBasis, None]] = {True: {}, False: {}}
    for row in rows:
        family, here = _family(row), row["basis"] == basis_of[_whose(row)]
        if row["status"] != "gap":
            bases[here][SeriesBasis(family, row["kind_of_value"], row["district"], row["basis"])] = None
        if here:
            one = row["measure"] not in MAIN_MEASURES and len(bases_of[family]) == 1
            chosen.append(row if one else {**row, "basis": None})
    return Selection(chosen, tuple(bases[True]), tuple(bases[False]))


def _basis_drawn(whose: _Whose, bases: Counter[str | None], overall: Counter[str | None]) -> str | None:
    """The basis that is drawn of one district: one that it may not have, where all have to have the same."""
    measure = whose[1]
    if measure in MAIN_MEASURES:
        return max(bases, key=lambda basis: (basis is None, bases[basis]))
    if measure == "percent_of_plan":
        return max(bases, key=lambda basis: (bases[basis], overall[basis]))
    return max(overall, key=lambda basis: overall[basis])


def _family(row: Mapping[str, Any]) -> Family:
    return (row["indicator"], row["measure"], row["unit"])


def _whose(row: Mapping[str, Any]) -> _Whose:
    return (*_family(row), row["kind_of_value"], row["district"], row["province"])
