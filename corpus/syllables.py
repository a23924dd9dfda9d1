"""Vietnamese syllables (âm tiết): whether a word can be one, and whether a text layer reads as Vietnamese.

A legacy font or an English OCR gives words that no Vietnamese text has, so the share of possible syllables tells a
usable text layer from an unusable one.
"""

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
#: Characters from the beginning of a page that are judged.
MAX_SAMPLE_CHARS = 4000

_MARKED = re.compile(r"[^\W\d_\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_ONSET = "ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]"
#: Every rime (vần) of the written language, without tones; qu and gi count as onsets.
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang "
    "oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt "
    "ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya uych "
    "uyên uyêt uynh uyt uyu uơ ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu "
    "ynh yt"
)
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_RIMES.replace(' ', '|')})")
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_WITHOUT_TONES = str.maketrans("", "", _TONE_MARKS)
#: A syllable that ends in a stop has the acute (sắc) or the dot below (nặng).
_TONES_OF_STOPPED = ("\u0301", "\u0323")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether ``word``, in any case, can be one Vietnamese syllable.

    Its rime must exist, with at most one tone; a rime that ends in c, ch, p or t has one of two tones.

    >>> is_syllable("Huyện"), is_syllable("dừa"), is_syllable("huyẹnh"), is_syllable("district")
    (True, True, False, False)
    """
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in parts if mark in _TONE_MARKS]
    plain = unicodedata.normalize("NFC", parts.translate(_WITHOUT_TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    return not _STOPPED.search(plain) or (len(tones) == 1 and tones[0] in _TONES_OF_STOPPED)


#: An onset, vowels and a coda in any combination: looser than :data:`_RIMES`. It serves to count, not to check a word:
#: :data:`MIN_SYLLABLE_SHARE` was measured with it.
_SHAPE = re.compile(
    rf"(?:{_ONSET})?"
    "(?:uyê|uya|oai|oay|oao|oeo|uây|uyu|uôi|ươi|ươu|iêu|yêu|uy|ua|uâ|uê|uơ|uô|ui|ưa|ươ|ưi|ưu|oa|oă|oe|oo|ôô|oi|ôi|ơi|"
    "ia|iê|yê|iu|ai|ay|ao|au|âu|ây|eo|êu|[aăâeêioôơuưy])"
    "(?:ch|ng|nh|[cmnpt])?"
)


@lru_cache(maxsize=65536)
def _has_syllable_shape(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.lower())
    plain = parts.translate(_WITHOUT_TONES)
    return len(parts) - len(plain) <= 1 and bool(_SHAPE.fullmatch(unicodedata.normalize("NFC", plain)))


@lru_cache(maxsize=8)
def syllable_share(text: str) -> tuple[float, int]:
    """The share (0 to 1) of the words of ``text`` that have the shape of a syllable, and the number of words.

    Single letters and abbreviations are not counted.
    """
    words = [
        word
        for word in _WORD.findall(unicodedata.normalize("NFC", text))
        if len(word) > 1 and not (len(word) < 6 and word.isupper())
    ]
    if not words:
        return 0.0, 0
    return sum(_has_syllable_shape(word) for word in words) / len(words), len(words)


@lru_cache(maxsize=64)
def judge_text(text: str) -> str | None:
    """What is wrong with the text layer of a page, as a sentence; None when it reads as Vietnamese."""
    sample = text[:MAX_SAMPLE_CHARS]
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
