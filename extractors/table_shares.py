"""A column of percentages whose head says ``Tỷ lệ (%)`` and no more: of the plan, where the rows add up to that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.table_columns import Column

#: Rows that must hold all three numbers, and the part of them that must add up.
_ROWS, _PART = 2, Decimal("0.75")
#: How far a printed percentage may be from the quotient: it is rounded, and so are the numbers it is of.
_NEAR = Decimal("0.3")


def shares_of_plan(
    columns: Mapping[int, Column], heads: Mapping[int, str], rows: Sequence[Mapping[int, Decimal]]
) -> dict[int, Column]:
    """``columns`` with what the numbers tell: a result over its plan, in per cent. ``rows`` are numbers by column."""
    plans = [number for number, column in columns.items() if column.kind == "value" and column.role == "plan"]
    results = [number for number, column in columns.items() if column.kind == "value" and column.role != "plan"]
    told = dict(columns)
    for number, column in columns.items():
        if column.kind != "percent" or column.measure is not None:
            continue
        fitting = [
            (plan, result)
            for plan in plans
            for result in results
            if columns[result].role in ("actual", "estimate") and _adds_up(rows, plan, result, number)
        ]
        if len(fitting) == 1:
            plan, result = fitting[0]
            told[number] = replace(
                column,
                measure="percent_of_plan",
                role=columns[result].role,
                basis=heads[plan],
                period=columns[result].period,
            )
    return told


def _adds_up(rows: Sequence[Mapping[int, Decimal]], plan: int, result: int, share: int) -> bool:
    whole = [row for row in rows if {plan, result, share} <= row.keys() and row[plan]]
    right = sum(abs(row[result] / row[plan] * 100 - row[share]) <= _NEAR for row in whole)
    return len(whole) >= _ROWS and right >= _PART * len(whole)
