"""Does a text layer read as Vietnamese? A legacy font or an English OCR gives words that no Vietnamese has."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Below this share of possible syllables among the words, a page does not read as Vietnamese.
MIN_SYLLABLE_SHARE = 0.55
#: Pages with fewer words than this are not judged.
MIN_WORDS_TO_JUDGE = 30
#: Vietnamese writes about one letter in four with a mark; below this share of all characters it is not written as such.
MIN_MARKED_SHARE = 0.03

_MARKED = re.compile(r"[^\W\d_\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_ONSET = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]|"
_CORE = (
    "uyê|uya|oai|oay|oao|oeo|uây|uyu|uôi|ươi|ươu|iêu|yêu|uy|ua|uâ|uê|uơ|uô|ui|ưa|ươ|ưi|ưu|oa|oă|oe|oo|ôô|oi|ôi|ơi|"
    "ia|iê|yê|iu|ai|ay|ao|au|âu|ây|eo|êu|[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(rf"^(?:{_ONSET})(?:{_CORE})(?:ch|ng|nh|[cmnpt])?$")
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether ``word`` could be one Vietnamese syllable (âm tiết): an onset and a rime, with at most one tone."""
    parts = unicodedata.normalize("NFD", word.lower())
    plain = parts.translate(_TONES)
    if len(parts) - len(plain) > 1:
        return False
    return bool(_SYLLABLE.match(unicodedata.normalize("NFC", plain)))


@lru_cache(maxsize=8)
def syllable_share(text: str) -> tuple[float, int]:
    """The share of possible syllables among the words, and their count. Letters alone and abbreviations don't count."""
    words = [
        word
        for word in _WORD.findall(unicodedata.normalize("NFC", text))
        if len(word) > 1 and not (len(word) < 6 and word.isupper())
    ]
    if not words:
        return 0.0, 0
    return sum(is_syllable(word) for word in words) / len(words), len(words)


@lru_cache(maxsize=64)
def judge_text(text: str) -> str | None:
    """What is wrong with the text layer of a page, as a sentence; None when it reads as Vietnamese."""
    sample = text[:4000]
    share, count = syllable_share(sample)
    marked = len(_MARKED.findall(sample))
    if count < MIN_WORDS_TO_JUDGE:
        return None
    if share < MIN_SYLLABLE_SHARE:
        reason = f"{share:.0%} of {count} words could be syllables"
    elif marked < MIN_MARKED_SHARE * len(sample):
        reason = f"next to no letter of its {count} words carries a mark"
    else:
        return None
    return (
        f"the text layer does not read as Vietnamese ({reason}): a legacy font, a poor OCR or another language. "
        "Check what is taken from it against the page."
    )
