"""Printed numbers as what they can stand for: 93,6 is anything from 93,55 to 93,65.

Whether numbers contradict each other is told from these intervals alone, so the tolerance of a check is that of the
print, never a constant of ours (interval arithmetic: Moore, 1966).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Interval:
    """All that a printed number can stand for, both ends included."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether one number can be in both."""
        return self.low <= other.high and other.low <= self.high

    def times(self, factor: Decimal) -> Interval:
        """Each end times ``factor``, which is above zero."""
        return Interval(self.low * factor, self.high * factor)

    def plus(self, other: Interval) -> Interval:
        """The sums."""
        return Interval(self.low + other.low, self.high + other.high)

    def over(self, other: Interval) -> Interval | None:
        """The quotients of two numbers from zero up; None where the divisor can be zero."""
        if other.low <= 0 or self.low < 0:
            return None
        return Interval(self.low / other.high, self.high / other.low)


def step(value: Decimal) -> Decimal:
    """One in the last digit that is printed: 0.01 for 93.60."""
    return Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))


def printed(value: Decimal, *, counted: bool = False) -> Interval:
    """What a rounded number stands for: half a step to both sides. What is ``counted`` is not rounded."""
    half = Decimal(0) if counted else step(value) / 2
    return Interval(value - half, value + half)


def printed_loosely(value: Decimal) -> Interval:
    """What a percentage stands for that may be cut off instead of rounded: a step to both sides."""
    return Interval(value - step(value), value + step(value))


def total(intervals: Iterable[Interval]) -> Interval:
    """The interval of a sum."""
    result = Interval(Decimal(0), Decimal(0))
    for interval in intervals:
        result = result.plus(interval)
    return result


#: The digits that a number must have for a slip to be told from another number.
TELLING = 3


def slip_into(value: Decimal, wanted: Interval, *, simple: bool = False) -> Decimal | None:
    """The number that ``value`` would be without one slip, if that lies in ``wanted``: the nearest such; else None.

    A slip is a wrong digit, two neighbouring digits that changed places, a digit too many or too few, a decimal mark
    misplaced, or a unit a thousand times too large or small; a ``simple`` one is of the first two kinds.
    In a number of two digits a slip proves nothing: one in ten is a slip away from any other.
    """
    if len(value.as_tuple().digits) < TELLING:
        return None
    fitting = [number for number in _slips(value, simple) if wanted.low <= number <= wanted.high]
    middle = (wanted.low + wanted.high) / 2
    return min(fitting, key=lambda number: (abs(number - middle), number), default=None)


def _slips(value: Decimal, simple: bool) -> Iterator[Decimal]:
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return
    for place, digit in enumerate(digits):
        for other in range(10):
            if other != digit and (other or place):  # a number doesn't begin with a zero
                yield Decimal((sign, (*digits[:place], other, *digits[place + 1 :]), exponent))
        if place + 1 < len(digits):
            swapped = (*digits[:place], digits[place + 1], digit, *digits[place + 2 :])
            yield Decimal((sign, swapped, exponent))
    if not simple:
        yield from _length_slips(value, sign, digits, exponent)


def _length_slips(value: Decimal, sign: int, digits: tuple[int, ...], exponent: int) -> Iterator[Decimal]:
    """A mark or unit misplaced, a digit too many or too few."""
    for shift in (-6, -3, -2, -1, 1, 2, 3, 6):
        yield value.scaleb(shift)
    for place in range(len(digits) + 1):
        for other in range(10):
            yield Decimal((sign, (*digits[:place], other, *digits[place:]), exponent))
    if len(digits) > 1:
        for place in range(len(digits)):
            yield Decimal((sign, (*digits[:place], *digits[place + 1 :]), exponent))
