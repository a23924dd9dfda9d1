"""Printed equations of a report (``extractors.records.Equation``) with exact numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from db.audit.facts import Report, factor_of, is_count
from db.audit.intervals import Interval, printed
from db.audit.model import Evidence
from db.schema.views import not_rejected


@dataclass(frozen=True, slots=True)
class Number:
    """A figure, percentage or ratio as an equation names it. ``divisor`` is a ratio's second number."""

    table: str
    row_id: int
    value: Decimal
    divisor: Decimal | None
    factor: Decimal | None
    page: int | None
    start: int
    end: int
    text: str
    boxes: str | None
    indicator: str | None
    letters: float | None
    unit: str | None

    @property
    def interval(self) -> Interval:
        """What it can stand for, in its own unit."""
        return printed(self.value, counted=self.table == "ratios" or is_count(self.unit or "", self.value))

    @property
    def scanned(self) -> bool:
        """Whether its letters were recognised, and not surely."""
        return self.letters is not None and self.letters < 0.9

    def evidence(self, role: str, report: Report) -> Evidence:
        """Its printed place."""
        return Evidence(
            role, report.id, report.number, self.table, self.row_id, self.page, self.start, self.end, self.text,
            self.boxes, report.sha256,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PrintedEquation:
    """An equation (``extractors.records.Equation``) with its numbers."""

    kind: str
    how: str
    complete: bool
    result: Number | None
    operands: tuple[Number, ...]


def equations_of_report(database: Database, report: Report) -> Iterator[PrintedEquation]:
    """The equations of one report."""
    rows = database.conn.execute(
        "SELECT kind, how, complete, result_table, result_id, operands FROM equations WHERE report_id = ? ORDER BY id",
        [report.id],
    ).fetchall()
    if not rows:
        return
    numbers = {name: _numbers(database, name, report.id) for name in ("figures", "percentages", "ratios")}
    for kind, how, complete, table, row_id, operands in rows:
        result = numbers[table].get(row_id) if table else None
        operand_numbers = [numbers[name].get(number) for name, number in json.loads(operands)]
        if None not in operand_numbers and (result is not None or table is None):
            yield PrintedEquation(
                kind, how, bool(complete), result, tuple(item for item in operand_numbers if item is not None)
            )


_NUMBERS = {
    "figures": "SELECT id, value_text, NULL, base_value, page, start, end, text, boxes, indicator, letters, unit",
    "percentages": "SELECT id, value_text, NULL, NULL, page, start, end, text, boxes, indicator, letters, NULL",
    "ratios": "SELECT id, num, den, NULL, page, start, end, text, boxes, coalesce(subject, what), letters, NULL",
}


def _numbers(database: Database, table: str, report_id: int) -> dict[int, Number]:
    condition = not_rejected(f"'{table}'", f"{table}.id")
    sql = f"{_NUMBERS[table]} FROM {table} WHERE report_id = ? AND {condition}"
    rows: Iterable[Any] = database.conn.execute(sql, [report_id])
    return {
        row[0]: Number(
            table, row[0], _decimal(row[1]), None if row[2] is None else _decimal(row[2]),
            None if row[3] is None else factor_of(str(row[1]), row[3]), *row[4:],
        )
        for row in rows
    }  # fmt: skip


def _decimal(value: str | float) -> Decimal:
    number = Decimal(str(value))
    whole = number.to_integral_value()
    # Ratios are stored as numbers: 28.0 was printed as 28.
    return whole if isinstance(value, float) and number == whole else number
