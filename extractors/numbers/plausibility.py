"""Plausibility of the values that were read: a doubtful one is kept, and its doubts are named.

================  ======================================================================================
``marks``         the number can be read both ways (12.345), and the text writes the English way
``implausible``   a value that can hardly be meant: a share above 100 %, a fall by more than all, 15000,92%
``year``          a count that looks like a year: 2023 hộ
``letters``       the letters of a document's number name another type than the words (Nghị định số 39-NQ/TW)
``blank``         a number still to be filled in: số      /QĐ-UBND
``date``          a date is printed that does not exist, or its year is not that of the number
================  ======================================================================================
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.numbers.numerals import reads_both_ways
from extractors.numbers.quantities import Quantity
from extractors.records import Relation

_YEAR = re.compile(r"(?:19|20)\d\d")
#: More than this many times its base or its plan is a slip of the pen more often than a result.
_MAX_PERCENTAGE = Decimal(1000)
_MAX_SHARE = Decimal(100)


def figure_doubts(digits: str, quantity: Quantity, english: bool) -> tuple[str, ...]:
    """The doubts about a figure whose number is printed as ``digits``."""
    doubts = []
    if english and reads_both_ways(digits):
        doubts.append("marks")
    if quantity.counted and _YEAR.fullmatch(digits):
        doubts.append("year")
    if quantity.value_max is not None and quantity.value_max <= quantity.value:
        doubts.append("implausible")
    return tuple(doubts)


def percentage_doubts(value: Decimal, value_max: Decimal | None, relation: Relation, permille: bool) -> tuple[str, ...]:
    """The doubts about a percentage."""
    whole = _MAX_PERCENTAGE if permille else _MAX_SHARE
    too_much = value > _MAX_PERCENTAGE or (relation in ("chiếm", "tỷ lệ", "giảm") and value > whole)
    backwards = value_max is not None and value_max <= value
    return ("implausible",) if too_much or backwards else ()
