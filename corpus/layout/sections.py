"""The tree of sections, from the labels that blocks open with (``II.``, ``1.2``, ``a)``); for PDF and plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.document import Block, Section

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


#: A labelled paragraph of more characters is running text, not a heading.
MAX_HEADING_CHARS = 180
#: Where headings are bold, a heading in plain type has no more characters, and is no sentence.
MAX_PLAIN_HEADING_CHARS = 80
_SENTENCES = re.compile(r"[.;]\s+[A-ZĐÀ-Ỹ]")


def find_sections(
    text: str, blocks: Sequence[Block], bold: Sequence[bool | None] = ()
) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The sections of a document, and its blocks with headings marked as such.

    ``bold`` says of each block whether all of it is bold (None: not known): that distinguishes headings that look like
    sentences from sentences that look like headings.
    """
    weights = list(bold) if len(bold) == len(blocks) else [None] * len(blocks)
    bold_families = _bold_families(text, blocks, weights)
    marked = list(blocks)
    sections: list[Section] = []
    open_labels: list[tuple[int, str, int, str]] = []  # index of the section, family, depth, label
    end = _end_of_body(text, blocks)
    for index, block in enumerate(blocks):
        if block.kind not in ("paragraph", "heading"):
            if block.kind in ("signature", "recipients"):
                _close(sections, open_labels, 0, block.start)
            continue
        block_text = text[block.start : block.end]
        label = read_label(block_text)
        if label is None or label.family == "paren" or not _is_plausible_number(label):
            continue
        weight = weights[index] if weights[index] or label.family in bold_families else None
        title = _title(block_text, label, weight)
        n_title_blocks = (
            _n_title_blocks(text, blocks, index) if title is None and label.family in ("part", "chapter") else 0
        )
        if n_title_blocks:
            title = " ".join(text[block.start : block.end] for block in blocks[index + 1 : index + 1 + n_title_blocks])
        n_parents = _n_parents(label, open_labels)
        _close(sections, open_labels, n_parents, block.start)
        parent = open_labels[-1][0] if open_labels else None
        sections.append(Section(label.text, title, len(open_labels) + 1, parent, block.start, end, title is None))
        open_labels.append((len(sections) - 1, label.family, label.depth, label.text))
        if title is not None:
            for place in range(index, index + 1 + n_title_blocks):
                marked[place] = Block("heading", blocks[place].start, blocks[place].end)
    return tuple(sections), tuple(marked)


def _bold_families(text: str, blocks: Sequence[Block], weights: Sequence[bool | None]) -> set[str]:
    """The families of labels with headings in bold: a block of such a family in plain type is no heading."""
    families: set[str] = set()
    for block, weight in zip(blocks, weights, strict=True):
        if weight and (label := read_label(text[block.start : block.end])):
            families.add(label.family)
    return families


def _n_title_blocks(text: str, blocks: Sequence[Block], index: int) -> int:
    """How many blocks behind a bare ``PHẦN THỨ HAI`` are its title: lines in capitals."""
    count = 0
    for block in blocks[index + 1 : index + 4]:
        block_text = text[block.start : block.end]
        if block.kind != "paragraph" or not block_text.isupper() or read_label(block_text):
            break
        count += 1
    return count


def _end_of_body(text: str, blocks: Sequence[Block]) -> int:
    body = [block.end for block in blocks if block.kind != "footnote"]
    return max(body) if body else len(text)


def _close(sections: list[Section], open_labels: list[tuple[int, str, int, str]], n_kept: int, at: int) -> None:
    """End the open sections past the first ``n_kept``."""
    for index, *_ in open_labels[n_kept:]:
        sections[index] = replace(sections[index], end=max(sections[index].start, at - 1))
    del open_labels[n_kept:]


def _n_parents(label: Label, open_labels: Sequence[tuple[int, str, int, str]]) -> int:
    """How many of the open sections the new one stands under."""
    for place, (_, family, depth, _text) in enumerate(open_labels):
        if family == label.family and depth >= label.depth:
            return place
    # A family without an open section goes under the innermost one, but a higher family closes the lower ones.
    rank = {"part": 0, "chapter": 1, "upper": 2, "roman": 3, "number": 4, "letter": 6}
    for place, (_, family, _depth, _text) in enumerate(open_labels):
        if rank[family] > rank[label.family]:
            return place
    return len(open_labels)


def _is_plausible_number(label: Label) -> bool:
    """Whether a number can be a label: lists start at 1 and stay short, ``0.5`` and ``99.`` open none."""
    if label.family != "number":
        return True
    parts = [int(part) for part in label.text.split(".")]
    return min(parts) > 0 and max(parts) <= 40


def _title(block_text: str, label: Label, bold: bool | None) -> str | None:
    """The heading after the label, or None when the paragraph runs on. ``bold`` decides where it is known."""
    rest = block_text[label.end :].strip().lstrip(".:-– ").strip()
    title = rest.rstrip(".: ").strip() or None
    if bold and len(rest) <= 2 * MAX_HEADING_CHARS:
        return title
    if bold is False and (len(rest) > MAX_PLAIN_HEADING_CHARS or rest.endswith(".")):
        return None
    if not rest or len(rest) > MAX_HEADING_CHARS or (_SENTENCES.search(rest) and not rest.isupper()):
        return None
    if rest.endswith((";", ",")) or (label.family == "letter" and rest.endswith(".")):
        return None
    return title
