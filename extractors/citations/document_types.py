"""The type word of a citation: ``Quyết định``, ``nghị quyết``, ``CTHĐ``, ``QĐ số``."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.lexicon.tables import DocumentType, alternation, caseless_alternation, document_types
from extractors.text.characters import LETTER, UPPER


@dataclass(frozen=True, slots=True)
class TypeWord:
    """A type word in the text. ``capital``: it begins with a capital, as a cited document does."""

    start: int
    end: int
    type: DocumentType
    capital: bool


@functools.cache
def _by_word() -> dict[str, DocumentType]:
    words = {kind.name.casefold(): kind for kind in document_types()}
    for kind in document_types():
        words.update(dict.fromkeys(kind.words, kind))
    return words


@functools.cache
def _pattern() -> re.Pattern[str]:
    names = caseless_alternation(kind.name for kind in document_types())
    # The short forms count only before a number or a name: QĐ số 19/QĐ-UBND, CTHĐ của Huyện ủy; never "KH tỉnh giao".
    short = alternation(word for kind in document_types() for word in kind.words if word not in _ALWAYS)
    always = alternation(_ALWAYS)
    firsts = "".join(
        sorted({letter for kind in document_types() for letter in (kind.name[0].upper(), kind.name[0].lower())})
    )
    return re.compile(
        # a footnote's mark may touch the word, which then begins a sentence: 1Quyết định
        rf"(?=[{firsts}])(?<![{LETTER}/\-])(?:(?<!\d)|(?=[{UPPER}]))"
        rf"(?:(?:{names})|(?:{always})|(?:{short})(?= +(?:số|Số|\d|[Đđ]ại hội|Trung ương|TW)))(?![{LETTER}])"
    )


_ALWAYS = ("CTHĐ", "CTrHĐ")


def find_type_words(text: str) -> list[TypeWord]:
    """Every type word in ``text``, in order; the longest at each place (Chương trình hành động, not Chương trình)."""
    words = _by_word()
    type_words: list[TypeWord] = []
    for match in _pattern().finditer(text):
        printed = re.sub(r" +", " ", match[0])
        kind = words.get(printed) or words[printed.casefold()]
        if kind.named == "name" and printed[0].islower():
            continue  # "pháp luật", "luật" in general: a law that is cited has its capital
        type_words.append(TypeWord(match.start(), match.end(), kind, match[0][0].isupper()))
    return type_words
