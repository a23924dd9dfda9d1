"""Which mark parts thousands and which decimals: the habit of a text, from its numbers that can mean one thing only.

Vietnam writes ``2.522,81``; spreadsheets set to English write ``2,522.81``. A number such as ``12.345`` or ``12,345``
can be read both ways: there the habit of the rest of the text decides.
"""

from __future__ import annotations

import re

from extractors.numerals import EITHER_WAY

#: Numbers in front of a unit, a noun or a sign; headings (1.2. Thu ngân sách) and dates have no such word behind them.
_NUMBER = re.compile(r"(?<![\w/.,-])\d[\d.,]*\d(?= ?(?:%|‰|[a-zđ]))")
_VIETNAMESE = re.compile(
    r"\d{1,3}(?:\.\d{3})+,\d+"  # 2.522,81
    r"|\d+,(?:\d{1,2}|\d{4,})"  # 32,4
    r"|\d{1,3}(?:\.\d{3}){2,}"  # 447.142.000
)
_ENGLISH_BOTH = re.compile(
    r"\d{1,3}(?:,\d{3})+\.\d+"  # 2,522.81
    r"|\d{1,3}(?:,\d{3}){2,}"  # 19,574,000
)
_ENGLISH_DECIMAL = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})")  # 45.6

#: How often a decimal point alone must stand in a text without a decimal comma, to count as its habit.
_LEAST = 3


def writes_english(text: str) -> bool:
    """Whether ``text`` has numbers that only the English way can mean, and none that only the Vietnamese can."""
    both = decimals = 0
    for match in _NUMBER.finditer(text):
        if _VIETNAMESE.fullmatch(match[0]):
            return False
        both += _ENGLISH_BOTH.fullmatch(match[0]) is not None
        decimals += _ENGLISH_DECIMAL.fullmatch(match[0]) is not None
    return both > 0 or decimals >= _LEAST


def reads_both_ways(number: str) -> bool:
    """Whether ``number`` is a whole number in one habit and a decimal in the other: 12.345, 12,345."""
    return EITHER_WAY.fullmatch(number) is not None
