"""The words that several grammars share (plan, budget, comparison, hedge, …), each kind of them as one pattern.

``data/terms.csv`` holds the words: a new one is a row there. The kinds are those of its column ``kind``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from extractors.data import read_rows
from extractors.text.characters import WORD_END


@functools.cache
def terms(*kinds: str) -> tuple[str, ...]:
    """The words of ``kinds`` (all of them together), in the order of the file.

    Raises:
        ValueError: a kind has no word, so its name is mistaken.
    """
    rows = _terms_by_kind()
    unknown = [kind for kind in kinds if kind not in rows]
    if unknown:
        raise ValueError(f"data/terms.csv has no kind {', '.join(unknown)}")
    return tuple(word for kind in kinds for word in rows[kind])


@functools.cache
def _terms_by_kind() -> dict[str, list[str]]:
    by_kind: dict[str, list[str]] = {}
    for row in read_rows("terms"):
        by_kind.setdefault(row["kind"], []).append(row["term"])
    return by_kind


@functools.cache
def term_pattern(*kinds: str) -> str:
    """A pattern without groups that matches one word of ``kinds``, whole: its first letter may be a capital.

    >>> term_pattern("plan").startswith("(?:[kK]ế hoạch|KH)")
    True
    """
    return word_pattern(terms(*kinds))


def word_pattern(words: Iterable[str]) -> str:
    """As :func:`term_pattern`, of these ``words``; a word that begins with a capital keeps it."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    spelt = (f"[{word[0]}{word[0].upper()}]{word[1:]}" if word[0].islower() else word for word in ordered)
    return f"(?:{'|'.join(spelt)}){WORD_END}"
