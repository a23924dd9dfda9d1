"""Arithmetic as it is shown to people: ``148,72 / 158,90 = 93,59 %, printed 95,39 %``, with decimal commas."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

#: Wrong by more than this part of the right number, and by no single slip: then it is the reading that is in doubt.
PLAUSIBLE = Decimal("0.35")


def shown(value: Decimal, places: int | None = None) -> str:
    """``value`` with a decimal comma and full stops between thousands; rounded to ``places`` where given."""
    if places is None and places_of([value]) == 6:
        places = 6
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = format(abs(value), "f").partition(".")
    groups = f"{int(whole):,}".replace(",", ".")
    return ("-" if value < 0 else "") + groups + (f",{rest}" if rest else "")


def places_of(values: Sequence[Decimal]) -> int:
    """The most decimal places that any of ``values`` is printed with; six at the most, where units were converted."""
    return min(6, max((-int(value.as_tuple().exponent) for value in values), default=0))


def near(found: Decimal, printed: Decimal, part: Decimal = PLAUSIBLE) -> bool:
    """Whether two numbers are so near that one can be the other gone wrong: within ``part`` of the larger."""
    largest = max(abs(found), abs(printed))
    return largest == 0 or abs(found - printed) <= part * largest
