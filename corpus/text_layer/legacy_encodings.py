"""Detects text in a legacy encoding by its content, TCVN3 (ABC, ``.VnTime``) or VNI (``VNI-Times``), and converts it.

Such fonts draw Vietnamese letters at the places of Western ones, so that the text layer says ``B¸o c¸o`` or
``Baùo caùo``. Font names mislead both ways: they stand in files whose text is Unicode, and legacy text comes under any
name. So a page is judged by its words: which reading makes most of those with a mark possible Vietnamese syllables.
Words that are written in Unicode stay as they are, on a page of either kind.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import resources

from corpus.page.characters import PageCharacters
from corpus.syllables import is_syllable
from corpus.text_layer.restore_u_horn import restore_u_horns

#: So many words must be syllables in one encoding only before a page is converted from it.
MIN_READABLE_WORDS = 3
#: A shorter page may have no ư.
_MIN_CHARS_WITH_U_HORN = 300
#: In Vietnamese text one character in a hundred is ư; below this share the letter is taken to be lost.
_MIN_U_HORN_SHARE = 0.002
_TOKEN = re.compile(r"[^\s!-/:-@\[-`{-~]+")
_LINE_HYPHEN = re.compile("[\x02\ufffe]")
_UNICODE = re.compile(r"[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]")
_MINUS = re.compile(r"(?<![^\W\d_])[\u2212\u2010\u2011](?=\s?\d)")
Decoder = Callable[[str], tuple[str, list[int]]]


@functools.cache
def _table(name: str) -> Mapping[str, str]:
    with resources.files("corpus").joinpath("data", f"{name}.csv").open(encoding="utf-8") as file:
        return {row["written"]: row["letter"] for row in csv.DictReader(file)}


def decode_tcvn3(token: str) -> tuple[str, list[int]]:
    """A word in TCVN3 converted to Unicode, and for each letter the index in ``token`` that it comes from.

    The encoding has no capitals with tones: fonts draw them from small letters. A word whose plain letters are all
    capitals is set in capitals.
    """
    table = _table("tcvn3")
    if _LINE_HYPHEN.search(token):
        # pdfium takes U+00AD at the end of a line for a hyphen: it is a letter where it makes a word.
        with_u_horn = decode_tcvn3(_LINE_HYPHEN.sub("\xad", token))[0]
        if is_syllable(with_u_horn):
            return with_u_horn, list(range(len(token)))
    letters = "".join(table.get(char, char) for char in token)
    plain = [char for char in token if char.isascii() and char.isalpha()]
    # One capital at the head of a word says nothing: B¸o is Báo; but ñY is ỦY.
    mark_before = bool(plain) and any(char in table for char in token[: token.index(plain[0])])
    if plain and all(char.isupper() for char in plain) and (len(plain) > 1 or mark_before):
        letters = letters.upper()
    return letters, list(range(len(token)))


def decode_vni(token: str) -> tuple[str, list[int]]:
    """A word in VNI converted to Unicode, and for each letter the index in ``token`` of its first character."""
    table = _table("vni")
    letters: list[str] = []
    origin: list[int] = []
    at = 0
    while at < len(token):
        pair = token[at : at + 2]
        size = 2 if len(pair) == 2 and pair in table else 1
        letters.append(table.get(token[at : at + size], token[at]))
        origin.append(at)
        at += size
    return "".join(letters), origin


DECODERS: Mapping[str, Decoder] = {"TCVN3": decode_tcvn3, "VNI": decode_vni}


def detect(text: str) -> str | None:
    """The legacy encoding of the text of a page, a key of :data:`DECODERS`; None for Unicode text."""
    marked = [token for token in _TOKEN.findall(text) if not token.isascii() and not _UNICODE.search(token)]
    readable = sum(_reads(token) for token in marked)
    if readable >= len(marked) / 2:
        return None  # nearly every page ends here: the encodings need not be tried
    scores = {name: sum(_reads(decode(token)[0]) for token in marked) for name, decode in DECODERS.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= MIN_READABLE_WORDS and scores[best] > 2 * readable else None


def _reads(token: str) -> bool:
    word = unicodedata.normalize("NFC", token).strip("“”‘’…–")
    return word.isalpha() and is_syllable(word) and not word.isascii()


def to_unicode(page: PageCharacters, encoding: str) -> PageCharacters:
    """``page`` with its words converted from ``encoding`` to Unicode; each letter keeps the box of what drew it."""
    decode = DECODERS[encoding]
    text = _MINUS.sub("-", page.text)
    letters: list[str] = []
    origin: list[int] = []
    at = 0
    in_capitals = False  # whether the word before is set in capitals: X· HéI is XÃ HỘI
    for match in _TOKEN.finditer(text):
        letters.append(text[at : match.start()])
        origin += range(at, match.start())
        token = match[0]
        if token.isascii() or _UNICODE.search(token):
            decoded, indices = token, list(range(len(token)))
        else:
            decoded, indices = decode(token)
        if any(start <= match.start() < end for start, end in page.capital_ranges) or (
            in_capitals and _ambiguous(token)
        ):
            decoded = decoded.upper()
        between = text[at : match.start()]
        in_capitals = (
            decoded.isupper()
            and (len(decoded) > 1 or in_capitals)
            and not re.search(r"[\n.:;]", between + text[match.end() :][:1])
        )
        letters.append(decoded)
        origin += [match.start() + place for place in indices]
        at = match.end()
    letters.append(text[at:])
    origin += range(at, len(text))
    return replace(page.reindexed("".join(letters), origin), source="legacy")


def with_u_horns(page: PageCharacters) -> tuple[PageCharacters, str | None]:
    """A converted page with its lost ``ư`` put back, and a warning that counts them; None where nothing was lost."""
    if len(page.text) < _MIN_CHARS_WITH_U_HORN or len(re.findall("[ưƯ]", page.text)) > _MIN_U_HORN_SHARE * len(
        page.text
    ):
        return page, None
    text, origin = restore_u_horns(page.text)
    added = len(text) - len(page.text)
    if not added:
        return page, None
    return replace(page.reindexed(text, origin), source="legacy"), (
        "the letter ư is next to nowhere on it, which the program that made the PDF left out; it was put back in "
        f"{added} words that call for it."
    )


def _ambiguous(token: str) -> bool:
    """Whether a word may or may not be set in capitals: a plain capital first, and no plain small letter."""
    return token[:1].isupper() and not any(char.isascii() and char.islower() for char in token)
