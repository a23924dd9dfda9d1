"""What still belongs to a counted noun behind a word that mostly ends it: ``vụ phạm tội | về trật tự xã hội``."""

from __future__ import annotations

import functools
import re

from extractors.letters import LOWER, UPPER
from extractors.trimming import END
from extractors.vocabulary import alternation, counted_nouns

#: về tells what a thing is about, unless it is a verb (về đích, về nước) or leads to a place (về huyện).
_ABOUT = re.compile(
    r"về (?!đích|đến|tới|nước|trước|sau|nhất|nhì|huyện|tỉnh|xã|thôn|bản|địa phương|UBND|HĐND|sở|phòng|ban|nhà|quê"
    rf"|công tác|nhận|làm|đúng|số|dự|thăm|từ|với|việc làm{END})(?=[{LOWER}])"
)
_FIELD = re.compile(r"(?:trên|trong|thuộc) (?:các )?lĩnh vực ")
#: liên quan | đến khai thác cát
_CONCERNS = re.compile(r"(?:liên quan|dẫn|gây ảnh hưởng)$")
#: gặp khó khăn | do thiên tai: the cause of a state; do huyện quản lý: whose it is
_STATE = re.compile(r"(?:khó khăn|ảnh hưởng|thiệt hại|tử vong|bị thương|mất tích|hư hỏng|mắc|nhiễm|chậm|trễ hạn)$")
_OWNED = re.compile(
    r"do (?:[^\W\d]+ ){1,6}?(?:quản lý|làm chủ|đầu tư|thực hiện|ban hành|tổ chức|phụ trách|đề xuất|thành lập)"
    rf"{END}"
)
#: Another agent's clause: 20 cơ sở, cơ quan chức năng | đã phát hiện …
_ACTS = re.compile(r"[^,;:.()\d\n]* (?:đã|đang|sẽ|phát hiện|tiến hành) ")
_REST = re.compile(rf"(?: [{LOWER}]+){{1,7}}(?=[.;\n]|$)")
_PEOPLE = "people"
#: The end of the phrase is enough to see what goes on, however long a list is.
_TAIL = 80


@functools.cache
def _coordinate() -> re.Pattern[str]:
    return re.compile(rf"(?P<joint>, |và )(?P<noun>{alternation(counted_nouns())}){END}")


def goes_on(text: str, start: int, stop: int, limit: int) -> int | None:
    """Where to read on when the noun phrase ``text[start:stop]`` has not ended at ``stop``; None when it has."""
    phrase = text[max(start, stop - _TAIL) : stop].rstrip()
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


_NAME = rf"[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{0,3}}"
#: 2 xã | Hòa Bình và Tân An: the names of those that are counted
NAMES = rf" (?={_NAME}(?:, {_NAME})* và [{UPPER}][{LOWER}]+(?: [{UPPER}{LOWER}]| ?[,;.)\n]))"
_NAMES = re.compile(rf"{NAMES}{_NAME}(?:, {_NAME})* và {_NAME}")


def names_end(text: str, position: int, limit: int) -> int:
    """Where the list of names that begins at ``position`` ends; ``position`` when there is none."""
    match = _NAMES.match(text, position, limit)
    return match.end() if match else position
