"""Phrases as printed → indicators of ``data/indicators.csv``. Exact on the words that matter: a wrong match is worse
than none, and an unmatched phrase stays visible under its own words.
"""

from __future__ import annotations

import functools
import re

from extractors.vocabulary import read_rows

#: What does not change the indicator: where, when, and remarks in brackets other than the price basis.
_ASIDE = re.compile(
    r" *\((?!giá|theo giá)[^()]*\)"
    r"| (?:toàn|trên địa bàn|trong toàn|của|tại|ở) (?:huyện|tỉnh|thị xã|thành phố|địa phương"
    r"|xã)(?: [A-ZĐÁÂ]\S+(?: [A-ZĐÁÂ]\S+){0,3})?"
    r"| (?:được )?phân bổ (?:về|cho) huyện"
    r"| (?:trong )?(?:cả )?năm(?: \d{4})?(?=$|,| (?:được )?phân bổ)| năm \d{4}| (?:trong )?\d{1,2} tháng(?: đầu năm"
    r"| cuối năm)?(?: \d{4})?(?=$| )"
)
_MARKS = re.compile(r"[–−]")


def _normal(phrase: str) -> str:
    return " ".join(_MARKS.sub("-", phrase).casefold().replace("uỷ", "ủy").split()).strip(" ,:;-")


@functools.cache
def _by_phrase() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_rows("indicators"):
        for phrase in (row["name"], *row["synonyms"].split("|")):
            if phrase:
                found.setdefault(_normal(phrase), row["code"])
                found.setdefault(_normal(_ASIDE.sub("", phrase)), row["code"])
    return found


def match_indicator(phrase: str) -> str | None:
    """The code of the indicator that ``phrase`` names, or None.

    >>> match_indicator("Tổng thu ngân sách trên địa bàn huyện năm 2023")
    'revenue'
    """
    known = _by_phrase()
    return known.get(_normal(phrase)) or known.get(_normal(_ASIDE.sub("", phrase)))
