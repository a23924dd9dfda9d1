"""From values to heights: round ticks, and how many pixels from the top a value stands."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

#: Steps between ticks, times a power of ten.
_STEPS = (1, 2, 2.5, 5, 10)
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis from ``low`` to ``high``, drawn from ``bottom`` up to ``top`` (pixels from the top)."""

    low: float
    high: float
    top: float
    bottom: float
    ticks: tuple[Decimal, ...]

    def y(self, value: float | Decimal) -> float:
        """Where ``value`` stands, in pixels from the top."""
        share = (float(value) - self.low) / (self.high - self.low)
        return round(self.bottom - share * (self.bottom - self.top), 1)


def scale_of(values: Iterable[float], top: float, bottom: float, *, from_zero: bool = True) -> Scale:
    """An axis that holds ``values`` (and nought, if ``from_zero``), with about five round ticks, one at each end.

    >>> [str(tick) for tick in scale_of([18.24, 36.42], 0, 100).ticks]
    ['0', '10', '20', '30', '40']
    """
    numbers = list(values) or [0.0]
    low, high = min(numbers), max(numbers)
    if from_zero or low <= high / 2:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        # One value alone, or many alike: an axis around it.
        low, high = (low - abs(low) / 10, high + abs(high) / 10) if high else (0.0, 1.0)
    step = _step((high - low) / (_TICKS - 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(_exact(step) * place for place in range(first, last + 1))
    return Scale(float(ticks[0]), float(ticks[-1]), top, bottom, ticks)


def _step(least: float) -> float:
    """The smallest round step that is not below ``least``."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * step for step in _STEPS if power * step >= least * (1 - 1e-9))


def _exact(step: float) -> Decimal:
    return Decimal(f"{step:.3g}")


def tick_texts(ticks: Sequence[Decimal]) -> list[str]:
    """Ticks as plain decimal numbers, all with as many decimals: ``0.0``, ``2.5``, ``5.0``."""
    most = max((max(0, -int(tick.normalize().as_tuple().exponent)) for tick in ticks), default=0)
    return [format(tick, f".{most}f") for tick in ticks]
