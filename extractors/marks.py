"""Which mark parts thousands and which decimals: the habit of a text, from its numbers that can mean one thing only.

Vietnam writes ``2.522,81``; spreadsheets set to English write ``2,522.81``. A number such as ``12.345`` or ``12,345``
can be read both ways: there the habit of the rest of the text decides.
"""

from __future__ import annotations

import functools
import re

from extractors.numerals import EITHER_WAY

#: Numbers in front of a unit, a noun or a sign; headings (1.2. Thu ngân sách) and dates have no such word behind them.
_NUMBER = re.compile(r"(?<![\w/.,-])\d[\d.,]*\d(?= ?(?:%|‰|[a-zđ]))")
_VIETNAMESE = re.compile(
    r"\d{1,3}(?:\.\d{3})+,\d+"  # 2.522,81
    r"|\d+,(?:\d{1,2}|\d{4,})"  # 32,4
    r"|\d{1,3}(?:\.\d{3}){2,}"  # 447.142.000
)
_ENGLISH = re.compile(
    r"\d{1,3}(?:,\d{3})+\.\d+"  # 2,522.81
    r"|\d{1,3}(?:,\d{3}){2,}"  # 19,574,000
)


@functools.lru_cache(maxsize=4)
def writes_english(text: str) -> bool:
    """Whether ``text`` has numbers that only the English way can mean, and none that only the Vietnamese can.

    A decimal point alone (58.3%) shows nothing: texts have it beside 33.174 triệu đồng, where the dot parts thousands.
    """
    english = False
    for match in _NUMBER.finditer(text):
        if _VIETNAMESE.fullmatch(match[0]):
            return False
        english = english or _ENGLISH.fullmatch(match[0]) is not None
    return english


def reads_both_ways(number: str) -> bool:
    """Whether ``number`` is a whole number in one habit and a decimal in the other: 12.345, 12,345."""
    return EITHER_WAY.fullmatch(number) is not None
