"""Snippets: the part of a text around the matches, with these marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from db.search.index import exact_form
from db.sql.folding import fold

#: How many words are shown.
_WORDS = 24
_WORD = re.compile(r"[^\W_]+")


#: A stretch of text, and whether it matches.
Part = tuple[str, bool]


def snippet(text: str, phrases: Sequence[str], plain: bool, words: int = _WORDS) -> str:
    """About ``words`` words of ``text`` around the first match, each match in [ and ]; the beginning where none is."""
    return "".join(f"[{part}]" if lit else part for part, lit in snippet_parts(text, phrases, plain, words))


def snippet_parts(text: str, phrases: Sequence[str], plain: bool, words: int = _WORDS) -> list[Part]:
    """What :func:`snippet` shows, in parts, for whom brackets will not do: the text may have some of its own."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    tokens = words_in(text)
    if not tokens:
        return [(text, False)]
    marked = matches(tokens, phrases, plain)
    start = _window(len(tokens), marked, words)
    end = min(len(tokens), start + words)
    begin = 0 if start == 0 else tokens[start].start()
    stop = len(text) if end == len(tokens) else tokens[end - 1].end()
    parts, position = [("…", False)] if begin else [], begin
    for first, last in _stretches(text, tokens, [index for index in range(start, end) if index in marked]):
        parts += [
            (text[position : tokens[first].start()], False),
            (text[tokens[first].start() : tokens[last].end()], True),
        ]
        position = tokens[last].end()
    parts.append((text[position:stop] + ("…" if stop < len(text) else ""), False))
    return [part for part in parts if part[0]]


def _stretches(text: str, tokens: Sequence[re.Match[str]], marked: Sequence[int]) -> list[tuple[int, int]]:
    """The marked words that stand in a row, with no more than a blank between them: the first and the last of each."""
    stretches: list[tuple[int, int]] = []
    for index in marked:
        follows = (
            stretches and stretches[-1][1] == index - 1 and text[tokens[index - 1].end() : tokens[index].start()] == " "
        )
        if follows:
            stretches[-1] = (stretches[-1][0], index)
        else:
            stretches.append((index, index))
    return stretches


def words_in(text: str) -> list[re.Match[str]]:
    """The words of a text, in order: what :func:`matches` counts."""
    return list(_WORD.finditer(text))


def _window(length: int, marked: set[int], words: int) -> int:
    """Where the window with most matches begins, a few words before the first of them."""
    best, most = 0, 0
    for place in sorted(marked):
        inside = sum(other in marked for other in range(place, place + words - words // 3))
        if inside > most:
            best, most = place, inside
    return max(0, min(best - words // 3, length - words))


def matches(tokens: Sequence[re.Match[str]], phrases: Sequence[str], plain: bool) -> set[int]:
    """The places of the words that match a phrase; ``plain``: whatever their diacritics."""
    form = fold if plain else exact_form
    words = [form(token[0]) for token in tokens]
    marked: set[int] = set()
    for phrase in phrases:
        wanted = _WORD.findall(form(phrase))
        for place in range(len(words) - len(wanted) + 1) if wanted else ():
            if words[place : place + len(wanted)] == wanted:
                marked.update(range(place, place + len(wanted)))
    return marked
