"""Plain text: wrapped lines are joined, emphasis marks skipped, every character keeps its place in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from corpus.assembly.normalise import clean, glue
from corpus.document import Block, BlockKind, Document, Footnote
from corpus.layout.sections import find_sections, opens_item, read_label

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LINE = re.compile(r"(?m)^[^\n]*$")
_NOTE = re.compile(r"\s*(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(\d{1,3})\])\s*(?=\S|$)")
_MARK = re.compile(r"(?<=[\w”\"’)%.,;])(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(\d{1,3})\])")
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<=\s)\*{1,2}(?=\s)")
#: Lines at least this long, most of them alike, are hard-wrapped at a fixed width.
WRAPPED = 50

Lines = list[tuple[int, int]]


def read_text(raw: str) -> Document:
    """A document whose ``offsets`` map each character to ``raw``, the file as it stands."""
    groups = [_split(raw, lines) for lines in _stanzas(raw)]
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
        text, origin, raised = _write(raw, group, marks, mark)
        if not text:
            continue
        if blocks:
            parts.append("\n")
            origins.append([origin[0] - 1 if origin[0] else 0])
            length += 1
        for name, at in raised:
            anchors.setdefault(name, length + at)
        kind: BlockKind = "footnote" if mark else "paragraph"
        blocks.append(Block(kind, length, length + len(text)))
        if mark:
            notes.append((mark, length, length + len(text)))
        parts.append(text)
        origins.append(origin)
        length += len(text)
    said = "".join(parts)
    offsets = np.array([place for origin in origins for place in origin], np.int32)
    sections, marked = find_sections(said, blocks)
    footnotes = tuple(Footnote(mark, start, end, anchors.get(mark)) for mark, start, end in notes)
    return Document(said, blocks=marked, sections=sections, footnotes=footnotes, raw=raw, offsets=offsets)


def _stanzas(raw: str) -> list[Lines]:
    """Lines with text, in groups that blank lines separate."""
    stanzas: list[Lines] = [[]]
    for match in _LINE.finditer(raw):
        if match.group().strip():
            stanzas[-1].append((match.start(), match.start() + len(match.group().rstrip("\r"))))
        elif stanzas[-1]:
            stanzas.append([])
    return [stanza for stanza in stanzas if stanza]


#: A heading that leaves this part of the widest line empty is over.
_SHORT = 0.6
#: A line that ends here goes on in the next one, however short it is.
_UNFINISHED = re.compile(r"(?:^|\s)(?:số|ngày|tháng|của|và|theo|về|tại|đến|từ|đạt|tăng|giảm|bằng|chiếm|còn)$|,$")


def _split(raw: str, lines: Lines) -> list[Lines]:
    """The blocks of one stanza: wrapped lines together, items and unwrapped lines each alone."""
    if len(lines) < 2:
        return [lines]
    lengths = [end - start for start, end in lines[:-1]]
    wrapped = max(lengths) >= WRAPPED or median(lengths) > WRAPPED * 0.7
    width = max(end - start for start, end in lines)
    groups: list[Lines] = [[lines[0]]]
    for before, line in pairwise(lines):
        said, last = raw[line[0] : line[1]].strip(), raw[before[0] : before[1]].rstrip()
        word = len(said.split(None, 1)[0])
        room = width - (before[1] - before[0]) > word + 1 + 0.12 * width
        ended = bool(re.search(r"[.;:!?…]\W*$", last))
        item = opens_item(said) or bool(_NOTE.match(said))
        lone_mark = bool(_NOTE.fullmatch(last))
        # a labelled line that leaves room for the next word is a heading, and what follows is its text
        label = read_label(last.lstrip())
        short = len(last) < _SHORT * width and label is not None and label.family not in ("letter", "paren")
        heading = room and short and not said[0].islower() and not _UNFINISHED.search(last)
        first_of_many = len(groups[-1]) == 1 and not ended and wrapped and not heading
        new = (
            (item and (ended or not wrapped or room or said[0] in "-+•"))
            or not wrapped
            or (room and (ended or not said[0].islower()) and not first_of_many)
        )
        goes_on = not ended and (said[0].islower() or bool(_UNFINISHED.search(last))) and not item
        if new and not lone_mark and not goes_on:
            groups.append([])
        groups[-1].append(line)
    return groups


def _note_mark(raw: str, lines: Sequence[tuple[int, int]]) -> str | None:
    match = _NOTE.match(raw, lines[0][0], lines[-1][1])
    return (match.group(1) or match.group(2)).translate(SUPERSCRIPTS) if match else None


def _write(
    raw: str, lines: Sequence[tuple[int, int]], marks: set[str], own: str | None
) -> tuple[str, list[int], list[tuple[str, int]]]:
    """The text of one block, where each character stands in the file, and the marks that were taken out of it."""
    text, origin, raised = "", [], []
    for number, (start, end) in enumerate(lines):
        skip: dict[int, str | None] = {}
        for match in _EMPHASIS.finditer(raw, start, end):
            if not (match.start() == start and raw[match.end() : match.end() + 1].isspace()):
                skip.update(dict.fromkeys(range(*match.span())))
        for match in _MARK.finditer(raw, start, end):
            mark = (match.group(1) or match.group(2)).translate(SUPERSCRIPTS)
            at_start = own is not None and number == 0 and not raw[start : match.start()].strip()
            if mark in marks and not at_start:
                skip.update(dict.fromkeys(range(*match.span())))
                skip[match.start()] = mark
        kept = [i for i in range(start, end) if i not in skip]
        said, places = clean("".join(raw[i] for i in kept))
        lead = 1 if said.startswith(" ") else 0
        said, spots = said[lead:], [kept[i] for i in places[lead:]]
        if not said:
            continue
        if text and (joint := glue(text, said)):
            text += joint
            origin.append(lines[number - 1][1])
        base = len(text)
        text += said
        origin += spots
        raised += [(mark, base + sum(1 for s in spots if s < i)) for i, mark in skip.items() if mark]
    return text, origin, raised
