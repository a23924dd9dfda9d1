"""Vietnamese text made comparable: without case, diacritics or odd spaces."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from extractors.text.folding import fold, fold_page, phrase_key

__all__ = ["fold", "fold_page", "fold_place", "phrase_key", "spelling_key", "text_key"]

_TONES = re.compile("([\u0300\u0301\u0303\u0309\u0323])(\\w*)")


def spelling_key(text: str) -> str:
    """``text`` in lower case with each tone mark at the end of its syllable: ``hòa`` and ``hoà`` are one spelling."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return _TONES.sub(lambda match: match[2] + match[1], decomposed)


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
