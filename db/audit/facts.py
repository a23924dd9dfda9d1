"""What the checks look at: the data points, ties and reports of a database, as records with exact numbers."""

from __future__ import annotations

import bisect
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from db.audit.finding import Evidence
from db.audit.numbers import Interval, printed
from db.basis import plan_giver
from db.folding import fold
from extractors.vocabulary import counted_nouns


@dataclass(frozen=True, slots=True)
class Report:
    """The report that is audited."""

    id: int
    sha256: str
    number: str | None
    date: str | None
    district: str | None
    province: str | None
    period: str | None
    period_end: str | None

    @property
    def order(self) -> tuple[str, str, int]:
        """Reports in the order of what they tell of."""
        return (self.period_end or "", self.date or "", self.id)


@dataclass(frozen=True, slots=True)
class Fact:
    """A data point with its printed place. ``factor`` leads to ``base_unit``; both None where no unit is known."""

    id: int
    report: Report
    district: str | None
    indicator_id: int
    code: str | None
    indicator: str
    phrase: str
    parent: str | None
    period: str | None
    measure: str
    basis: str | None
    role: str
    value: Decimal
    unit: str
    factor: Decimal | None
    base_unit: str | None
    table: str
    row_id: int
    page: int | None
    start: int | None
    end: int | None
    text: str
    boxes: str | None
    how: str | None
    doubts: str | None
    letters: float | None

    @property
    def done(self) -> bool:
        """Whether it is a result or an estimate of one."""
        return self.role in ("actual", "estimate")

    @property
    def interval(self) -> Interval:
        """What the printed number can stand for, in ``common_unit``."""
        own = printed(self.value, counted=self.counted)
        return own.times(self.factor) if self.factor else own

    @property
    def counted(self) -> bool:
        """Whether it is a number of things, one by one: 1.540 lao động is not rounded."""
        return is_count(self.unit, self.value)

    @property
    def common_unit(self) -> str:
        """The base unit, else the unit as printed: values under one of these can be compared."""
        return self.base_unit or self.unit.casefold()

    @property
    def giver(self) -> str:
        """Whose plan it is, or is measured by: ``tỉnh``, ``huyện`` …, empty where the text does not say."""
        return plan_giver(self.basis)

    @property
    def scanned(self) -> bool:
        """Whether its letters were recognised, and not surely."""
        return self.letters is not None and self.letters < 0.9

    def evidence(self, role: str) -> Evidence:
        """Its printed place."""
        return Evidence(
            role, self.report.id, self.report.number, self.table, self.row_id, self.page, self.start, self.end,
            self.text, self.boxes, self.report.sha256,
        )  # fmt: skip


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
class Tie:
    """An equation (``extractors.records.Equation``) with its numbers."""

    kind: str
    how: str
    complete: bool
    result: Number | None
    operands: tuple[Number, ...]


def is_count(unit: str, value: Decimal) -> bool:
    """Whether ``unit`` is a counted noun alone (``hộ``, ``con``), and the number whole."""
    return unit.casefold() in counted_nouns() and value == value.to_integral_value()


_REPORT_COLUMNS = "id, sha256, number, date, district, province, period, period_end"


def reports(database: Database, ids: Sequence[int] | None = None) -> list[Report]:
    """The reports with these ``ids``, or all, in order of period."""
    where = f" WHERE id IN ({', '.join('?' * len(ids))})" if ids is not None else ""
    rows = database.conn.execute(f"SELECT {_REPORT_COLUMNS} FROM reports{where}", tuple(ids or ()))
    return sorted((Report(*row) for row in rows), key=lambda report: report.order)


_FACTS = """
SELECT o.id, o.report_id, o.district, o.indicator_id, i.code, i.name, o.indicator_text, f.parent, o.period, o.measure,
       o.basis, o.role, o.value_text, o.unit, f.value_text, f.base_value, f.base_unit, o.source_table, o.source_id,
       coalesce(f.page, p.page, t.page), coalesce(f."start", p."start", t."start"),
       coalesce(f."end", p."end", t."end"), coalesce(f.text, p.text, t.text), coalesce(f.boxes, p.boxes, t.boxes),
       coalesce(f.how, p.how, t.how), coalesce(f.doubts, p.doubts, t.doubts), coalesce(f.letters, p.letters, t.letters)
FROM observations o
JOIN indicators i ON i.id = o.indicator_id
LEFT JOIN figures f ON o.source_table = 'figures' AND f.id = o.source_id
LEFT JOIN percentages p ON o.source_table = 'percentages' AND p.id = o.source_id
LEFT JOIN ratios t ON o.source_table = 'ratios' AND t.id = o.source_id
"""


#: A range (65-70 USD) is no number to calculate with.
_EXACT = "f.value_max IS NULL AND p.value_max IS NULL"


def facts_of_report(database: Database, report: Report) -> list[Fact]:
    """All data points of one report, in the order of the print."""
    rows = database.conn.execute(f"{_FACTS} WHERE o.report_id = ? AND {_EXACT}", [report.id]).fetchall()
    facts = [_fact(row, report) for row in rows]
    return sorted(facts, key=lambda fact: (fact.start or 0, fact.id))


def facts_of_series(database: Database, indicator_id: int, district: str | None) -> list[Fact]:
    """All data points of one indicator in one district, from every report, these in order of period."""
    rows = database.conn.execute(
        f"{_FACTS} WHERE o.indicator_id = ? AND o.district IS ? AND {_EXACT}", [indicator_id, district]
    ).fetchall()
    known = {report.id: report for report in reports(database, sorted({row[1] for row in rows}))}
    facts = [_fact(row, known[row[1]]) for row in rows]
    return sorted(facts, key=lambda fact: (fact.report.order, fact.start or 0, fact.id))


def _fact(row: Sequence[Any], report: Report) -> Fact:
    (number, _, district, indicator_id, code, name, phrase, parent, period, measure, basis, role, value, unit) = row[
        :14
    ]
    factor = _factor(row[14], row[15])
    return Fact(
        number, report, district, indicator_id, code, name, phrase or name, parent, period, measure, basis, role,
        Decimal(value), unit, factor, row[16] if factor else None, *row[17:27],
    )  # fmt: skip


def _factor(value_text: str | None, base_value: float | None) -> Decimal | None:
    """What leads from the printed unit to the base unit: found again from both values, to twelve digits."""
    if value_text is None or base_value is None or not Decimal(value_text):
        return None
    return Decimal(f"{base_value / float(value_text):.11g}").normalize()


def ties_of_report(database: Database, report: Report) -> Iterator[Tie]:
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
        found = [numbers[name].get(number) for name, number in json.loads(operands)]
        if None not in found and (result is not None or table is None):
            yield Tie(kind, how, bool(complete), result, tuple(item for item in found if item is not None))


_NUMBERS = {
    "figures": "SELECT id, value_text, NULL, base_value, page, start, end, text, boxes, indicator, letters, unit",
    "percentages": "SELECT id, value_text, NULL, NULL, page, start, end, text, boxes, indicator, letters, NULL",
    "ratios": "SELECT id, num, den, NULL, page, start, end, text, boxes, coalesce(subject, what), letters, NULL",
}


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


def _numbers(database: Database, table: str, report_id: int) -> dict[int, Number]:
    rows: Iterable[Any] = database.conn.execute(f"{_NUMBERS[table]} FROM {table} WHERE report_id = ?", [report_id])
    return {
        row[0]: Number(
            table, row[0], _decimal(row[1]), None if row[2] is None else _decimal(row[2]),
            None if row[3] is None else _factor(str(row[1]), row[3]), *row[4:],
        )
        for row in rows
    }  # fmt: skip


def _decimal(value: str | float) -> Decimal:
    number = Decimal(str(value))
    whole = number.to_integral_value()
    # Ratios are stored as numbers: 28.0 was printed as 28.
    return whole if isinstance(value, float) and number == whole else number
