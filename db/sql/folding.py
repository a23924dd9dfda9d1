"""Vietnamese text made comparable: without case, diacritics or odd spaces."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

# đ has no decomposition; Ð (U+00D0, Icelandic) stands for Đ in many old keyboards' output.
_BARRED_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """``text`` in lower case, without diacritics, đ as d, each run of white space one space: for matching only."""
    return fold_page(text)


def fold_page(text: str) -> str:
    """:func:`fold` for long texts that are met once, and need not be remembered."""
    decomposed = unicodedata.normalize("NFD", text.translate(_BARRED_D))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


_TONES = re.compile("([\u0300\u0301\u0303\u0309\u0323])(\\w*)")


def spelling_key(text: str) -> str:
    """``text`` in lower case with each tone mark at the end of its syllable: ``hòa`` and ``hoà`` are one spelling."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return _TONES.sub(lambda match: match[2] + match[1], decomposed)


def phrase_key(text: str) -> str:
    """``text`` in lower case with its diacritics: two phrases that differ in a tone are two phrases."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def text_key(text: str) -> str:
    """A digest of the letters and digits of a report, in lower case: the same text in other bytes has the same key."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return hashlib.sha256("".join(filter(str.isalnum, plain)).encode("utf-8", "replace")).hexdigest()


_PLACE_WORDS = ("huyen ", "thi xa ", "thanh pho ", "quan ", "tinh ", "tp. ", "tp ", "tx. ", "tx ")


def fold_place(name: str) -> str:
    """A district's or province's name without its kind: ``huyện An Lão`` and ``An Lão`` are one place."""
    folded = fold(name)
    for word in _PLACE_WORDS:
        if folded.startswith(word):
            return folded[len(word) :]
    return folded
