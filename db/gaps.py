"""Which periods a comparison should have: those that were reported, and those that are missing between them."""

from __future__ import annotations

from collections.abc import Iterable

from db.periods import parse_period

#: Parts of a year that every year has a report on. Months and quarters are shown as they come.
_REGULAR = ("", "-H1", "-9M")


def expected_periods(
    reported: Iterable[str | None], period_from: str | None = None, period_to: str | None = None
) -> set[str | None]:
    """``reported``, and every year (half-year, nine months) between them, or between the bounds that were asked for.

    >>> sorted(expected_periods(["2021", "2023"], "2020"))
    ['2020', '2021', '2022', '2023']
    """
    found = set(reported)
    start = parse_period(period_from).start if period_from else None
    end = parse_period(period_to).end if period_to else None
    for part in _REGULAR:
        years = [int(period[:4]) for period in found if period is not None and period[4:] == part]
        if not years:
            continue
        # Who asks from 2019 to 2024 wants to see that there is no report on 2020; parts of years are not asked for so.
        asked = [int(bound[:4]) for bound in (start, end) if bound and not part]
        for year in range(min([*years, *asked]), max([*years, *asked]) + 1):
            period = parse_period(f"{year:04}{part}")
            if (start is None or period.start >= start) and (end is None or period.end <= end):
                found.add(period.text)
    return found
