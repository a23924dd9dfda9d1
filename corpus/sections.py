"""The tree of sections: read from the labels that blocks open with, for PDFs and plain text alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Block, Section
from corpus.labels import Label, read_label

#: A labelled paragraph longer than this is running text, not a heading.
LONGEST_HEADING = 180
_SENTENCES = re.compile(r"[.;]\s+[A-ZĐÀ-Ỹ]")


def find_sections(text: str, blocks: Sequence[Block]) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The sections of a document, and its blocks with headings marked as such."""
    marked = list(blocks)
    sections: list[Section] = []
    open_labels: list[tuple[int, str, int, str]] = []  # index of the section, family, depth, label
    end = _end_of_body(text, blocks)
    for index, block in enumerate(blocks):
        if block.kind not in ("paragraph", "heading"):
            if block.kind in ("signature", "recipients"):
                _close(sections, open_labels, 0, block.start)
            continue
        said = text[block.start : block.end]
        label = read_label(said)
        if label is None or label.family == "paren" or not _is_low(label):
            continue
        title = _title(said, label)
        keep = _level(label, open_labels)
        _close(sections, open_labels, keep, block.start)
        parent = open_labels[-1][0] if open_labels else None
        sections.append(Section(label.text, title, len(open_labels) + 1, parent, block.start, end, title is None))
        open_labels.append((len(sections) - 1, label.family, label.depth, label.text))
        if title is not None:
            marked[index] = Block("heading", block.start, block.end)
    return tuple(sections), tuple(marked)


def _end_of_body(text: str, blocks: Sequence[Block]) -> int:
    body = [block.end for block in blocks if block.kind != "footnote"]
    return max(body) if body else len(text)


def _close(sections: list[Section], open_labels: list[tuple[int, str, int, str]], keep: int, at: int) -> None:
    """End the open sections past the first ``keep``."""
    for index, *_ in open_labels[keep:]:
        sections[index] = replace(sections[index], end=max(sections[index].start, at - 1))
    del open_labels[keep:]


def _level(label: Label, open_labels: Sequence[tuple[int, str, int, str]]) -> int:
    """How many of the open sections the new one stands under."""
    for place, (_, family, depth, _text) in enumerate(open_labels):
        if family == label.family and depth >= label.depth:
            return place
    # A family that is open nowhere is nested in the innermost, but a great one ends the small ones.
    rank = {"part": 0, "chapter": 1, "upper": 2, "roman": 3, "number": 4, "letter": 6}
    for place, (_, family, _depth, _text) in enumerate(open_labels):
        if rank[family] > rank[label.family]:
            return place
    return len(open_labels)


def _is_low(label: Label) -> bool:
    """Whether a number can be a label: lists start at 1 and stay short, ``0.5`` and ``99.`` open none."""
    if label.family != "number":
        return True
    parts = [int(part) for part in label.text.split(".")]
    return min(parts) > 0 and max(parts) <= 40


def _title(said: str, label: Label) -> str | None:
    """The heading after the label, or None when the paragraph runs on."""
    rest = said[label.end :].strip().lstrip(".:-– ").strip()
    if not rest or len(rest) > LONGEST_HEADING or _SENTENCES.search(rest):
        return None
    if rest.endswith((";", ",")) or (label.family == "letter" and rest.endswith(".")):
        return None
    return rest.rstrip(".: ").strip() or None
