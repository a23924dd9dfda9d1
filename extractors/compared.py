"""The period that a percentage is compared with: ``cùng kỳ`` in a report on 2023-H1 is 2022-H1."""

from __future__ import annotations

import re

from extractors.periods import find_period

_SAME = re.compile(r"\bcùng kỳ\b|^CK\b|năm (?:trước|ngoái)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: A moment, or a plan: the year in it is not a period that was measured.
_NO_PERIOD = re.compile(r"(?:đầu|cuối) năm|kế hoạch|\bKH\b|dự toán|chỉ tiêu|nghị quyết", re.IGNORECASE)
_PART = re.compile(r"(?:\d+|sáu|chín) tháng|quý|tháng \d", re.IGNORECASE)


def compared_period(basis: str | None, period: str | None) -> str | None:
    """The period that ``basis`` names, in the form of the contract; None where it names none, or leaves it open.

    A year alone is a whole year: against a part of a year it is no basis of a growth rate, and None.

    >>> compared_period("cùng kỳ năm 2022", "2023-H1")
    '2022-H1'
    """
    if not basis or not period:
        return None
    years = [int(year) for year in _YEAR.findall(basis)]
    if len(years) > 1:
        return None
    if _SAME.search(basis):
        return f"{years[0] if years else int(period[:4]) - 1}{period[4:]}"
    if _NO_PERIOD.search(basis) and not _PART.search(basis):
        return None
    said = find_period(basis) or (str(years[0]) if years else None)
    # "so với năm 2022" is of the whole year; a part of a year is told in its own form.
    return said if said is not None and (len(said) == 4) == (len(period) == 4) else None
