"""Rows of ruled tables (phụ lục) become the records that prose gives: figures and percentages, with what they measure.

A number's indicator is the label of its row, its unit stands in the unit column, its meaning in the head of its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus import Cell, Document, Table
from extractors.doubts import percentage_doubts
from extractors.figures import in_base_unit
from extractors.numerals import NUMBER, parse_number
from extractors.quantities import find_quantities
from extractors.records import Equation, Figure, Item, Observation, Percentage, Relation
from extractors.table_columns import Column, read_column
from extractors.table_equations import Line, ties_of
from extractors.table_shares import shares_of_plan
from extractors.taxonomy import match_indicator

_VALUE = re.compile(rf"(?P<sign>[-+–−(]?) ?(?P<number>{NUMBER}) ?(?P<percent>%?)\)?")
_BULLET = re.compile(r"^(?:[-–+*•]|\d+(?:\.\d+)*[.)]?|[a-zđ]\)|[IVX]+\.)\s+")
_OF_WHICH = re.compile(r"^(?:[-–+*•] *)?(?:trong đó|tđ|gồm)\s*:?\s*", re.IGNORECASE)
_UNIT_IN_LABEL = re.compile(r"\((?:ĐVT *:? *)?(?P<unit>[^()]{1,24})\)\s*$")
_SAME_UNIT = frozenset({'"', "''", "nt", "-", "”", "“"})
_RELATION: dict[str | None, Relation] = {
    "percent_of_plan": "đạt",
    "percent_of_base": "bằng",
    "growth": "tăng",
    None: "khác",
    "value": "tỷ lệ",
}


@dataclass(frozen=True, slots=True)
class TableRecords:
    """What the tables gave. ``observations`` name their source by its place in these very lists."""

    figures: tuple[Figure, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    observations: tuple[Observation, ...] = ()
    #: The spans of the cells of tables that were read: what prose found in them is left out.
    spans: tuple[tuple[int, int], ...] = ()
    equations: tuple[Equation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    order: str
    label: str
    unit: str | None
    parent: str | None
    sub: bool
    cells: tuple[tuple[Column, Cell], ...]


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
        columns = inherited or _columns(document, table, period)
        heads[index] = columns
        first[index] = first[table.continues] if inherited and table.continues is not None else index
        if columns:
            spans += [(cell.start, cell.end) for cell in table.cells if cell.end > cell.start]
        for row in _rows(document, table, columns):
            numbers: dict[int, tuple[Item, Decimal]] = {}
            for column, cell in row.cells:
                made = _record(document, row, column, cell)
                if isinstance(made, Figure):
                    numbers[cell.column] = ("figures", len(figures)), made.value
                    observations += _observed(made, column, len(figures))
                    figures.append(made)
                elif made is not None:
                    signed = -made.value if made.direction == "-" else made.value
                    numbers[cell.column] = ("percentages", len(percentages)), signed
                    observations += _observed(made, column, len(percentages))
                    percentages.append(made)
            lines.setdefault(first[index], []).append(Line(row.order, row.label, row.unit, row.sub, numbers))
    equations = [tie for start, body in lines.items() for tie in ties_of(heads[start], body)]
    return TableRecords(tuple(figures), tuple(percentages), tuple(observations), tuple(spans), tuple(equations))


def _said(document: Document, cell: Cell) -> str:
    return " ".join(document.text[cell.start : cell.end].split())


def _columns(document: Document, table: Table, period: str | None) -> dict[int, Column]:
    """What each column means; empty where no column holds labels, or none holds numbers."""
    body = [cell for cell in table.cells if not cell.is_header and cell.box is not None]
    middles: dict[int, float] = {}
    for cell in body:
        if cell.box is not None:
            middles.setdefault(cell.column, (cell.box.x0 + cell.box.x1) / 2)
    found: dict[int, Column] = {}
    heads: dict[int, str] = {}
    for number, middle in middles.items():
        over = [
            _said(document, cell)
            for cell in table.cells
            if cell.is_header and cell.box is not None and cell.box.x0 <= middle <= cell.box.x1
        ]
        # The row that numbers the columns (1, 2, 8=7/4) is part of the head, and says nothing.
        levels = [said for said in over if re.search(r"[^\W\d]{2,}", said)]
        heads[number] = " ".join(dict.fromkeys(levels))
        found[number] = read_column(heads[number], period)
    kinds = [column.kind for column in found.values()]
    if "label" not in kinds or not ("value" in kinds or "percent" in kinds):
        return {}
    return shares_of_plan(found, heads, _numbers(document, body))


def _numbers(document: Document, body: list[Cell]) -> list[dict[int, Decimal]]:
    """The numbers of each row, by column."""
    rows: dict[int, dict[int, Decimal]] = {}
    for cell in body:
        match = _VALUE.fullmatch(re.sub(r"\s+", "", document.text[cell.start : cell.end]))
        if match is not None:
            rows.setdefault(cell.row, {})[cell.column] = parse_number(match["number"])
    return list(rows.values())


def _rows(document: Document, table: Table, columns: dict[int, Column]) -> Iterator[_Row]:
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if not cell.is_header:
            by_row.setdefault(cell.row, []).append(cell)
    unit: str | None = None
    main: str | None = None
    for cells in by_row.values():
        said = {cell.column: _said(document, cell) for cell in cells}
        printed = next(
            (said[number] for number, column in columns.items() if column.kind == "label" and number in said), ""
        )
        shown = next(
            (said[number] for number, column in columns.items() if column.kind == "unit" and number in said), None
        )
        order = next(
            (said[number] for number, column in columns.items() if column.kind == "number" and number in said), ""
        )
        if shown is not None and shown not in _SAME_UNIT:
            unit = shown or None
        label = _OF_WHICH.sub("", _BULLET.sub("", printed)).strip(" :;,.")
        sub = bool(_BULLET.match(printed) or _OF_WHICH.match(printed) or re.match(r"\d+\.\d", order) or order in "-+")
        if not sub:
            main = label
        in_label = _UNIT_IN_LABEL.search(label) if unit is None else None
        row_unit = unit or (in_label["unit"] if in_label else None)
        numbers = tuple(
            (columns[cell.column], cell)
            for cell in cells
            if cell.column in columns and columns[cell.column].kind in ("value", "percent")
        )
        if label and numbers:
            yield _Row(order, label, row_unit, main if sub and main != label else None, sub, numbers)


def _record(document: Document, row: _Row, column: Column, cell: Cell) -> Figure | Percentage | None:
    """The number in one cell; None for a blank, a dash or words. A number that wraps in its cell is one number."""
    raw = document.text[cell.start : cell.end]
    match = _VALUE.fullmatch(re.sub(r"\s+", "", raw))
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
    document: Document, row: _Row, column: Column, span: tuple[int, int], value: Decimal, negative: bool
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


def _observed(record: Figure | Percentage, column: Column, index: int) -> Iterator[Observation]:
    if column.measure is None or column.role is None or record.indicator is None:
        return
    percentage = isinstance(record, Percentage)
    level = percentage and column.kind == "value"
    signed = -record.value if isinstance(record, Percentage) and record.direction == "-" else record.value
    name, giver = _without_giver(record.indicator)
    planned = column.role == "plan" or column.measure == "percent_of_plan"
    yield Observation(
        indicator=name,
        indicator_code=match_indicator(name),
        measure="level" if level else column.measure,
        basis=giver if giver and planned else column.basis,
        role=column.role,
        value=signed,
        unit=("‰" if record.permille else "%") if isinstance(record, Percentage) else _small(record.unit),
        source="percentages" if percentage else "figures",
        source_index=index,
        period=column.period,
    )


#: A row of one giver's plan: Thu NSNN trên địa bàn (dự toán huyện giao). What was done is the same for both.
_GIVER = re.compile(
    r" *\((?:(?:dự toán|DT|kế hoạch|KH|chỉ tiêu) )?(?P<giver>(?:tỉnh|huyện|trung ương|TW|HĐND(?: huyện)?) giao)\)",
    re.IGNORECASE,
)


def _without_giver(label: str) -> tuple[str, str | None]:
    """A label without the giver of the plan that its bracket names, and that giver's plan as a basis."""
    match = _GIVER.search(label)
    if match is None or match.start() == 0:
        return label, None
    return (label[: match.start()] + label[match.end() :]).strip(), f"KH {match['giver']}"


def _small(unit: str) -> str:
    """``Triệu đồng`` of a unit column as prose writes it, so that both stand in one series; ``MW`` stays."""
    return unit[:1].lower() + unit[1:] if unit[1:2].islower() else unit
