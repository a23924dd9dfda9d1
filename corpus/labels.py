"""Labels that open a numbered part: ``I.``, ``1.``, ``2.1.``, ``a)``, ``Chương II``; and bullets, which open none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Family = Literal["part", "chapter", "upper", "roman", "number", "letter", "paren"]

_NAMED = re.compile(
    r"(?P<label>(?P<word>PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVXLC]+|\d{1,2}|[A-Z]))(?=\s*[.:/)-]|\s*$|\s+[A-ZĐÀ-Ỹ])"
)
#: What closes a label; Party bodies write 1- and I- (Hướng dẫn 36-HD/VPTW).
_CLOSED = r"(?:\s?[./)]\s*|[-–]\s+)"
_ROMAN = re.compile(rf"(?P<label>[IVX]{{1,6}}){_CLOSED}[-–]?\s*(?=[^\s\d./])")
#: A Roman numeral whose full stop was forgotten, before a heading in capitals.
_BARE_ROMAN = re.compile(r"(?P<label>[IVX]{1,6})\s+(?=[^\W\d]{2,}\s+[^\W\d]{2,})")
_UPPER = re.compile(rf"(?P<label>[A-HĐ]){_CLOSED}(?=[A-ZĐÀ-Ỹ])")
_DOTTED = re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,3})(?:\s?(?:[./)]\s*|\s+)|[-–]\s+)(?=[^\W\d])")
_NUMBER = re.compile(rf"(?P<label>\d{{1,2}}){_CLOSED}(?=[^\W\d]|[“\"(])")
_LETTER = re.compile(r"(?P<label>[a-zđ](?:\.\d{1,2})?)\s?[).]\s*(?=[^\s\d.])")
_PAREN = re.compile(r"\((?P<label>\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(?=\S)")
BULLET = re.compile(r"[-–—+*•▪●◦‣·]\s*(?=[^\W_]|[“\"(*])")


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its text without the full stop, its family, its depth of dots, and where the text after starts."""

    text: str
    family: Family
    depth: int
    end: int


_UNITS = re.compile(r"(?:triệu|tỷ|nghìn|đồng|ha|tấn|tạ|kg|km|m2|m³|%|người|hộ|xã|con|ngày|tháng)\b")


def read_label(text: str) -> Label | None:
    """The label that ``text`` opens with, or None."""
    match = _NAMED.match(text)
    if match:
        family: Family = "part" if match["word"].lower() == "phần" else "chapter"
        return Label(match["label"], family, 1, match.end())
    match = _DOTTED.match(text)
    if match and not _UNITS.match(text, match.end()):
        return Label(match["label"], "number", match["label"].count(".") + 1, match.end())
    families: tuple[tuple[re.Pattern[str], Family], ...] = (
        (_ROMAN, "roman"), (_BARE_ROMAN, "roman"), (_UPPER, "upper"),
        (_NUMBER, "number"), (_LETTER, "letter"), (_PAREN, "paren"),
    )  # fmt: skip
    for pattern, family in families:
        match = pattern.match(text)
        if match and (pattern is not _BARE_ROMAN or text.isupper()):
            return Label(match["label"], family, 1, match.end())
    return None


def opens_item(text: str) -> bool:
    """Whether a line that starts like this starts a new paragraph: a bullet or a label."""
    return bool(BULLET.match(text)) or read_label(text) is not None
