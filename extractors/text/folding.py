"""Vietnamese text made comparable: the one folding of every room, for matching and never for showing."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# đ has no decomposition; Ð (U+00D0, Icelandic) stands for Đ in many old keyboards' output.
_BARRED_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """``text`` in lower case, without diacritics, đ as d, each run of white space one space."""
    return fold_page(text)


def fold_page(text: str) -> str:
    """:func:`fold` for long texts that are met once, and need not be remembered."""
    decomposed = unicodedata.normalize("NFD", text.translate(_BARRED_D))
    unmarked = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(unmarked.casefold().split())


def phrase_key(text: str) -> str:
    """``text`` in NFC and lower case, white space folded, with its diacritics: a tone makes another phrase."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
