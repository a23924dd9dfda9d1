"""Character classes, word ends and proper names of Vietnamese, from which patterns are built.

``[A-Z]`` misses Đ and every letter with a mark, and ``\\b`` and ``\\w`` count digits and underscores as letters. All
patterns of this room run on ``Document.text``, which is NFC, has no line break inside a block and single blanks.
"""

from __future__ import annotations

_VIETNAMESE = [chr(code) for code in (*range(0xC0, 0x180), *range(0x1A0, 0x1B1), *range(0x1EA0, 0x1EFA))]

#: Inside a character class: the capital letters of Vietnamese.
UPPER = "A-Z" + "".join(letter for letter in _VIETNAMESE if letter.isupper())

#: Inside a character class: the small letters of Vietnamese.
LOWER = "a-z" + "".join(letter for letter in _VIETNAMESE if letter.islower())

#: Inside a character class: every letter of Vietnamese.
LETTER = LOWER + UPPER

#: No letter stands before: a word begins here.
WORD_START = rf"(?<![{LETTER}])"

#: No letter follows: a word ends here. A digit may follow (HTX6, with the mark of a footnote).
WORD_END = rf"(?![{LETTER}])"

#: Neither letter nor digit follows.
TOKEN_END = rf"(?![{LETTER}\d])"

#: A word that begins with a capital: ``Định``, ``M'gar``, ``K’Nớ``, and the ``A`` of ``A Lưới``.
CAPITALISED = f"[{UPPER}][{LOWER}]*(?:['’][{UPPER}]?[{LOWER}]+)?"

OPEN_QUOTES = '“"«‘„'
CLOSE_QUOTES = '”"»’'
QUOTE_PAIRS = {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“"}


def proper_name(max_words: int | None = 4, *, min_words: int = 1, joint: str = " ") -> str:
    """The pattern of a proper name: capitalised words (``An Lão``, ``Cư M'gar``), never a part of an abbreviation.

    Args:
        max_words: the most words that it may have; None for any number.
        min_words: the fewest.
        joint: the pattern of what stands between two of its words.

    Returns:
        A pattern without named groups; ``NTM`` is no name, for its capitals are no words.
    """
    word = CAPITALISED + WORD_END
    most = "" if max_words is None else max_words - 1
    return rf"{word}(?:{joint}{word}){{{min_words - 1},{most}}}"
