"""Where a noun ends that no list has: Vietnamese writes compounds apart (hoạt động), so words must be segmented.

underthesea's word segmentation, asked only for what follows a number that no unit and no listed noun claims. What it
adds and costs is in docs/measurements.md.
"""

from __future__ import annotations

import functools
import re

from extractors.letters import LOWER

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
