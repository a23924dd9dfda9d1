"""Data points and reports as records with exact numbers, for the checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from db.audit.intervals import Interval, printed
from db.audit.model import Evidence
from db.schema.views import not_rejected
from db.sql.basis import plan_authority
from db.sql.periods import parse_period
from extractors.lexicon.tables import counted_nouns


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
    def is_result(self) -> bool:
        """Whether it is a result or an estimate of one."""
        return self.role in ("actual", "estimate")

    @property
    def interval(self) -> Interval:
        """What the printed number can stand for, in ``common_unit``."""
        own = printed(self.value, counted=self.counted)
        return own.times(self.factor) if self.factor else own

    @property
    def is_forecast(self) -> bool:
        """Whether its period had not ended when the report was written: Ước cả năm, in September. It may turn out."""
        if self.period is None or self.report.period_end is None:
            return False
        return parse_period(self.period).end > self.report.period_end

    @property
    def counted(self) -> bool:
        """Whether it is a number of things, one by one: 1.540 lao động is not rounded."""
        return is_count(self.unit, self.value)

    @property
    def common_unit(self) -> str:
        """The base unit, else the unit as printed: values under one of these can be compared."""
        return self.base_unit or self.unit.casefold()

    @property
    def plan_authority(self) -> str:
        """Whose plan it is, or is measured by: ``tỉnh``, ``huyện`` …, empty where the text does not say."""
        return plan_authority(self.basis)

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


#: A range (65-70 USD) is no number to calculate with, nor is what a reader rejected.
_EXACT = f"f.value_max IS NULL AND p.value_max IS NULL AND {not_rejected('o.source_table', 'o.source_id')}"


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
    factor = factor_of(row[14], row[15])
    return Fact(
        number, report, district, indicator_id, code, name, phrase or name, parent, period, measure, basis, role,
        Decimal(value), unit, factor, row[16] if factor else None, *row[17:27],
    )  # fmt: skip


def factor_of(value_text: str | None, base_value: float | None) -> Decimal | None:
    """What leads from the printed unit to the base unit: found again from both values, to twelve digits."""
    if value_text is None or base_value is None or not Decimal(value_text):
        return None
    return Decimal(f"{base_value / float(value_text):.11g}").normalize()
