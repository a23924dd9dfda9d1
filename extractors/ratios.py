"""Ratios (tỷ số) of one noun: ``19/19 tiêu chí``, ``82/97 xã``. Ranks (hạng 13/63) and dates (28/6) are none."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from extractors.clauses import open_bracket
from extractors.letters import LOWER, UPPER
from extractors.numerals import parse_number
from extractors.quantity_pattern import noun_pattern
from extractors.records import Ratio

_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+"


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w/.,\-–])(?P<num>{_NUMBER}) ?/ ?(?P<den>{_NUMBER})(?![\d/])(?![.,]\d)"
        rf"(?: *(?P<what>(?i:{noun_pattern()}))(?![{LOWER}{UPPER}]))?"
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
            Ratio(
                start=match.start(),
                end=end,
                text=text[match.start() : end],
                num=num,
                den=den,
                what=what,
                subject=_subject(text, match.start(), found),
                how="noun" if match["what"] else "noun of the one before",
                doubts=("implausible",) if num > den else (),
            )
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
    r"^(?:(?:[Đđ]ến nay|[Hh]iện nay|[Hh]iện|[Tt]rong đó|[Đđ]ến|[Cc]ụ thể|[Nn]hư|[Gg]ồm|và|[Cc]ó|[Đđ]ã|trong|còn|riêng"
    r"|[Tt]ính đến)(?![^\W\d_])[ ,:]*)+"
)
_VERBS = re.compile(
    r"(?: +(?:đã|cũng|cùng|đều|ước|cơ bản|mới|hiện|được công nhận|được))*"
    r"(?: +(?:đạt|có|giao|tuyển|hoàn thành|đáp ứng|thực hiện|đạt chuẩn|là|được)(?: +(?:được|chuẩn|đủ))?)?[ :]*$"
)
#: xã An Tân, Trường Tiểu học …: a name has a capital
_NAMED = re.compile(rf"(?:[{LOWER}]+ ){{0,3}}[{UPPER}]")
_WHOLE_AREA = re.compile(r"^(?:[Tt]oàn|[Tt]rên địa bàn|[Cc]ả) ")


#: Behind a preposition stands a place, not who is spoken of: kiểm tra ở 11/11 xã.
_PLACE = re.compile(r"(?:^| )(?:ở|tại|cho|trên|với|của|trong|từ)$")
#: A clause ahead of a bracket, up to its verb: Xã An Bình | đạt chuẩn (19/19 tiêu chí)
_CLAUSE_VERB = re.compile(r" (?:đã |cũng |mới )*(?:đạt|có|là|gồm|hoàn thành|được) ")

#: Ahead of a bracket, what has changed: tai nạn giao thông giảm 8 vụ, giảm 12% | (58/66 vụ)
_CHANGED = re.compile(
    r"(?:^|[.,;:\n] *)(?P<who>[^\W\d][^,;:.()\n\d%]{2,60}?) (?:đã |cũng |đều )*(?:tăng|giảm)(?!\w)[^;:()\n]*% *$"
)
_PLACE_NAMED = re.compile(r" (?:trên địa bàn|toàn|ở|tại)(?: .*)?$")


def _subject(text: str, start: int, found: list[Ratio]) -> str | None:
    """The name right before the ratio: ``xã An Tân đạt 19/19``, ``An Hưng 12/19``; a whole district isn't one.

    In a bracket that names no one, it is who the clause around speaks of: ``vùng núi Bắc có 323 dự án (12/14 tỉnh)``.
    """
    floor = max(0, start - 80)
    if found and found[-1].end > floor:
        floor = found[-1].end
    phrase = _phrase(text, floor, start)
    bracket = open_bracket(text, floor, start)
    if bracket is not None and not _NAMED.match(phrase):
        ahead = text[floor:bracket]
        ahead = ahead[max((cut.end() for cut in _CUT.finditer(ahead)), default=0) :]
        verb = _CLAUSE_VERB.search(ahead)
        phrase = _LEAD.sub("", ahead[: verb.start()].strip(" *")) if verb else ""
    changed = _CHANGED.search(text, floor, bracket) if bracket is not None else None
    if changed:
        return _PLACE_NAMED.sub("", _LEAD.sub("", changed["who"]))
    if not _NAMED.match(phrase) or _WHOLE_AREA.match(phrase) or len(phrase.split()) > 9 or _PLACE.search(phrase):
        return None
    return None if phrase in ("Huyện", "Tỉnh", "Xã") else phrase


def _phrase(text: str, floor: int, start: int) -> str:
    for cut in _CUT.finditer(text, floor, start):
        floor = cut.end()
    return _LEAD.sub("", _VERBS.sub("", text[floor:start].strip(" *")).strip())
