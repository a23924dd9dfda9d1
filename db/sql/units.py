"""Common unit of a row of values: exact, and only where their base unit is one and they differ by powers of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """A value as printed, and what it is in the base unit (VND, m², kg, persons), where that is known."""

    value: Decimal
    unit: str
    base_value: float | None
    base_unit: str | None


def common_unit(amounts: Sequence[Amount]) -> tuple[str, list[Decimal]] | None:
    """The largest of the units of ``amounts`` and all values in it; None where they cannot be told in one unit.

    ``tỷ đồng`` and ``triệu đồng`` give ``tỷ đồng``. Values printed in that unit stay as they are, to the digit.
    """
    units = {amount.unit for amount in amounts}
    if len(units) == 1:
        return units.pop(), [amount.value for amount in amounts]
    exponents = _exponents(amounts)
    if len({amount.base_unit for amount in amounts}) != 1 or exponents.keys() != units:
        return None
    largest = max(sorted(units), key=lambda unit: exponents[unit])
    return largest, [amount.value.scaleb(exponents[amount.unit] - exponents[largest]) for amount in amounts]


def _exponents(amounts: Sequence[Amount]) -> dict[str, int]:
    """For each unit, the power of ten that leads to the base unit; a unit whose step is no power of ten is left out."""
    exponents: dict[str, int] = {}
    refused: set[str] = set()
    for amount in amounts:
        if amount.base_value is None or amount.base_unit is None or not amount.value:
            continue
        ratio = amount.base_value / float(amount.value)
        exponent = round(math.log10(ratio)) if ratio > 0 else 0
        if not math.isclose(ratio, 10.0**exponent, rel_tol=1e-9) or exponents.get(amount.unit, exponent) != exponent:
            refused.add(amount.unit)
        exponents[amount.unit] = exponent
    return {unit: exponent for unit, exponent in exponents.items() if unit not in refused}
