"""Whose a value is when its sentence names a part of the district: ``xã Tân Lập còn 33% hộ nghèo``.

A value of one commune that entered the district's series would be wrong in silence. Better it stands beside it, under
the commune's name.
"""

from __future__ import annotations

import re

from extractors.text.characters import WORD_START, proper_name
from extractors.text.sentences import clause_start

_NAME = proper_name()
#: A place with its name; not one of a list of kinds (các xã, thị trấn), nor a level that a body is of.
_PLACE = re.compile(
    rf"{WORD_START}(?P<level>[Xx]ã|[Pp]hường|[Tt]hị trấn|[Tt]hôn|[Bb]ản|[Ll]àng|[Bb]uôn|[Kk]hóm|[Tt]ổ dân phố)"
    rf" (?P<name>{_NAME})"
)
#: … cả huyện, toàn huyện: what follows is of the whole again
_WHOLE = re.compile(
    r"(?:toàn|cả|bình quân(?: chung)?(?: của)?) (?:huyện|thị xã|thành phố|quận|tỉnh)|trên địa bàn huyện"
)


def place_of(sentence: str, behind: str) -> str | None:
    """The place that the value after ``sentence`` is of, or None; ``behind`` are the words that follow the value."""
    clause = sentence[clause_start(sentence, 0, len(sentence)) :]
    last = None
    for match in _PLACE.finditer(clause):
        last = match
    if last is None:
        following = re.match(rf" (?:của|ở|tại) {_PLACE.pattern}", behind)
        return _named(following) if following else None
    return None if _WHOLE.search(clause, last.end()) else _named(last)


def _named(match: re.Match[str]) -> str:
    return f"{match['level'].lower()} {match['name']}"
