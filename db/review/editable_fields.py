"""Which fields can be corrected, which values they accept, and which columns a value fills."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from db.indicators.rows import add_indicators, indicator_key, indicator_row
from db.sql.periods import parse_period
from extractors.numbers.figures import in_base_unit
from extractors.numbers.quantities import find_quantities

#: By table.
FIELDS: dict[str, tuple[str, ...]] = {
    "figures": ("value", "unit", "indicator"),
    "percentages": ("value", "indicator"),
    "ratios": ("num", "den", "what", "subject"),
    "observations": ("indicator", "period", "measure", "role", "basis", "district"),
    "citations": ("type", "number", "date", "issuer", "title"),
    "reports": ("number", "type", "issuer", "date", "title", "district", "province", "period", "signer"),
}


def number_columns(table: str, row: dict[str, Any], field: str, value: str | None) -> dict[str, Any]:
    """The columns of a figure or percentage that a new value or unit fills."""
    columns: dict[str, Any] = {field: value}
    if field == "value":
        columns = {"value": float(value or 0), "value_text": value}
    if table != "figures":
        return columns
    now = row | columns
    base_value, base_unit = base_of(now["value_text"], now["unit"])
    return columns | {"base_value": base_value, "base_unit": base_unit}


def base_of(value_text: str, unit: str) -> tuple[float | None, str | None]:
    """A value in VND, m², kg, persons …, where its unit has a fixed rate."""
    number = abs(Decimal(value_text))
    printed = format(number, "f").replace(".", ",")
    quantity = next(find_quantities(f"{printed} {unit}"), None)
    if quantity is None or quantity.unit != unit:
        return None, None
    base, base_unit = in_base_unit(quantity)
    if base is None:
        return None, None
    return float(-base if value_text.startswith("-") else base), base_unit


def observation_columns(database: Database, field: str, value: str | None) -> dict[str, Any]:
    """The columns of a data point that a new value fills. An indicator is named by code, name, or any words."""
    if field == "period":
        period = parse_period(value) if value else None
        return {
            "period": value,
            "period_start": period.start if period else None,
            "period_end": period.end if period else None,
        }
    if field == "indicator":
        if (value or "").isdigit() and database.conn.execute(
            "SELECT 1 FROM indicators WHERE id = ?", [value]
        ).fetchone():
            return {"indicator_id": int(value or 0)}
        key = indicator_key(value or "")
        return {"indicator_id": add_indicators(database, [indicator_row(key)])[key]}
    return {field: value}


def report_columns(field: str, value: str | None) -> dict[str, Any]:
    """The columns of a report that a new value fills."""
    if field != "period":
        return {field: value}
    period = parse_period(value) if value else None
    return {
        "period": value,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
    }
