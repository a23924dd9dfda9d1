"""Totals and their parts in running text: ``Tổng chi 571 tỷ đồng, gồm: chi đầu tư 152 tỷ đồng; chi thường xuyên …``.

A list behind *gồm*, *chia ra* claims to be whole; one behind *trong đó* claims it only when its last part is the rest
(*còn lại*, *khác*), or when its parts are known to make a whole (``data/partitions.csv``).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.lexicon.plan_terms import PLAN_OR_BUDGET
from extractors.lexicon.tables import whole_of
from extractors.lexicon.time_terms import YEAR_BEFORE
from extractors.records import Equation, Figure
from extractors.text.sentences import Sentences, open_bracket

#: The word that opens a list of parts, and after a colon at the end of its line the bulleted lines below it.
_OPENER = re.compile(
    r"(?<!\w)(?:(?P<all>(?:bao )?gồm(?: có)?|chia ra)|(?P<some>trong đó))(?! lại)(?P<list>[ ,:]*)"
    r"(?P<lines>(?:\n+ *(?P<bullet>[-+–•*]) ?[^\n]*(?:\n+ *(?P=bullet) ?[^\n]*)*)?)",
    re.IGNORECASE,
)
#: Other years, plans and changes in a bracket are no parts.
_NOT_PARTS = re.compile(
    rf"\b(?:19|20)\d\d\b|{YEAR_BEFORE}|{PLAN_OR_BUDGET}|so với|tăng \d|giảm|đạt|bằng|bình quân|mỗi",
    re.IGNORECASE,
)
#: A list inside a list: what follows is a part of the part.
_NESTED = re.compile(r"(?<!\w)(?:(?:bao )?gồm|chia ra|trong đó)(?!\w)", re.IGNORECASE)
#: What makes the number behind it no part: a change, a plan, an earlier value.
_NO_PART = re.compile(
    r"(?:(?:tăng|giảm|vượt|hụt|thiếu)(?: thêm| khoảng| gần| hơn| trên| được| tới| đến| từ)*"
    rf"|(?:{PLAN_OR_BUDGET}|so với|{YEAR_BEFORE}|bình quân|mỗi)(?: \w+){{0,3}})[ :(]*$",
    re.IGNORECASE,
)
_REST = re.compile(r"còn lại|\bkhác\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
#: A longer list than this, in characters, is a text without full stops.
_MAX_LIST_CHARS = 3000
#: How far the total may stand before the list of its parts.
_MAX_DISTANCE_CHARS = 260


@dataclass(frozen=True, slots=True)
class _List:
    start: int
    end: int
    opened: int
    whole: bool


def sums_of(text: str, figures: Sequence[Figure], sentences: Sentences) -> Iterator[Equation]:
    """Each total with its parts, where two of these at least are in the total's unit."""
    starts = [figure.start for figure in figures]
    for part_list in [*_lists(text, sentences), *_bracketed(text, figures)]:
        index = _total(text, figures, starts, part_list, sentences)
        if index is None:
            continue
        parts = _parts(text, figures, starts, part_list, figures[index])
        if len(parts) < 2:
            continue
        complete = part_list.whole or _makes_a_whole(text, figures, parts, part_list)
        yield Equation("sum", figures[index].id, tuple(figures[part].id for part in parts), complete)


def _lists(text: str, sentences: Sentences) -> Iterator[_List]:
    for match in _OPENER.finditer(text):
        start = match.end("list")
        if start >= len(text):
            continue
        sentence_start, end = sentences.bounds(start)
        sentence_start, end = (
            max(sentence_start, match.start() - _MAX_DISTANCE_CHARS),
            min(end, start + _MAX_LIST_CHARS),
        )
        if match["lines"]:
            end = match.end()
        else:
            bracket = open_bracket(text, sentence_start, match.start())
            closed = _closing(text, bracket, end) if bracket is not None else None
            end = closed if closed is not None else end
            covered = _BRACKETS.sub(lambda inner: "_" * len(inner[0]), text[start:end])
            nested = _NESTED.search(covered)
            if nested is not None:
                # What follows the parts of a part is not told from them.
                yield _List(start, start + nested.start(), match.start(), whole=False)
                continue
        yield _List(start, end, match.start(), match["all"] is not None)


def _bracketed(text: str, figures: Sequence[Figure]) -> Iterator[_List]:
    """Brackets right behind a number, without a word that opens a list: 576 triệu USD (cấp mới 278; tăng thêm 298)."""
    for figure in figures:
        if text[figure.end : figure.end + 2] != " (":
            continue
        closed = _closing(text, figure.end + 1, min(len(text), figure.end + _MAX_DISTANCE_CHARS))
        inside = text[figure.end + 2 : closed] if closed is not None else ""
        if ";" in inside and not _NESTED.search(inside) and not _NOT_PARTS.search(inside):
            yield _List(figure.end + 2, figure.end + 2 + len(inside), figure.end + 1, whole=False)


def _closing(text: str, opened: int, end: int) -> int | None:
    depth = 0
    for position in range(opened, end):
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return None


def _total(
    text: str, figures: Sequence[Figure], starts: Sequence[int], part_list: _List, sentences: Sentences
) -> int | None:
    """The figure that the list divides: the last one before it that is a value, not a change and not in brackets."""
    floor = sentences.bounds(part_list.opened)[0]
    if not text[floor : part_list.opened].strip(" -+–•*\n("):  # "Trong đó" opens its own sentence: the total is before
        floor = sentences.bounds(max(0, floor - 2))[0]
    floor = max(floor, part_list.opened - _MAX_DISTANCE_CHARS)
    for index in range(bisect.bisect_left(starts, part_list.opened) - 1, -1, -1):
        figure = figures[index]
        if figure.start < floor:
            return None
        before = text[max(floor, figure.start - 40) : figure.start]
        bracket = open_bracket(text, floor, figure.start)
        shut = bracket is not None and ")" in text[figure.end : part_list.opened]
        if not shut and not _NO_PART.search(before) and figure.value_max is None:
            return index
    return None


def _parts(text: str, figures: Sequence[Figure], starts: Sequence[int], part_list: _List, total: Figure) -> list[int]:
    """One figure an item: the first in the total's unit that is a value."""
    parts: list[int] = []
    for start, end in _items(text, part_list):
        for index in range(bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)):
            figure = figures[index]
            before = text[start : figure.start]
            if open_bracket(text, start, figure.start) is not None or not _alike(figure, total):
                continue
            if not _NO_PART.search(before[-40:]):
                parts.append(index)
                break
    return parts


def _items(text: str, part_list: _List) -> Iterator[tuple[int, int]]:
    """The items of a list: its lines, else what semicolons part, else what commas and *và* part."""
    inner = text[part_list.start : part_list.end]
    covered = _BRACKETS.sub(lambda match: "_" * len(match[0]), inner)
    parting = r"\n" if "\n" in inner.strip() else r";" if ";" in covered else r", | và "
    position = 0
    for match in re.finditer(parting, covered):
        yield part_list.start + position, part_list.start + match.start()
        position = match.end()
    yield part_list.start + position, part_list.end


def _alike(figure: Figure, total: Figure) -> bool:
    if figure.value_max is not None:
        return False
    # Persons are counted under many nouns, and 12 giáo viên are no part of 30 học sinh.
    same_base = total.base_unit is not None and figure.base_unit == total.base_unit and total.kind == "measure"
    return same_base or figure.unit.casefold() == total.unit.casefold()


def _makes_a_whole(text: str, figures: Sequence[Figure], parts: Sequence[int], part_list: _List) -> bool:
    floors = [part_list.start, *(figures[part].end for part in parts)]
    labels = [text[floor : figures[part].start] for floor, part in zip(floors, parts, strict=False)]
    return bool(_REST.search(labels[-1])) or whole_of(labels) is not None
