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
#: The rimes (vần) of Vietnamese, without tones.
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang "
    "oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt "
    "ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya uych "
    "uyên uyêt uynh uyt uyu uơ ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu "
    "ynh yt"
)
_SYLLABLE = re.compile(rf"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?(?:{_RIMES.replace(' ', '|')})")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
#: A syllable that ends in a stop has the sharp tone or the heavy tone: các, cạc.
_STOPS = ("c", "ch", "p", "t")
_TONES_OF_STOPS = ("\u0301", "\u0323")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether ``word`` can be one Vietnamese syllable (âm tiết), by its rime and tone; letter case does not matter."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in parts if letter in _TONES]
    toneless = unicodedata.normalize("NFC", "".join(letter for letter in parts if letter not in _TONES))
    if len(tones) > 1 or _SYLLABLE.fullmatch(toneless) is None:
        return False
    return not toneless.endswith(_STOPS) or (len(tones) == 1 and tones[0] in _TONES_OF_STOPS)


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
