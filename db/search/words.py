"""The words that a reader types into a search, and what they are in the language of FTS5."""

from __future__ import annotations

import re

from db.search.index import exact_form
from db.sql.folding import fold
from extractors.text.word_segmentation import segment

#: What can be searched.
KINDS = ("page", "citation", "indicator")
_SYLLABLE = re.compile(r"[^\W_]+")
#: What is to stand together.
QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")


def words_of(asked: str) -> list[str]:
    """What is looked for: the phrases in quotes, and the words of the rest."""
    quoted = [phrase.strip() for phrase in QUOTED.findall(asked)]
    words = segment(QUOTED.sub(" ", asked))
    return [phrase for phrase in (*quoted, *words) if re.search(r"\w", phrase)]


def is_plain(asked: str) -> bool:
    """Whether nothing in ``asked`` has a diacritic: who types one means them all, also where a word has none (thu)."""
    return fold(asked) == " ".join(asked.casefold().split())


def term(phrase: str, plain: bool) -> str:
    """A phrase for FTS5, in the column that it was typed for."""
    column, words = ("folded", fold(phrase)) if plain else ("exact", exact_form(phrase))
    together = " ".join(_SYLLABLE.findall(words))
    return f'{column} : "{together}"'
