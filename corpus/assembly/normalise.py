"""Normalises text (NFC, single blanks) and joins printed lines: the same rules for PDF and plain text."""

from __future__ import annotations

import re
import unicodedata

#: Matches text that :func:`clean` would change.
NEEDS_CLEANING = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u0300-\u036f\u1680\u2000-\u200f\u2028\u2029\u202f\u205f-\u2064\u3000\ufeff\ufffe\uffff]|  "
)
_SPACES = re.compile("[\t\n\v\f\r \x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_DROPPED = re.compile("[\x00\x01\x03-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u2060-\u2064\ufeff\uffff]")


def clean(text: str) -> tuple[str, list[int]]:
    """``text`` in NFC with single plain blanks, and for each character of the result its index in ``text``.

    A letter that is composed of several keeps the index of the first.
    """
    out: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        # pdfium's two ways to write a hyphen at a line end, by the version of its text call.
        char = "-" if char in "\x02\ufffe" else char
        if _DROPPED.match(char):
            continue
        if _SPACES.match(char):
            if out and out[-1] != " ":
                out.append(" ")
                origin.append(index)
            continue
        if unicodedata.combining(char) and out:
            # Marks may come in any order: compose over the letter and all its marks.
            composed = unicodedata.normalize("NFC", out[-1] + char)
            if len(composed) == 1:
                out[-1] = composed
                continue
        for part in unicodedata.normalize("NFC", char):
            out.append(part)
            origin.append(index)
    while out and out[-1] == " ":
        out.pop()
        origin.pop()
    return "".join(out), origin


def line_separator(before: str, after: str) -> str:
    """What joins two lines of a paragraph: nothing after a hyphen or slash inside a token, else a blank."""
    if not before or not after:
        return ""
    inside = len(before) > 1 and before[-1] in "-/‑" and not before[-2].isspace() and not after[0].isspace()
    if inside and (before[-2].isalnum() or before[-2] in ".)") and after[0].isalnum():
        return ""
    if after[0] == "/" and len(after) > 1 and after[1].isalnum() and before[-1].isalnum():
        return ""
    return " "
