"""The noun phrase to the right of a value: what is counted, what a share is of, what a quantity is of."""

from __future__ import annotations

import functools
import re
from typing import Protocol

from extractors.lexicon.plan_terms import PLANNED_AMOUNT
from extractors.lexicon.tables import alternation, counted_nouns
from extractors.text.characters import LETTER, LOWER, TOKEN_END, UPPER, proper_name
from extractors.text.spans import Span

#: về tells what a thing is about, unless it is a verb (về đích, về nước) or leads to a place (về huyện).
_ABOUT = re.compile(
    r"về (?!đích|đến|tới|nước|trước|sau|nhất|nhì|huyện|tỉnh|xã|thôn|bản|địa phương|UBND|HĐND|sở|phòng|ban|nhà|quê"
    rf"|công tác|nhận|làm|đúng|số|dự|thăm|từ|với|việc làm{TOKEN_END})(?=[{LOWER}])"
)
_FIELD = re.compile(r"(?:trên|trong|thuộc) (?:các )?lĩnh vực ")
#: liên quan | đến khai thác cát
_CONCERNS = re.compile(r"(?:liên quan|dẫn|gây ảnh hưởng)$")
#: gặp khó khăn | do thiên tai: the cause of a state; do huyện quản lý: whose it is
_STATE = re.compile(r"(?:khó khăn|ảnh hưởng|thiệt hại|tử vong|bị thương|mất tích|hư hỏng|mắc|nhiễm|chậm|trễ hạn)$")
_OWNED = re.compile(
    r"do (?:[^\W\d]+ ){1,6}?(?:quản lý|làm chủ|đầu tư|thực hiện|ban hành|tổ chức|phụ trách|đề xuất|thành lập)"
    rf"{TOKEN_END}"
)
#: Another agent's clause: 20 cơ sở, cơ quan chức năng | đã phát hiện …
_ACTS = re.compile(r"[^,;:.()\d\n]* (?:đã|đang|sẽ|phát hiện|tiến hành) ")
_REST = re.compile(rf"(?: [{LOWER}]+){{1,7}}(?=[.;\n]|$)")
_PEOPLE = "people"
#: The end of the phrase is enough to see what goes on, however long a list is.
_MAX_TAIL_CHARS = 80


@functools.cache
def _coordinate() -> re.Pattern[str]:
    return re.compile(rf"(?P<joint>, |và )(?P<noun>{alternation(counted_nouns())}){TOKEN_END}")


def goes_on(text: str, start: int, stop: int, limit: int) -> int | None:
    """Where to read on when the noun phrase ``text[start:stop]`` has not ended at ``stop``; None when it has."""
    phrase = text[max(start, stop - _MAX_TAIL_CHARS) : stop].rstrip()
    word = stop + 1 if text[stop : stop + 1] == " " else stop
    if _ABOUT.match(text, word, limit):
        return None if _is_people(phrase) else word + len("về ")
    field = _FIELD.match(text, word, limit)
    if field:
        return field.end()
    if text.startswith(("đến ", "tới "), word) and _CONCERNS.search(phrase):
        return word + len("đến ")
    if text.startswith("do ", word) and (_STATE.search(phrase) or _OWNED.match(text, word, limit)):
        return word + len("do ")
    listed = _coordinate().match(text, word, limit)
    if listed and not _ACTS.match(text, listed.end(), limit) and _same_kind(phrase, listed):
        return listed.end()
    if text.startswith(",", word) and " lĩnh vực " in phrase:
        rest = _REST.match(text, word + 1, limit)
        return rest.end() if rest else None
    return None


def _is_people(phrase: str) -> bool:
    noun = counted_nouns().get(phrase.lower())
    return noun is not None and noun.group == _PEOPLE


def _same_kind(phrase: str, listed: re.Match[str]) -> bool:
    """``cán bộ, công chức``, ``xã, thị trấn``, ``người học và người dạy``: a list of one kind under one number.

    A thing of one syllable may be that of a verb (hồ sơ, giải quyết …), and behind ``và`` a body is mostly not of
    the number any more (09 xã và thị trấn).
    """
    nouns = counted_nouns()
    other = nouns[listed["noun"]]
    if (" " not in other.name and other.group == "things") or (listed["joint"] == "và " and other.group == "bodies"):
        return False
    words = phrase.lower().split()
    ends = [" ".join(words[-length:]) for length in (4, 3, 2, 1) if length <= len(words)]
    known = next((nouns[end] for end in ends if end in nouns), None)
    if known is None:  # nhóm hàng hóa và dịch vụ tiêu dùng: the noun is already narrowed
        return listed["joint"] == "và " and other.group == "things" and len(words) > 1
    return known.group == other.group


_NAME = proper_name()
#: 2 xã | Hòa Bình và Tân An: the names of those that are counted
NAMES = rf" (?={_NAME}(?:, {_NAME})* và [{UPPER}][{LOWER}]+(?: [{LETTER}]| ?[,;.)\n]))"
_NAMES = re.compile(rf"{NAMES}{_NAME}(?:, {_NAME})* và {_NAME}")


def names_end(text: str, position: int, limit: int) -> int:
    """Where the list of names that begins at ``position`` ends; ``position`` when there is none."""
    match = _NAMES.match(text, position, limit)
    return match.end() if match else position


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def end(self) -> int:
        """Where it ends."""


_NOUN_STOP = re.compile(
    r"[,;:.()\n“”\"]"
    r"| (?=(?:của|và|trên|tại|ở(?! nước ngoài)|(?<!hằng )(?<!hàng )năm|với|cho|được|đã|đạt|đang|để|do|trong|từ|so|là"
    r"|có(?! công)|bị"
    r"|vào|tăng|giảm|chiếm|ước"
    r"|theo(?! (?:địa chỉ|diện|hình thức|kiểu))"
    r"|(?:vốn|kinh phí) (?:bố trí|đầu tư|thực hiện)|diện tích|giá trị|sản lượng|năng suất|công suất"
    r"|nhưng|vì|sau khi|vẫn|còn|hoàn thành|phải|về|nhằm|bằng|gồm|khi|thì|như|sẽ|chưa|không|tổng|trở|thành(?= (?:\d"
    r"|một|hai))"
    r"|làm(?= (?:chết|bị thương|thiệt hại|hư|sập|mất))|đến|bình quân|(?:nâng|đưa)(?= (?:tổng|số|tỷ lệ|sản lượng))"
    r"|chủ yếu|tương đương|–|-)"
    rf"{TOKEN_END})"
    r"| (?=(?:Đoàn|Ban|Sở|Bộ|UBND|HĐND|Ủy ban|Uỷ ban|Phòng|Huyện|Tỉnh|Thanh tra|Công ty|Trung tâm"
    r"|Chi cục)(?: [^\W\d]+){0,3}?"
    r" (?:đã|đang|sẽ|được) )"  # văn bản | Đoàn Kiểm tra đã …
    r"|(?<!cấp)(?<!loại)(?<!hạng)(?<!khối) (?=\d)|/(?= ?\d)"
    rf"|{NAMES}"
)
#: A bracket's sentence that turns to something else: a verb of comparison, or another number.
_OTHER_CLAUSE = re.compile(r" *(?:chiếm|tăng|giảm|bằng|là|và|\)|:)|[^,;.\n]*\d")
_LOCAL = re.compile(r"[,;.\n]")


def behind_bracket(text: str, end: int, limit: int) -> Span | None:
    """What goes on behind the bracket that opens at ``end``: 73 xã (chiếm 75%) | đạt tiêu chí y tế |."""
    close = text.find(")", end, limit)
    if close < 0 or _OTHER_CLAUSE.match(text, close + 1, limit):
        return None
    stop = _LOCAL.search(text, close + 1, limit)
    tail = stop.start() if stop else limit
    return (close + 2, tail) if text[close + 1 : tail].strip() else None


def after_noun(text: str, start: int, noun_end: int, limit: int) -> Span:
    """A counted noun and what narrows it: ``chỉ tiêu phát triển kinh tế - xã hội``."""
    position = noun_end
    while True:
        stop = _NOUN_STOP.search(text, position, limit)
        # "kinh tế - xã hội": a dash between two small words belongs to the name.
        if stop and text[stop.end() : stop.end() + 2] in ("- ", "– ") and _dashed(text, stop.start()):
            position = stop.end() + 2
            continue
        further = goes_on(text, start, stop.start(), limit) if stop else None
        if further is None:
            break
        position = further
    return start, len(text[: stop.start() if stop else limit].rstrip())


def _dashed(text: str, blank: int) -> bool:
    return re.search(rf"[{LOWER}]$", text[:blank][-1:]) is not None and text[blank + 3 : blank + 4].islower()


_SHARE_STOP = re.compile(
    r"[,;.(\n]| (?=(?:được|đã|đều|và (?:\d|tỷ lệ|có|đạt|hoàn thành)|trong đó|so với|tăng|giảm|theo|chưa|đang)(?: |$))"
)
#: A number that is spelt out behind itself: 70% (bảy mươi phần trăm) học phí
_SPELT = re.compile(r" *\([^()\d]*(?:phần trăm|phần nghìn)[^()\d]*\)")
_SHARE = re.compile(rf" +(?=[{LOWER}])")
_REACHED = re.compile(r"đạt ")
_NO_SHARE = re.compile(
    rf"(?:so|{PLANNED_AMOUNT}|và|trong|trở|mỗi|hàng|cùng|theo|năm|về|đợt|giai đoạn|trên|tại|còn|là|xuống"
    r"|lên)(?= )"
)


def after_share(text: str, value: Placed, limit: int) -> Span | None:
    """``80% các tuyến đường liên thôn được …``: the noun phrase that a share is of."""
    spelt = _SPELT.match(text, value.end, limit)
    match = _SHARE.match(text, spelt.end() if spelt else value.end, limit)
    if match is None or _NO_SHARE.match(text, match.end()):
        return None
    verb = _REACHED.match(text, match.end())
    begin = verb.end() if verb else match.end()
    stop = _SHARE_STOP.search(text, match.end(), limit)
    while stop and stop[0] == "," and (further := goes_on(text, begin, stop.start(), limit)):
        stop = _SHARE_STOP.search(text, further, limit)
    end = len(text[: stop.start() if stop else limit].rstrip())
    return (begin, end) if end - begin > 1 else None


def substance_after_unit(text: str, end: int, limit: int) -> Span | None:
    """What a quantity is of, right behind its unit: 188 nghìn tấn | đường |, 6.200 ha | rừng tập trung |."""
    if not re.match(rf" [{LOWER}]", text[end : end + 2]):
        return None
    start, stop = after_noun(text, end + 1, end, limit)
    return (start, stop) if stop - start > 1 else None


#: 14 ứng viên | là công chức, 11 dự án | chưa có thiết kế: what is said of those counted, and no number in it
_STATED_OF = re.compile(rf" (?:là|chưa|không|đang) (?=[{LOWER}])")
_CLAUSE_STOP = re.compile(r"[,;:.()\n“”\"]| (?=(?:nhưng|song|nên|vì|do|trong đó|chiếm|tăng|giảm|so với)(?!\w))")
_DONE_TO = re.compile(r" (?P<by>được|bị) (?!công nhận|coi)")


def passive_complement(text: str, end: int, limit: int) -> Span | None:
    """``27.000 người | được cấp thẻ BHYT``: what was done to the people counted."""
    match = _DONE_TO.match(text, end, limit)
    if match is None:
        return None
    return after_noun(text, match.end() if match["by"] == "được" else match.start("by"), match.end(), limit)


def predicate_clause(text: str, start: int, end: int, limit: int) -> Span | None:
    """``101 dự án chưa có thiết kế``: the noun with the clause that tells which, where nothing else does."""
    match = _STATED_OF.match(text, end, limit)
    if match is None:
        return None
    stop = _CLAUSE_STOP.search(text, match.end(), limit)
    close = stop.start() if stop else limit
    if re.search(r"\d", text[match.end() : close]) or text.count(" ", match.end(), close) > 12:
        return None
    return start, len(text[:close].rstrip())
