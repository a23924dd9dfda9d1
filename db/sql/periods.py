"""Periods as the contract writes them (2023, 2023-H1, 2023-Q1, 2019-9M, 2023-05): ends, names, order."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{1,2})M|(\d{2})))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of months of one year, both ends included."""

    text: str
    year: int
    first_month: int
    last_month: int

    @property
    def start(self) -> str:
        """Its first day, ISO."""
        return date(self.year, self.first_month, 1).isoformat()

    @property
    def end(self) -> str:
        """Its last day, ISO."""
        return date(self.year, self.last_month, calendar.monthrange(self.year, self.last_month)[1]).isoformat()

    @property
    def kind(self) -> str:
        """What it is called, so that half a year and a whole one are never taken for each other."""
        months = self.last_month - self.first_month + 1
        if months == 12:
            return "cả năm"
        if months == 6:
            return "6 tháng đầu năm" if self.first_month == 1 else "6 tháng cuối năm"
        if months == 1:
            return f"tháng {self.first_month}"
        if months == 3 and (self.first_month - 1) % 3 == 0:
            return f"quý {['I', 'II', 'III', 'IV'][(self.first_month - 1) // 3]}"
        return f"{months} tháng"

    @property
    def order(self) -> tuple[int, int, int]:
        """Chronological; of two that end together, the shorter one first."""
        return (self.year, self.last_month, -self.first_month)


def parse_period(text: str) -> Period:
    """The period that ``text`` writes.

    Raises:
        ValueError: it is none, with the forms that are.
    """
    match = _PERIOD.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError(f"{text!r} is not a period. Write 2023, 2023-H1, 2023-Q1, 2023-9M or 2023-05.")
    year, half, quarter, months, month = match.groups()
    if half:
        first, last = (1, 6) if half == "1" else (7, 12)
    elif quarter:
        first, last = 3 * int(quarter) - 2, 3 * int(quarter)
    elif months:
        first, last = 1, int(months)
    elif month:
        first = last = int(month)
    else:
        first, last = 1, 12
    if not 1 <= last <= 12 or int(year) < 1:
        raise ValueError(f"{text!r} is not a period: a year has twelve months.")
    return Period(text.strip(), int(year), first, last)
