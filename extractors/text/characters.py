"""Character classes for Vietnamese: ``[A-Z]`` misses Đ and every letter with a mark, so patterns are built from these.

All patterns in this room run on ``Document.text``, which is NFC, has no line break inside a block and single blanks.
"""

from __future__ import annotations

import unicodedata

_VIETNAMESE = [chr(code) for code in (*range(0xC0, 0x180), *range(0x1A0, 0x1B1), *range(0x1EA0, 0x1EFA))]

#: Inside a character class: the capital letters of Vietnamese.
UPPER = "A-Z" + "".join(letter for letter in _VIETNAMESE if letter.isupper())

#: Inside a character class: the small letters of Vietnamese.
LOWER = "a-z" + "".join(letter for letter in _VIETNAMESE if letter.islower())

#: A word that begins with a capital: ``Định``, ``M'gar``.
CAPITALISED = f"[{UPPER}][{LOWER}]*(?:['’][{LOWER}]+)?"

OPEN_QUOTES = '“"«‘„'
CLOSE_QUOTES = '”"»’'
QUOTE_PAIRS = {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“"}


def fold(text: str) -> str:
    """``text`` in small letters, without diacritics, đ as d, white space folded: for comparing, never for showing."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.split())
