"""Arithmetic between the cells of a table: rows that are parts of the row above, and columns that follow from others.

Heads and labels suggest what is tied; the numbers confirm it. A tie is taken up where most rows (for columns) or
another column (for rows) bear it out: then the cell that does not is worth a look, and the layout was not misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.lexicon.tables import whole_of
from extractors.records import Equation
from extractors.tables.column_semantics import Column

#: Rows that must hold all three numbers, and the part of them that must add up.
_ROWS, _PART = 3, Decimal("0.7")
#: How far a printed percentage may be from the quotient, in points: it is rounded, and so are the numbers it is of.
_MAX_ROUNDING = Decimal("0.3")
_ORDER = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: ``numbers`` are its records and their values by column, ``sub`` that it is part of another."""

    order: str
    label: str
    unit: str | None
    sub: bool
    numbers: Mapping[int, tuple[str, Decimal]]


def ties_of(columns: Mapping[int, Column], lines: Sequence[Line]) -> Iterator[Equation]:
    """The equations of one table, over all of its pages."""
    yield from _quotients(columns, lines)
    yield from _sums(columns, lines)


def _quotients(columns: Mapping[int, Column], lines: Sequence[Line]) -> Iterator[Equation]:
    results = [n for n, c in columns.items() if c.kind == "value" and c.role in ("actual", "estimate")]
    for number, column in columns.items():
        if column.kind != "percent" or column.measure not in ("percent_of_plan", "percent_of_base", "growth"):
            continue
        role = "plan" if column.measure == "percent_of_plan" else "prior"
        bases = [n for n, c in columns.items() if c.kind == "value" and c.role == role]
        growth = column.measure == "growth"
        pairs = [
            (result, base) for result in results for base in bases if _borne_out(lines, result, base, number, growth)
        ]
        if len(pairs) != 1:
            continue
        for line in lines:
            if {*pairs[0], number} <= line.numbers.keys():
                kind = "growth" if growth else "percent_of"
                operands = tuple(line.numbers[n][0] for n in pairs[0])
                yield Equation(kind, line.numbers[number][0], operands, how="table")  # type: ignore[arg-type]  # one of the two kinds


def _borne_out(lines: Sequence[Line], result: int, base: int, percent: int, growth: bool) -> bool:
    rows = [line.numbers for line in lines if {result, base, percent} <= line.numbers.keys()]
    rows = [row for row in rows if row[base][1] and row[percent][1]]
    right = sum(
        abs(row[result][1] / row[base][1] * 100 - (100 if growth else 0) - row[percent][1]) <= _MAX_ROUNDING
        for row in rows
    )
    return len(rows) >= _ROWS and right >= _PART * len(rows)


def _sums(columns: Mapping[int, Column], lines: Sequence[Line]) -> Iterator[Equation]:
    values = [number for number, column in columns.items() if column.kind == "value"]
    for parent, children in _families(lines):
        if len(children) < 2 or any(child.unit != parent.unit for child in children) or _is_rate(parent):
            continue
        known = whole_of([child.label for child in children]) is not None
        tied = [n for n in values if all(n in line.numbers for line in (parent, *children))]
        right = [n for n in tied if sum(child.numbers[n][1] for child in children) == parent.numbers[n][1]]
        # In a column where all is zero everything adds up.
        telling = [n for n in right if parent.numbers[n][1]]
        for number in tied:
            if known or [n for n in telling if n != number]:
                operands = tuple(child.numbers[number][0] for child in children)
                yield Equation("sum", parent.numbers[number][0], operands, complete=True, how="table")
            else:
                operands = tuple(child.numbers[number][0] for child in children)
                yield Equation("sum", parent.numbers[number][0], operands, complete=False, how="table")


def _is_rate(line: Line) -> bool:
    return line.unit is not None and (line.unit.strip() in ("%", "‰") or "/" in line.unit)


def _families(lines: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Each row with the rows that are its parts: 1 and 1.1, 1.2; or a row and the bulleted ones right below it."""
    numbered = [line for line in lines if _ORDER.fullmatch(line.order.rstrip("."))]
    for parent in numbered:
        head = parent.order.rstrip(".")
        depth = head.count(".") + 1
        yield (
            parent,
            [
                line
                for line in numbered
                if line.order.startswith(f"{head}.") and line.order.rstrip(".").count(".") == depth
            ],
        )
    for place, parent in enumerate(lines):
        if parent.sub:
            continue
        children: list[Line] = []
        for line in lines[place + 1 :]:
            if not line.sub or _ORDER.fullmatch(line.order.rstrip(".")):
                break
            children.append(line)
        yield parent, children
