"""The period that a percentage is compared with: ``cùng kỳ`` in a report on 2023-H1 is 2022-H1."""

from __future__ import annotations

import re

from db.folding import fold
from extractors.periods import find_period

_SAME = re.compile(r"\bcung ky\b|^ck\b|nam truoc|nam ngoai")
#: A moment, or a plan: the year in it is not a period that was measured.
_NO_PERIOD = re.compile(r"\bdau nam\b|\bcuoi nam\b|ke hoach|\bkh\b|du toan|chi tieu|nghi quyet")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def compared_period(basis: str | None, period: str | None) -> str | None:
    """The period that ``basis`` names, in the form of the contract; None where it names none, or leaves it open.

    A year alone is a whole year: against a half year it is no basis of a growth rate, and None.
    """
    if not basis or not period:
        return None
    words = fold(basis)
    years = [int(year) for year in _YEAR.findall(words)]
    own = int(period[:4])
    if re.search(r"\bdau nam\b|\bcuoi nam\b|ke hoach|\bkh\b|du toan|chi tieu|nghi quyet", words) and not _SAME.search(
        words
    ):
        return find_period(basis) if re.search(r"\d+ thang", words) else None
    if _SAME.search(words):
        if len(years) > 1:
            return None
        return f"{years[0] if years else own - 1}{period[4:]}"
    said = find_period(basis) or (str(years[0]) if len(years) == 1 else None)
    if said is None or len(years) > 1:
        return None
    # "so với năm 2022" is of the whole year; a part of a year is told in its own form.
    return said if (len(said) == 4) == (len(period) == 4) else None
