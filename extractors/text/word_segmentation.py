"""Word segmentation: Vietnamese writes a blank between syllables, not between words (``ngân sách`` is one word)."""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from collections.abc import Callable

from extractors.text.characters import LOWER

_WORDS = re.compile(rf"[{LOWER}]+(?: [{LOWER}]+)*")
#: What the tagger calls a noun, a classifier or a unit. Some of two syllables it takes for verbs: hoạt động.
_NOUNS = frozenset({"N", "Nc", "Nu", "Ny", "Nb"})


@functools.lru_cache(maxsize=4096)
def first_noun(phrase: str) -> str | None:
    """The noun that ``phrase`` begins with; None where its first word is none.

    >>> first_noun("phóng sự về nông thôn")
    'phóng sự'
    """
    from underthesea import pos_tag  # half a second to import, and few texts need it

    tagged = pos_tag(phrase)
    if not tagged:
        return None
    word, tag = tagged[0]
    if not phrase.startswith(word) or not _WORDS.fullmatch(word):
        return None
    if tag in _NOUNS or (tag == "V" and " " in word):
        return str(word)
    return None


_LOADING = threading.Lock()


@functools.cache
def _segmenter() -> Callable[..., list[str]]:
    from underthesea import word_tokenize  # half a second to import: only who searches pays for it

    tokenize: Callable[..., list[str]] = word_tokenize
    tokenize("huyện")  # it loads its model at the first call, and a second one meanwhile would find half of it
    return tokenize


def segment(phrase: str) -> list[str]:
    """The words of ``phrase``, in order; marks and lone punctuation are none.

    A phrase without diacritics cannot be segmented (``ngan sach`` may be many things): its syllables are its words.

    >>> segment("tổng thu ngân sách, hộ nghèo")
    ['tổng thu', 'ngân sách', 'hộ', 'nghèo']
    """
    phrase = unicodedata.normalize("NFC", phrase)
    if phrase.isascii():
        words = phrase.split()
    else:
        with _LOADING:  # the cache doesn't keep two threads from loading at once
            tokenize = _segmenter()
        words = tokenize(phrase, use_token_normalize=False)
    return [word for word in words if any(char.isalnum() for char in word)]
