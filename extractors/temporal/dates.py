"""Dates as reports write them: ``ngày 04 tháng 01 năm 2023``, ``04/01/2023``, ``4-1-2023``, ``4.1.2023``, blanks."""

from __future__ import annotations

import datetime
import re

_DAY = r"(?P<day>\d{1,2})"
_MONTH = r"(?P<month>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"

#: ``ngày`` and a full date, or a full date alone.
DATE = re.compile(
    r"(?:[Nn]gày *)?"
    rf"(?:{_DAY} *tháng *{_MONTH} *năm *\.? ?{_YEAR}"  # 04 tháng 01 năm 2023
    r"|(?P<d2>\d{1,2}) ?(?P<sep>[/.\-–]) ?(?P<m2>\d{1,2}) ?(?P=sep) ?(?P<y2>(?:19"
    r"|20)\d\d)(?!\d)"  # 04/01/2023, 4.1.2023
    r"|(?P<d3>\d{1,2}) ?[/.\-] ?(?P<m3>\d{1,2}) +năm +(?P<y3>(?:19|20)\d\d)(?!\d)"  # 04/01 năm 2023
    r"|(?P<d4>\d{1,2}) +tháng +(?P<m4>\d{1,2})[/,] *(?P<y4>(?:19|20)\d\d)(?!\d))"  # 04 tháng 01/2023
)

_FILL = r"[ .…_]"

#: A date left blank, in whole or in part: ``ngày   /  /2020``, ``ngày … tháng 5 năm 2020``, or ``ngày`` and nothing.
BLANK_DATE = re.compile(
    r"[Nn]gày"
    rf"(?:{_FILL}*(?:\d{{1,2}})?{_FILL}*/{_FILL}*(?:\d{{1,2}})?{_FILL}*/{_FILL}*(?P<year>(?:19|20)\d\d)?"
    rf"|{_FILL}*(?:\d{{1,2}})?{_FILL}*tháng{_FILL}*(?:\d{{1,2}})?{_FILL}*(?:năm{_FILL}*(?P<year2>(?:19|20)\d\d)?)?"
    rf"|(?=[ ,.;)]|$))"
)

#: ``năm 2024`` after a number.
YEAR_ONLY = re.compile(rf"năm +{_YEAR}")


_GROUPS = (("day", "month", "year"), ("d2", "m2", "y2"), ("d3", "m3", "y3"), ("d4", "m4", "y4"))


def iso(match: re.Match[str]) -> str | None:
    """The ISO date of a match of :data:`DATE`; None when no such day exists."""
    for names in _GROUPS:
        day, month, year = (match[name] for name in names)
        if day:
            try:
                return datetime.date(int(year), int(month), int(day)).isoformat()
            except ValueError:
                return None
    return None
