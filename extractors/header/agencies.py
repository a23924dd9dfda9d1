"""The agency in a letterhead, from capitals to the usual spelling.

``ỦY BAN NHÂN DÂN`` / ``HUYỆN AN LÃO`` → ``UBND huyện An Lão``.
"""

from __future__ import annotations

import functools
import re

from extractors.lexicon.tables import issuer_fields, issuer_heads
from extractors.text.characters import UPPER
from extractors.text.folding import fold

_LEVELS = ("thành phố", "thị trấn", "thị xã", "tỉnh", "huyện", "quận", "phường", "xã")
_SHORT = {"Ủy ban nhân dân": "UBND", "Uỷ ban nhân dân": "UBND", "Hội đồng nhân dân": "HĐND"}
_ACRONYM = {"UBND", "HĐND", "UBMTTQ", "BCH", "BTV", "BCĐ", "TP", "PTNT", "MTTQ"}


_VOWEL = re.compile(r"[AEIOUY]", re.IGNORECASE)


@functools.cache
def _known() -> dict[str, str]:
    """Head words and fields by their capitals."""
    words = {head.head.upper(): head.head for head in issuer_heads() if not head.head.isupper()}
    words.update({field.upper(): field for field in issuer_fields() if not field.isupper()})
    return words


def recase(line: str) -> str:
    """A line set in capitals, in the usual spelling; a line that has small letters stays as it is."""
    line = " ".join(line.split())
    if any(letter.islower() for letter in line):
        return line
    known = _known()
    words = line.split(" ")
    spelled: list[str] = []
    position = 0
    while position < len(words):
        for length in range(min(7, len(words) - position), 0, -1):
            piece = " ".join(words[position : position + length])
            if piece.lower() in _LEVELS and spelled:
                spelled.append(piece.lower())
            elif piece in known:
                spelled.append(known[piece])
            else:
                continue
            position += length
            break
        else:
            spelled.append(_word(words[position]))
            position += 1
    return " ".join(spelled)


def _word(word: str) -> str:
    if word in _ACRONYM or not _VOWEL.search(fold(word)):
        return word  # MTQG, TB, LĐLĐ, and the marks between words
    return "và" if word == "VÀ" else word[:1] + word[1:].lower()


def agencies(lines: list[str]) -> list[str]:
    """The agencies in the left column of a letterhead, the superior one first; a name may run over several lines.

    >>> agencies(["UBND TỈNH VĨNH LONG", "SỞ NỘI VỤ"]), agencies(["ỦY BAN NHÂN DÂN", "HUYỆN AN LÃO"])
    (['UBND tỉnh Vĩnh Long', 'Sở Nội vụ'], ['UBND huyện An Lão'])
    """
    bodies: list[str] = []
    for line in lines:
        starts = _head_at_start().match(line.strip().upper())
        bare_level = _BARE_LEVEL.match(line.strip().lower())
        if bodies and (
            (bare_level and not _PLACE.match(bodies[-1].lower())) or not starts or not _complete(bodies[-1])
        ):
            bodies[-1] += " " + line.strip()
        else:
            bodies.append(line.strip())
    return [short_form(recase(agency)) for agency in bodies if re.search(f"[{UPPER}]", agency)]


#: HUYỆN AN LÃO under ỦY BAN NHÂN DÂN; but HUYỆN ỦY AN LÃO is an agency of its own
_BARE_LEVEL = re.compile(rf"(?:{'|'.join(_LEVELS)})(?= (?!(?:ủy|uỷ)\b)|$)")
#: TỈNH ĐỒNG THÁP alone above the agency
_PLACE = re.compile(rf"(?:{'|'.join(_LEVELS)}) (?!(?:ủy|uỷ)\b)")


@functools.cache
def _head_at_start() -> re.Pattern[str]:
    heads = sorted({head.head.upper() for head in issuer_heads()}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, heads))})(?= |$)")


def _complete(agency: str) -> bool:
    """Whether a further line that begins like an agency is another one: ``ỦY BAN NHÂN DÂN`` alone wants its place."""
    head = _head_at_start().match(agency.upper())
    return _PLACE.match(agency.lower()) is not None or (head is not None and len(agency) > head.end())


def short_form(agency: str) -> str:
    """``Ủy ban nhân dân huyện An Lão`` → ``UBND huyện An Lão``, the form that reports cite it by."""
    for long, short in _SHORT.items():
        if agency.lower().startswith(long.lower()):
            return short + agency[len(long) :]
    return agency
