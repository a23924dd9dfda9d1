"""Restores the letter ``ư`` that the program which made a PDF dropped: ``đợc`` is ``được``, ``đầu t`` is ``đầu tư``.

In TCVN3 its code is U+00AD, which some programs take for a soft hyphen and leave out. The letters ứ ừ ử ữ ự have other
codes and are not lost. Most words without their ``ư`` are no syllables, and it fits in one place only; for the others
``corpus/data/lost_horn.csv`` lists the neighbouring words that decide.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+")
#: ươ before ng, c, u: no syllable has ơ there.
_BEFORE_O_HORN = re.compile(r"[ơớờởỡợ](?=(?:ng|c|u)$)")
#: No vowel at all: ư alone (tư, như, thư) or before ng (hưng, nhưng).
_WITHOUT_VOWEL = re.compile(r"(?P<onset>nh|th|ch|[cdhst])|(?P<closed>ng|nh|ch|th|tr|[dhlst])(?=ng$)ng")
#: Before a lone letter: it names a point, or ends a word of two for certain.
_NAMES_A_POINT = frozenset(["điểm", "mục", "khoản", "lớp", "nhóm", "loại", "hạng", "tiết", "bậc", "và", "hoặc"])
_BEFORE_TU = frozenset(["đầu", "vật", "thông", "thứ", "dân", "riêng", "luật"])
#: A part of 88-TB/HU is no word.
_PART_OF_NUMBER = re.compile(r"[/&\d]|-(?!\s)")
_ENDS_WORD_GROUP = re.compile(r"\s?[).:/\d]|\s?-\d")


def restore_u_horns(text: str) -> tuple[str, list[int]]:
    """``text`` with its lost ``ư`` put back, and for each character of it the index that it came from.

    A letter that was put back has the index of the one that follows it in its word, or else of the one before.
    """
    out: list[str] = []
    origin: list[int] = []
    at = 0
    composed = unicodedata.normalize("NFC", text)
    for place, letter in _missing(composed if len(composed) == len(text) else text):
        out += text[at:place]
        origin += range(at, place)
        out.append(letter)
        inside = place < len(text) and text[place].isalpha()
        origin.append(place if inside else place - 1)
        at = place
    out += text[at:]
    origin += range(at, len(text))
    return "".join(out), origin


def _missing(text: str) -> Iterator[tuple[int, str]]:
    """For each missing ``ư`` the index where it goes, and the letter, small or capital."""
    words = list(_WORD.finditer(text))
    for index, match in enumerate(words):
        before = words[index - 1] if index and text[words[index - 1].end() : match.start()].isspace() else None
        after = words[index + 1] if index + 1 < len(words) else None
        if after is not None and not text[match.end() : after.start()].isspace():
            after = None
        if _PART_OF_NUMBER.match(text, match.end()) or (
            match.start() and _PART_OF_NUMBER.match(text, match.start() - 1)
        ):
            continue
        place = _place(match[0], before[0] if before else "", after[0] if after else "", text[match.end() :][:3])
        if place is not None:
            capital = match[0].isupper() and (len(match[0]) > 1 or bool(before and before[0].isupper()))
            yield match.start() + place, "Ư" if capital else "ư"


def _place(word: str, before: str, after: str, rest: str) -> int | None:
    lower = word.lower()
    after_o_horn = _BEFORE_O_HORN.search(lower)
    if after_o_horn:
        return after_o_horn.start()
    rule = None if word.isupper() else _words().get(lower)
    if rule is not None:
        at, earlier, later = rule
        fits = (
            (not earlier and not later)
            or _normalised_neighbour(before) in earlier
            or _normalised_neighbour(after) in later
        )
        return at if fits else None
    without_vowel = _WITHOUT_VOWEL.fullmatch(lower)
    if without_vowel is None or (word.isupper() and len(word) > 1):
        return None
    certain = lower == "t" and before.lower() in _BEFORE_TU
    if not certain and (_ENDS_WORD_GROUP.match(rest) or (len(word) == 1 and not _among_words(word, before, after))):
        return None
    return max(without_vowel.end("onset"), without_vowel.end("closed"))


def _normalised_neighbour(word: str) -> str:
    """A neighbour as it is listed: in small letters, and with the ``ư`` that it may have lost itself."""
    lower = word.lower()
    after_o_horn = _BEFORE_O_HORN.search(lower)
    place = after_o_horn.start() if after_o_horn else len("nh") if lower in ("nhng", "nh") else None
    return lower if place is None else f"{lower[:place]}ư{lower[place:]}"


def _among_words(letter: str, before: str, after: str) -> bool:
    """Whether a lone letter stands among words: elsewhere it counts or measures something."""
    if before.lower() in _NAMES_A_POINT:
        return False
    return after.islower() if letter.isupper() else before.islower() or before.istitle() or after.islower()


@functools.cache
def _words() -> Mapping[str, tuple[int, frozenset[str], frozenset[str]]]:
    """Words that are syllables without their ``ư``: the index of the letter, and the neighbours that decide."""
    with resources.files("corpus").joinpath("data", "lost_horn.csv").open(encoding="utf-8") as file:
        return {
            row["written"]: (
                row["word"].index("ư"),
                frozenset(filter(None, row["before"].split("|"))),
                frozenset(filter(None, row["after"].split("|"))),
            )
            for row in csv.DictReader(file)
        }
