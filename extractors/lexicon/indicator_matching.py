"""Matches printed phrases with the indicators of ``data/indicators.csv``, exactly on the words that matter: a wrong
match is worse than none, and an unmatched phrase stays visible under its own words.

A phrase is brought to one spelling, without what says only where, when or how sure (``data/indicator_asides.csv``).
Every word that is left must be one of the entry's, in its order: so a season, a sub-group, a negation or a commune that
the entry does not name keeps a phrase apart. Likeness alone never decides. It serves for slips of the pen, and only on
words that cannot be Vietnamese: ``dừa`` is no slip for ``dứa``.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from corpus.syllables import is_syllable
from extractors.data import read_rows
from extractors.text.characters import UPPER, proper_name

#: Likeness of 0 to 100 from which on a match counts as one.
MIN_SURE_SCORE = 92.0
#: What a match that is not exact scores at most.
_MAX_FUZZY_SCORE = 99.0
#: No indicator has a longer name; what is longer is a sentence, and not worth the search.
_MAX_PHRASE_CHARS = 400
#: How many words an entry of ``data/indicator_asides.csv`` may have.
_MAX_ASIDE_WORDS = 8

_NAME = proper_name()
#: Where and when. A commune with its name is not the whole: its value is another one.
_ASIDE = re.compile(
    rf" (?:toàn|trên địa bàn|trong toàn|của|tại|ở) (?:(?:huyện|tỉnh|thị xã|thành phố|địa phương)(?: {_NAME})?"
    rf"|xã(?! (?:hội\b|[{UPPER}])))"
    r"| (?:được )?phân bổ (?:về|cho) huyện| đến (?:cuối |hết )?năm \d{4}"
    r"| (?:trong )?(?:cả )?năm(?: \d{4})?(?=$|,| (?:được )?phân bổ)| năm \d{4}| (?:trong )?\d{1,2} tháng(?: đầu năm"
    r"| cuối năm)?(?: \d{4})?(?=$| )"
)
_BRACKET = re.compile(r" *\(([^()]*)\)")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%‰]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a phrase names. ``score`` is 100 for an exact match, else how alike the words are, at most 99."""

    code: str
    score: float
    how: Literal["exact", "fuzzy"]


@dataclass(frozen=True, slots=True)
class _Wording:
    """``data/indicator_asides.csv``: one spelling for each word, and what may be left out where."""

    spellings: dict[Words, Words]
    asides: dict[str, frozenset[Words]]


def _split(text: str) -> Words:
    """The words of ``text``, folded: no case, marks or ``và``, and one way to set the tone (hoà → hòa, uỷ → ủy)."""
    spread = unicodedata.normalize("NFD", text.casefold())
    # behind a pair of vowels that ends the syllable the tone is set on the first; not in qu
    spread = re.sub(rf"(?<!q)(o)([ae])([{_TONES}])(?!\w)|(?<!q)(u)(y)([{_TONES}])(?!\w)", _tone_first, spread)
    words = _WORD.findall(unicodedata.normalize("NFC", spread))
    return tuple(word.lstrip("0") or "0" if word[0].isdigit() else word for word in words if word != "và")


def _tone_first(match: re.Match[str]) -> str:
    first, second, tone = (part for part in match.groups() if part)
    return first + tone + second


@functools.cache
def _wording() -> _Wording:
    rows = read_rows("indicator_asides")
    spellings = {_split(row["words"]): _split(row["means"]) for row in rows if row["means"]}
    asides: dict[str, set[Words]] = {"start": set(), "end": set(), "any": set(), "bracket": set()}
    for row in rows:
        if not row["means"]:
            asides[row["kind"]].add(_respell(_split(row["words"]), spellings))
    return _Wording(spellings, {kind: frozenset(words) for kind, words in asides.items()})


def _respell(words: Words, spellings: dict[Words, Words]) -> Words:
    """``words`` with abbreviations written out and one spelling for each, the longest first."""
    respelt: list[str] = []
    place = 0
    while place < len(words):
        for size in range(min(_MAX_ASIDE_WORDS, len(words) - place), 0, -1):
            means = spellings.get(words[place : place + size])
            if means is not None:
                respelt += means
                place += size
                break
        else:
            respelt.append(words[place])
            place += 1
    return tuple(respelt)


def _normal(text: str) -> Words:
    return _respell(_split(text), _wording().spellings)


def _without_asides(phrase: str) -> Words:
    """The words of ``phrase`` without where and when, and without brackets that only repeat or explain."""
    text = _ASIDE.sub("", unicodedata.normalize("NFC", phrase))
    outside = set(_normal(_BRACKET.sub("", text)))

    def opened(match: re.Match[str]) -> str:
        inside = _normal(match[1])
        idle = inside in _wording().asides["bracket"] or outside.issuperset(inside) or match[1].startswith("ĐVT")
        return "" if idle else f" {match[1]}"

    return _normal(_BRACKET.sub(opened, text))


def _essential(words: Words) -> Words:
    """``words`` without those that do not change what is measured."""
    asides = _wording().asides
    essential = words
    while cut := next(_cuts(essential, asides), None):
        essential = cut
    return essential


def _cuts(words: Words, asides: dict[str, frozenset[Words]]) -> Iterator[Words]:
    for size in range(min(_MAX_ASIDE_WORDS, len(words) - 1), 0, -1):
        if words[:size] in asides["start"]:
            yield words[size:]
        if words[-size:] in asides["end"]:
            yield words[:-size]
        for place in range(1, len(words) - size):
            if words[place : place + size] in asides["any"]:
                yield words[:place] + words[place + size :]


@functools.cache
def _known_phrases() -> tuple[dict[Words, str], dict[Words, str]]:
    """Two look-ups: all words of a phrase → code, and its essential words → code where one entry alone has them."""
    exact: dict[Words, str] = {}
    essential: dict[Words, set[str]] = {}
    for row in read_rows("indicators"):
        for phrase in (row["name"], *row["synonyms"].split("|")):
            if phrase:
                exact.setdefault(_normal(phrase), row["code"])
                exact.setdefault(_without_asides(phrase), row["code"])
                essential.setdefault(_essential(_without_asides(phrase)), set()).add(row["code"])
    return exact, {words: min(codes) for words, codes in essential.items() if len(codes) == 1}


@functools.cache
def _texts() -> dict[str, Words]:
    return {" ".join(words): words for words in _known_phrases()[1]}


def _match_slip(words: Words) -> Match | None:
    """The one entry that ``words`` are but for a letter in words that cannot be Vietnamese, or a lost blank."""
    if all(is_syllable(word) for word in words if not word[0].isdigit()):
        return None
    text = " ".join(words)
    scores: dict[str, float] = {}
    for near, score, _ in process.extract(
        text, _texts().keys(), scorer=fuzz.ratio, score_cutoff=MIN_SURE_SCORE, limit=8
    ):
        entry = _texts()[near]
        pairs = [(ours, theirs) for ours, theirs in zip(words, entry, strict=False) if ours != theirs]
        slip = len(words) == len(entry) and all(
            not is_syllable(ours) and is_syllable(theirs) and OSA.distance(ours, theirs) == 1 for ours, theirs in pairs
        )
        if slip or text.replace(" ", "") == near.replace(" ", ""):
            code = _known_phrases()[1][entry]
            scores[code] = max(score, scores.get(code, 0.0))
    if len(scores) != 1:
        return None
    ((code, score),) = scores.items()
    return Match(code, min(score, _MAX_FUZZY_SCORE), "fuzzy")


@functools.lru_cache(maxsize=65536)
def match_phrase(phrase: str) -> Match | None:
    """The indicator that ``phrase`` names, how sure, and how it was found; None where words are left over.

    >>> match_phrase("Ước tổng sản lượng lương thực có hạt")
    Match(code='grain', score=99.0, how='fuzzy')
    """
    if len(phrase) > _MAX_PHRASE_CHARS:
        return None
    exact, essential = _known_phrases()
    plain = _without_asides(phrase)
    code = exact.get(_normal(phrase)) or exact.get(plain)
    if code is not None:
        return Match(code, 100.0, "exact")
    words = _essential(plain)
    code = essential.get(words)
    return Match(code, _MAX_FUZZY_SCORE, "fuzzy") if code is not None else _match_slip(words)


def match_indicator(phrase: str) -> str | None:
    """The code of the indicator that ``phrase`` names, or None.

    >>> match_indicator("Tổng thu ngân sách trên địa bàn huyện năm 2023")
    'revenue'
    """
    match = match_phrase(phrase)
    return match.code if match is not None and match.score >= MIN_SURE_SCORE else None
