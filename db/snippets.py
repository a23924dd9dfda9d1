"""The part of a text around the words that were looked for, these marked: the index holds no text to take it from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from db.folding import fold
from db.indexing import exact_form

#: How many words are shown.
_WORDS = 24
_WORD = re.compile(r"[^\W_]+")


def snippet(text: str, phrases: Sequence[str], plain: bool, words: int = _WORDS) -> str:
    """About ``words`` words of ``text`` around the first match, each match in [ and ]; the beginning where none is."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    tokens = list(_WORD.finditer(text))
    marked = _marked(tokens, phrases, plain)
    if not tokens:
        return text
    start = _window(len(tokens), marked, words)
    end = min(len(tokens), start + words)
    begin = 0 if start == 0 else tokens[start].start()
    stop = len(text) if end == len(tokens) else tokens[end - 1].end()
    shown: list[str] = []
    position, opened = begin, False
    for index in range(start, end):
        between = text[position : tokens[index].start()]
        if opened and not (index in marked and between == " "):
            shown.append("]")
            opened = False
        shown.append(between)
        if index in marked and not opened:
            shown.append("[")
            opened = True
        shown.append(tokens[index][0])
        position = tokens[index].end()
    shown.append(("]" if opened else "") + text[position:stop])
    return ("…" if begin else "") + "".join(shown) + ("…" if stop < len(text) else "")


def _window(length: int, marked: set[int], words: int) -> int:
    """Where the window with most matches begins, a few words before the first of them."""
    best, most = 0, 0
    for place in sorted(marked):
        inside = sum(other in marked for other in range(place, place + words - words // 3))
        if inside > most:
            best, most = place, inside
    return max(0, min(best - words // 3, length - words))


def _marked(tokens: Sequence[re.Match[str]], phrases: Sequence[str], plain: bool) -> set[int]:
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
