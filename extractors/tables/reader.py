"""Rows of ruled tables (phụ lục) become the records that prose gives: figures and percentages, with what they measure.

A number's indicator is the label of its row, its unit stands in the unit column, its meaning in the head of its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus import Cell, Document
from extractors.lexicon.indicator_matching import match_indicator
from extractors.lexicon.plan_terms import PLAN_AUTHORITY, PLANNED_AMOUNT
from extractors.numbers.figures import in_base_unit
from extractors.numbers.numerals import parse_number
from extractors.numbers.plausibility import percentage_doubts
from extractors.numbers.quantities import find_quantities
from extractors.records import Equation, Figure, Observation, Percentage, Relation
from extractors.tables.column_semantics import Column
from extractors.tables.equations import Line, ties_of
from extractors.tables.rows import VALUE, Row, columns_of, rows_of
from extractors.temporal.context import TimeReference

_RELATION: dict[str | None, Relation] = {
    "percent_of_plan": "đạt",
    "percent_of_base": "bằng",
    "growth": "tăng",
    None: "khác",
    "value": "tỷ lệ",
}


@dataclass(frozen=True, slots=True)
class TableRecords:
    """What the tables gave."""

    figures: tuple[Figure, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    observations: tuple[Observation, ...] = ()
    #: The spans of the cells of tables that were read: records that the prose grammars read there are left out.
    spans: tuple[tuple[int, int], ...] = ()
    equations: tuple[Equation, ...] = ()


def read_tables(document: Document, period: str | None) -> TableRecords:
    """The numbers of every table whose head says which column holds the labels; ``period`` is the report's."""
    figures: list[Figure] = []
    percentages: list[Percentage] = []
    observations: list[Observation] = []
    heads: dict[int, dict[int, Column]] = {}
    spans: list[tuple[int, int]] = []
    #: The lines of a table that goes on over pages are lines of its first page's table.
    lines: dict[int, list[Line]] = {}
    first: dict[int, int] = {}
    for index, table in enumerate(document.tables):
        inherited = heads.get(table.continues) if table.continues is not None else None
        columns = inherited or columns_of(document, table, period)
        heads[index] = columns
        first[index] = first[table.continues] if inherited and table.continues is not None else index
        if columns:
            spans += [(cell.start, cell.end) for cell in table.cells if cell.end > cell.start]
        for row in rows_of(document, table, columns):
            numbers: dict[int, tuple[str, Decimal]] = {}
            for column, cell in row.cells:
                record = _record(document, row, column, cell)
                if record is None:
                    continue
                numbers[cell.column] = record.id, _signed(record)
                observations += _observed(record, column)
                if isinstance(record, Figure):
                    figures.append(record)
                else:
                    percentages.append(record)
            lines.setdefault(first[index], []).append(Line(row.order, row.label, row.unit, row.sub, numbers))
    equations = [tie for start, body in lines.items() for tie in ties_of(heads[start], body)]
    return TableRecords(tuple(figures), tuple(percentages), tuple(observations), tuple(spans), tuple(equations))


def _record(document: Document, row: Row, column: Column, cell: Cell) -> Figure | Percentage | None:
    """The number in one cell; None for a blank, a dash or words. A number that wraps in its cell is one number."""
    raw = document.text[cell.start : cell.end]
    match = VALUE.fullmatch(re.sub(r"\s+", "", raw))
    if match is None:
        return None
    start = cell.start + len(raw) - len(raw.lstrip())
    end = cell.start + len(raw.rstrip())
    value = parse_number(match["number"])
    negative = match["sign"] in ("-", "–", "−", "(")
    if match["percent"] or column.kind == "percent" or (row.unit or "").strip() in ("%", "‰"):
        return _percentage(document, row, column, (start, end), value, negative)
    if row.unit is None:
        return None
    base_value, base_unit = _in_base_units(match["number"], row.unit)
    return Figure(
        start=start,
        end=end,
        text=document.text[start:end],
        value=-value if negative else value,
        value_max=None,
        unit=row.unit,
        base_value=-base_value if negative and base_value is not None else base_value,
        base_unit=base_unit,
        indicator=row.label,
        parent=row.parent,
        how="cell",
    )


def _in_base_units(number: str, unit: str) -> tuple[Decimal | None, str | None]:
    """The value in VND, m², kg, persons …: a unit column writes ``Triệu đồng`` with a capital."""
    quantity = next(find_quantities(f"{number} {unit[:1].lower()}{unit[1:]}"), None)
    return in_base_unit(quantity) if quantity is not None else (None, None)


def _percentage(
    document: Document, row: Row, column: Column, span: tuple[int, int], value: Decimal, negative: bool
) -> Percentage:
    growth = column.measure == "growth"
    relation: Relation = "giảm" if growth and negative else _RELATION.get(column.measure, "tỷ lệ")
    permille = (row.unit or "").strip() == "‰" and column.kind == "value"
    return Percentage(
        start=span[0],
        end=span[1],
        text=document.text[span[0] : span[1]],
        value=value,
        value_max=None,
        relation=relation,
        direction=("-" if negative else "+") if growth else None,
        basis=column.basis,
        indicator=row.label,
        permille=permille,
        how="cell",
        doubts=percentage_doubts(value, None, relation, permille),
    )


def _signed(record: Figure | Percentage) -> Decimal:
    return -record.value if isinstance(record, Percentage) and record.direction == "-" else record.value


def _observed(record: Figure | Percentage, column: Column) -> Iterator[Observation]:
    if column.measure is None or column.role is None or record.indicator is None:
        return
    percentage = isinstance(record, Percentage)
    level = percentage and column.kind == "value"
    reference = TimeReference(column.role, column.period, column.rule, column.cue)
    name, authority = _without_authority(record.indicator)
    planned = column.role == "plan" or column.measure == "percent_of_plan"
    yield Observation(
        indicator=name,
        indicator_code=match_indicator(name),
        measure="level" if level else column.measure,
        basis=authority if authority and planned else column.basis,
        value=_signed(record),
        unit=("‰" if record.permille else "%") if isinstance(record, Percentage) else _small(record.unit),
        source="percentages" if percentage else "figures",
        record_id=record.id,
        **reference.fields(),
    )


#: A row of one authority's plan: Thu NSNN trên địa bàn (dự toán huyện giao). What was done is the same for both.
_AUTHORITY_BRACKET = re.compile(
    rf" *\((?:{PLANNED_AMOUNT} )?(?P<authority>{PLAN_AUTHORITY}(?: huyện)? giao)\)",
    re.IGNORECASE,
)


def _without_authority(label: str) -> tuple[str, str | None]:
    """A label without the authority of the plan that its bracket names, and that authority's plan as a basis."""
    match = _AUTHORITY_BRACKET.search(label)
    if match is None or match.start() == 0:
        return label, None
    return (label[: match.start()] + label[match.end() :]).strip(), f"KH {match['authority']}"


def _small(unit: str) -> str:
    """``Triệu đồng`` of a unit column as prose writes it, so that both stand in one series; ``MW`` stays."""
    return unit[:1].lower() + unit[1:] if unit[1:2].islower() else unit
