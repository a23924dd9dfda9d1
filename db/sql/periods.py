"""Periods as stored (2023, 2023-H1, 2023-Q1, 2019-9M, 2023-05): first and last day, kind, order."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

_PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{1,2})M|(\d{2})))?")

PeriodKind = Literal["year", "half", "quarter", "month", "cumulative"]


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
    def kind(self) -> PeriodKind:
        """Its kind as a code, so that half a year and a whole one are never taken for each other."""
        months = self.last_month - self.first_month + 1
        if months == 12:
            return "year"
        if months == 6 and self.first_month in (1, 7):
            return "half"
        if months == 1:
            return "month"
        return "quarter" if months == 3 and self.last_month % 3 == 0 else "cumulative"

    @property
    def code(self) -> str:
        """Its kind and which of these in the year it is: ``year``, ``half.1``, ``quarter.2``, ``month.12``.

        ``cumulative.9`` are the first nine months.
        """
        place = {"half": self.last_month // 6, "quarter": self.last_month // 3}.get(self.kind, self.last_month)
        return "year" if self.kind == "year" else f"{self.kind}.{place}"

    @property
    def cumulative(self) -> bool:
        """Whether it counts from January on: a first quarter or half, nine months, a year."""
        return self.first_month == 1 and self.last_month >= 3

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
