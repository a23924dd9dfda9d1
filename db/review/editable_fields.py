"""Which fields an archivist may correct, what may stand in them, and which columns a value fills."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from db.indicator_catalogue import indicator_list
from db.indicators.rows import add_indicators, indicator_row
from db.sql.folding import fold, phrase_key
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
#: The fields that hold a number.
NUMBERS = ("value", "num", "den")
#: What may stand in ``measure`` and in ``role``.
MEASURES = ("value", "percent_of_plan", "percent_of_base", "growth", "share", "level")
ROLES = ("actual", "estimate", "plan", "prior")
_VIETNAMESE = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")
#: More characters than this no printed number has.
_LONGEST = 40
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")


def read_value(field: str, value: str | None) -> str | None:
    """``value`` as it is stored: a number without thousands marks, an ISO date, a period of the contract.

    Raises:
        ValueError: it is not one of that field, with what would be.
    """
    if value is None or not value.strip():
        if field in (*NUMBERS, "measure", "role", "indicator"):
            raise ValueError(f"{field} cannot be empty.")
        return None
    value = value.strip()
    if field in NUMBERS:
        return _number(value)
    if field == "date":
        return _date(value)
    if field == "period":
        return parse_period(value).text
    allowed = {"measure": MEASURES, "role": ROLES}.get(field)
    if allowed is not None and value not in allowed:
        raise ValueError(f"{field} is one of {', '.join(allowed)}, not {value!r}.")
    return value


def _number(value: str) -> str:
    """1.234,5 as reports write it, or 1234.5."""
    text = value.replace(".", "").replace(",", ".") if _VIETNAMESE.fullmatch(value) else value
    if not _PLAIN.fullmatch(text) or len(text) > _LONGEST:
        raise ValueError(f"{value!r} is no number. Write 1.234,5 or 1234.5.")
    return format(Decimal(text), "f")


def _date(value: str) -> str:
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", value)
    text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else value
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError(f"{value!r} is no date. Write 2023-06-05 or 5/6/2023.") from error


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


def indicator_key(named: str) -> str:
    """The key of the indicator that a person names by code or name; any other words are an indicator of their own."""
    wanted = fold(named)
    for entry in indicator_list().values():
        if wanted in (fold(entry.code), fold(entry.name)):
            return f"code:{entry.code}"
    return f"phrase:{phrase_key(named)}"


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
