"""Ratios (tỷ số) of one noun: ``19/19 tiêu chí``, ``82/97 xã``. Ranks (hạng 13/63) and dates (28/6) are none."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from extractors.letters import LOWER, UPPER
from extractors.numerals import parse_number
from extractors.records import Ratio
from extractors.vocabulary import alternation, counted_nouns

_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+"


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w/.,\-–])(?P<num>{_NUMBER}) ?/ ?(?P<den>{_NUMBER})(?![\d/])(?![.,]\d)"
        rf"(?: *(?P<what>{alternation(counted_nouns())})(?![{LOWER}{UPPER}]))?"
    )


_NOT_RATIO = re.compile(
    r"(?:(?i:ngày|tháng|sáng|chiều|tối|đêm|hạng|thứ|xếp|vị trí|số|dịp|lễ|đến|từ|trước|sau|mùng|kỷ niệm|quốc lộ|tiết)"
    r"|QL|TL|ĐT) *\(?$"
)
_RANK = re.compile(r"(?:hạng|thứ|vị trí|xếp) *(?:thứ )?$", re.IGNORECASE)


def find_ratios(text: str, taken: list[tuple[int, int]]) -> list[Ratio]:
    """Every ratio in ``text``, sorted. Without a noun of its own, a ratio takes the noun of the one before it in the
    sentence (``An Vinh 09/19, An Nghĩa 07/19 tiêu chí``); without any, it isn't one.
    """
    found: list[Ratio] = []
    for match in _pattern().finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        before = text[max(0, match.start() - 16) : match.start()]
        num, den = parse_number(match["num"]), parse_number(match["den"])
        if not _is_ratio(match, before, num, den):
            continue
        what = " ".join(match["what"].split()) if match["what"] else _noun_before(text, found, match.start())
        if what is None:
            continue
        end = match.end() if match["what"] else match.end("den")
        found.append(
            Ratio(match.start(), end, text[match.start() : end], num, den, what, _subject(text, match.start(), found))
        )
    return found


def _is_ratio(match: re.Match[str], before: str, num: Decimal, den: Decimal) -> bool:
    if _RANK.search(before) or den == 0:
        return False
    if match["what"]:
        return not re.search(r"(?:[Nn]gày|[Hh]ạng|[Ss]ố) *$", before) or bool(re.search(r"[Tt]ổng số *$", before))
    return num <= den and not _NOT_RATIO.search(before)


def _noun_before(text: str, found: list[Ratio], start: int) -> str | None:
    if found and not re.search(r"\n|[.!?] +(?=[A-ZĐ])", text[found[-1].end : start]):
        return found[-1].what
    return None


_CUT = re.compile(r"[,;:(\n]|[.!?…] |(?:^|\s)[-+–•] ")
_LEAD = re.compile(
    r"^(?:(?:[Đđ]ến nay|[Hh]iện nay|[Hh]iện|[Tt]rong đó|[Đđ]ến|[Cc]ụ thể|[Nn]hư|[Gg]ồm|và|có|[Đđ]ã|trong|còn|riêng"
    r"|[Cc]ác|[Tt]ính đến)(?![^\W\d_])[ ,:]*)+"
)
_VERBS = re.compile(
    r"(?: +(?:đã|cũng|ước|cơ bản|mới|hiện|được công nhận|được))*"
    r"(?: +(?:đạt|có|hoàn thành|đáp ứng|thực hiện|đạt chuẩn|là|được)(?: +(?:được|chuẩn|đủ))?)?[ :]*$"
)
_WHOLE_AREA = re.compile(r"^(?:[Tt]oàn|[Tt]rên địa bàn|[Cc]ả) ")


def _subject(text: str, start: int, found: list[Ratio]) -> str | None:
    """The name right before the ratio: ``xã An Tân đạt 19/19``, ``An Hưng 12/19``; a whole district isn't one."""
    floor = max(0, start - 80)
    if found and found[-1].end > floor:
        floor = found[-1].end
    for cut in _CUT.finditer(text, floor, start):
        floor = cut.end()
    phrase = _LEAD.sub("", _VERBS.sub("", text[floor:start].strip(" *")).strip())
    named = re.match(rf"(?:[{LOWER}]+ ){{0,3}}[{UPPER}]", phrase)  # xã An Tân, Trường Tiểu học …: a name has a capital
    if not phrase or not named or _WHOLE_AREA.match(phrase) or len(phrase.split()) > 9:
        return None
    return phrase
