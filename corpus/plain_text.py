"""Reads plain text: joins wrapped lines, drops emphasis marks, and keeps the offset of every character in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from corpus.assembly.normalise import clean, line_separator
from corpus.document import Block, BlockKind, Document, Footnote
from corpus.layout.sections import find_sections, opens_item, read_label

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LINE = re.compile(r"(?m)^[^\n]*$")
_NOTE_START = re.compile(r"\s*(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(\d{1,3})\])\s*(?=\S|$)")
_NOTE_MARK = re.compile(r"(?<=[\w”\"’)%.,;])(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(\d{1,3})\])")
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<=\s)\*{1,2}(?=\s)")
#: A stanza with a line of at least this many characters is hard-wrapped at a fixed width.
MIN_WRAPPED_LINE_CHARS = 50

Lines = list[tuple[int, int]]


def read_text(raw: str) -> Document:
    """The document of a plain text file. ``raw`` is the file as it stands; ``offsets`` map each character to it."""
    groups = [_split_blocks(raw, lines) for lines in _stanzas(raw)]
    blocks_of_lines = [group for split in groups for group in split if group]
    marks = {mark for group in blocks_of_lines if (mark := _note_mark(raw, group))}
    parts: list[str] = []
    origins: list[list[int]] = []
    blocks: list[Block] = []
    notes: list[tuple[str, int, int]] = []
    anchors: dict[str, int] = {}
    length = 0
    for group in blocks_of_lines:
        mark = _note_mark(raw, group)
        block_text, origin, removed_marks = _block_text(raw, group, marks, mark)
        if not block_text:
            continue
        if blocks:
            parts.append("\n")
            origins.append([origin[0] - 1 if origin[0] else 0])
            length += 1
        for name, at in removed_marks:
            anchors.setdefault(name, length + at)
        kind: BlockKind = "footnote" if mark else "paragraph"
        blocks.append(Block(kind, length, length + len(block_text)))
        if mark:
            notes.append((mark, length, length + len(block_text)))
        parts.append(block_text)
        origins.append(origin)
        length += len(block_text)
    text = "".join(parts)
    offsets = np.array([place for origin in origins for place in origin], np.int32)
    sections, marked = find_sections(text, blocks)
    footnotes = tuple(Footnote(mark, start, end, anchors.get(mark)) for mark, start, end in notes)
    return Document(text, blocks=marked, sections=sections, footnotes=footnotes, raw=raw, offsets=offsets)


def _stanzas(raw: str) -> list[Lines]:
    """Lines with text, in groups that blank lines separate."""
    stanzas: list[Lines] = [[]]
    for match in _LINE.finditer(raw):
        if match.group().strip():
            stanzas[-1].append((match.start(), match.start() + len(match.group().rstrip("\r"))))
        elif stanzas[-1]:
            stanzas.append([])
    return [stanza for stanza in stanzas if stanza]


#: A labelled line shorter than this part of the widest line may be a heading.
_MAX_HEADING_WIDTH_SHARE = 0.6
#: A line that ends in one of these words goes on in the next line, however short it is.
_UNFINISHED = re.compile(r"(?:^|\s)(?:số|ngày|tháng|của|và|theo|về|tại|đến|từ|đạt|tăng|giảm|bằng|chiếm|còn)$|,$")


def _split_blocks(raw: str, lines: Lines) -> list[Lines]:
    """The blocks of one stanza: wrapped lines together, items and unwrapped lines each alone."""
    if len(lines) < 2:
        return [lines]
    lengths = [end - start for start, end in lines[:-1]]
    wrapped = max(lengths) >= MIN_WRAPPED_LINE_CHARS or median(lengths) > MIN_WRAPPED_LINE_CHARS * 0.7
    width = max(end - start for start, end in lines)
    groups: list[Lines] = [[lines[0]]]
    for previous, line in pairwise(lines):
        line_text, previous_text = raw[line[0] : line[1]].strip(), raw[previous[0] : previous[1]].rstrip()
        first_word_chars = len(line_text.split(None, 1)[0])
        has_room = width - (previous[1] - previous[0]) > first_word_chars + 1 + 0.12 * width
        is_ended = bool(re.search(r"[.;:!?…]\W*$", previous_text))
        opens_new_item = opens_item(line_text) or bool(_NOTE_START.match(line_text))
        lone_mark = bool(_NOTE_START.fullmatch(previous_text))
        # A labelled line with room for the next word is a heading, and its text follows.
        label = read_label(previous_text.lstrip())
        is_short = (
            len(previous_text) < _MAX_HEADING_WIDTH_SHARE * width
            and label is not None
            and label.family not in ("letter", "paren")
        )
        is_heading = has_room and is_short and not line_text[0].islower() and not _UNFINISHED.search(previous_text)
        first_of_many = len(groups[-1]) == 1 and not is_ended and wrapped and not is_heading
        starts_block = (
            (opens_new_item and (is_ended or not wrapped or has_room or line_text[0] in "-+•"))
            or not wrapped
            or (has_room and (is_ended or not line_text[0].islower()) and not first_of_many)
        )
        goes_on = (
            not is_ended and (line_text[0].islower() or bool(_UNFINISHED.search(previous_text))) and not opens_new_item
        )
        if starts_block and not lone_mark and not goes_on:
            groups.append([])
        groups[-1].append(line)
    return groups


def _note_mark(raw: str, lines: Sequence[tuple[int, int]]) -> str | None:
    match = _NOTE_START.match(raw, lines[0][0], lines[-1][1])
    return (match.group(1) or match.group(2)).translate(SUPERSCRIPTS) if match else None


def _block_text(
    raw: str, lines: Sequence[tuple[int, int]], marks: set[str], own_mark: str | None
) -> tuple[str, list[int], list[tuple[str, int]]]:
    """The text of one block, the offset of each character in the file, and the removed footnote marks (mark, index)."""
    text, origin, removed_marks = "", [], []
    for number, (start, end) in enumerate(lines):
        skip: dict[int, str | None] = {}
        for match in _EMPHASIS.finditer(raw, start, end):
            if not (match.start() == start and raw[match.end() : match.end() + 1].isspace()):
                skip.update(dict.fromkeys(range(*match.span())))
        for match in _NOTE_MARK.finditer(raw, start, end):
            mark = (match.group(1) or match.group(2)).translate(SUPERSCRIPTS)
            at_start = own_mark is not None and number == 0 and not raw[start : match.start()].strip()
            if mark in marks and not at_start:
                skip.update(dict.fromkeys(range(*match.span())))
                skip[match.start()] = mark
        indices = [i for i in range(start, end) if i not in skip]
        line_text, origins = clean("".join(raw[i] for i in indices))
        lead = 1 if line_text.startswith(" ") else 0
        line_text, sources = line_text[lead:], [indices[i] for i in origins[lead:]]
        if not line_text:
            continue
        if text and (separator := line_separator(text, line_text)):
            text += separator
            origin.append(lines[number - 1][1])
        base = len(text)
        text += line_text
        origin += sources
        removed_marks += [(mark, base + sum(1 for s in sources if s < i)) for i, mark in skip.items() if mark]
    return text, origin, removed_marks
