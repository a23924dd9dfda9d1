"""The subject of a ratio: ``xã An Tân đạt 19/19``, ``An Hưng 12/19``, ``bậc tiểu học 14/17 trường``.

A subject has a proper name. At the head of a sentence any word has a capital, so there the phrase must begin with a
kind of body or place. A whole district or province is no subject: its ratios are what the report is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.records import Ratio
from extractors.text.characters import LOWER, UPPER, WORD_END, proper_name
from extractors.text.sentences import clause_start, open_bracket

_CUT = re.compile(r"[,;:(\n]|[.!?…] |(?:^|\s)[-+–•] | (?:và|nhưng|song)(?= (?:xã|thị trấn|phường|huyện|trường|thôn) )")
_LEAD = re.compile(
    r"^(?:(?:[Đđ]ến nay|[Hh]iện nay|[Hh]iện|[Tt]rong đó|[Đđ]ến|[Cc]ụ thể|[Nn]hư|[Gg]ồm|và|[Cc]ó|[Đđ]ã|trong|còn"
    r"|[Rr]iêng|[Tt]ính đến|[Tt]ại)(?![^\W\d_])[ ,:]*)+"
)
_VERBS = re.compile(
    r"(?: +(?:đã|cũng|cùng|đều|ước|cơ bản|mới|hiện|chỉ|được công nhận|được xác nhận|được))*"
    r"(?: +(?:đạt|có|giao|tuyển|hoàn thành|đáp ứng|thực hiện|đạt chuẩn|là|được|duy trì|còn)"
    r"(?: +(?:được|chuẩn|đủ))?)?[ :]*$"
)
#: Kinds of places and bodies that a name may follow, or that are names by themselves (lĩnh vực tư pháp, bậc tiểu học).
_KIND = (
    r"(?:[Xx]ã|[Tt]hị trấn|[Pp]hường|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Tt]hôn|[Bb]ản|[Ll]àng|[Bb]uôn|[ẤấẢả]p|[Kk]hóm"
    r"|[Cc]ác xã|[Tt]rường|[Tt]rạm|[Cc]hi bộ|[Đđ]ảng bộ|[Cc]ông an|[Tt]òa án|Viện|[Cc]hi cục|Ban|Phòng"
    r"|[Tt]rung tâm|Hội|Đoàn|[Bb]ộ phận|[Cc]ụm|[Cc]ác tổ|[Dd]ự án|Quỹ)"
)
_NO_FIELD = rf"(?!(?:đạt|có|đã|giải|được|là|và){WORD_END})"
_FIELD = rf"(?:[Ll]ĩnh vực|[Bb]ậc|[Kk]hối|[Cc]ấp|[Nn]gành) {_NO_FIELD}[{LOWER}]+(?: {_NO_FIELD}[{LOWER}]+){{0,3}}"
_PROPER = proper_name(None)
#: xã Hòa Sơn | giải quyết: a place and its name, whatever follows
_PLACE = re.compile(rf"{_KIND}(?: [{LOWER}&]+){{0,4}}? {_PROPER}(?:(?:, | và | - ){_PROPER})*(?= [{LOWER}\d]|$)")
_BODY = re.compile(
    rf"(?P<who>{_KIND}(?: [{LOWER}]+){{1,5}}?|{_FIELD})"
    r"(?= (?:đã|điều tra|hòa giải|giải quyết|thụ lý|trả|thi hành|khám|vận động|quyết toán|kết nạp|huy động|tiếp nhận)"
    rf"{WORD_END}|$)"
)
#: xã An Tân, Trường Tiểu học …: a name has a capital
_NAMED = re.compile(rf"(?:[{LOWER}]+ ){{0,3}}[{UPPER}]")
_WHOLE_AREA = re.compile(r"^(?:[Tt]oàn|[Tt]rên địa bàn|[Cc]ả) ")
_PERIOD = re.compile(r"(?:[Nn]ăm|[Qq]uý|[Tt]háng|[Qq]ua|[Tt]rong|[Đđ]ến|[Tt]ừ) ?\d?")
#: Behind a preposition stands a place, not who is spoken of: kiểm tra ở 11/11 xã.
_BEHIND = re.compile(r"(?:^| )(?:ở|tại|cho|trên|với|của|trong|từ)$")
#: A clause ahead of a bracket, up to its verb: Xã An Bình | đạt chuẩn (19/19 tiêu chí)
_CLAUSE_VERB = re.compile(r" (?:đã |cũng |mới )*(?:đạt|có|là|gồm|hoàn thành|được) ")
#: Ahead of a bracket, what has changed: tai nạn giao thông giảm 8 vụ, giảm 12% | (58/66 vụ)
_CHANGED = re.compile(
    r"(?:^|[.,;:\n] *)(?P<who>[^\W\d][^,;:.()\n\d%]{2,60}?) (?:đã |cũng |đều )*(?:tăng|giảm)(?!\w)[^;:()\n]*% *$"
)
_PLACE_NAMED = re.compile(r" (?:trên địa bàn|toàn|ở|tại)(?: .*)?$")
#: 19/19 tiêu chí của xã Tân Lập
_OF = re.compile(
    rf" (?:của|ở|tại) (?P<who>(?:xã|thị trấn|phường|thôn|bản|làng) {_PROPER}|bậc [{LOWER}]+(?: [{LOWER}]+)?)"
)
_AND = re.compile(r"[^,;.:()\n]{0,40} (?:và|với) ")
_MAX_LOOKBACK_CHARS = 80


def subject_of_ratio(text: str, start: int, end: int, earlier: Sequence[Ratio]) -> str | None:
    """The subject of the ratio in ``text[start:end]``; ``earlier`` are the ratios before it."""
    floor = max(0, start - _MAX_LOOKBACK_CHARS)
    if earlier and earlier[-1].end > floor:
        floor = earlier[-1].end
    bracket = open_bracket(text, floor, start)
    phrase = _phrase(text, floor, start)
    own = _name(text, phrase, floor, start)
    if own is None and bracket is not None:
        own = _around(text, floor, bracket)
    if own is None:
        of = _OF.match(text, end)
        own = of["who"] if of else None
    if own is None and bracket is None:
        own = _inherited(text, start, earlier) or _of_clause(text, start)
    return None if own in ("Huyện", "Tỉnh", "Xã", "huyện", "xã", "tỉnh") else own


def _around(text: str, floor: int, bracket: int) -> str | None:
    """Who the clause around a bracket speaks of: ``vùng núi Bắc có 323 dự án (12/14 tỉnh)``."""
    changed = _CHANGED.search(text, floor, bracket)
    if changed:
        return _PLACE_NAMED.sub("", _LEAD.sub("", changed["who"]))
    ahead = text[floor:bracket]
    ahead = ahead[max((cut.end() for cut in _CUT.finditer(ahead)), default=0) :]
    verb = _CLAUSE_VERB.search(ahead)
    phrase = _LEAD.sub("", (ahead[: verb.start()] if verb else ahead).strip(" *"))
    if verb is None and not _PLACE.fullmatch(phrase) and not re.fullmatch(_PROPER, phrase):
        return None
    return _name(text, phrase, floor, bracket)


def _name(text: str, phrase: str, floor: int, start: int) -> str | None:
    place = _PLACE.match(phrase)
    if place:
        return place[0]
    body = _BODY.match(phrase)
    if body:
        return body["who"]
    if not _NAMED.match(phrase) or _WHOLE_AREA.match(phrase) or len(phrase.split()) > 9 or _BEHIND.search(phrase):
        return None
    if _PERIOD.match(phrase) or (phrase[:1].isupper() and _opens_sentence(text, phrase, floor, start)):
        return None
    return phrase


def _opens_sentence(text: str, phrase: str, floor: int, start: int) -> bool:
    """Whether the capital is that of a sentence: one word with a capital at its head, and none of a name behind it."""
    at = text.rfind(phrase, floor, start)
    before = text[max(0, at - 3) : at].strip()
    return (not before or before[-1] in ".!?…-+–•") and not re.match(rf"[{UPPER}][{LOWER}]*(?: [{UPPER}]|$)", phrase)


def _inherited(text: str, start: int, earlier: Sequence[Ratio]) -> str | None:
    """``xã Long Thạnh đạt 19/19 tiêu chí và 57/57 chỉ tiêu``: of the one before, with nothing but a joint between."""
    if not earlier or earlier[-1].subject is None or not _AND.fullmatch(text, earlier[-1].end, start):
        return None
    return earlier[-1].subject


def _of_clause(text: str, start: int) -> str | None:
    """``xã An Bình tăng 01 tiêu chí, đạt 16/19``: who the clause began with."""
    floor = clause_start(text, max(0, start - 2 * _MAX_LOOKBACK_CHARS), start)
    opening = _LEAD.sub("", text[floor:start].lstrip(" -+–•*"))
    place = _PLACE.match(opening)
    return place[0] if place and " và " not in place[0] else None


def _phrase(text: str, floor: int, start: int) -> str:
    stop = start - (len(text[floor:start]) - len(_VERBS.sub("", text[floor:start].rstrip(" *"))))
    for cut in _CUT.finditer(text, floor, max(floor, stop)):
        floor = cut.end()
    return _LEAD.sub("", text[floor : max(floor, stop)].strip(" *"))
