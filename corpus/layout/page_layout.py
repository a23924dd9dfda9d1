"""The layout of all pages: what leaves the text, which lines are notes, and the zones of each page in reading order.

Input are the characters of the pages and which of them are in no ruled table; output is a :class:`DocumentLayout`.
The steps: characters to lines, running headers and stamps out, footnotes apart, letterhead and closing block found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.document import BlockKind
from corpus.layout.footnotes import FootnoteMark, Note, marks_in_body, separate_notes
from corpus.layout.form_field_runs import split_around_form_fields
from corpus.layout.lines import Line, group_lines, split_runs
from corpus.layout.paragraphs import Margins, page_margins
from corpus.layout.running_headers import drop_running_headers, stamp_warnings
from corpus.layout.two_column_zones import find_closing_block, find_letterhead
from corpus.page.characters import PageCharacters

#: A line, and the kind of block that it belongs to.
KindOfLine = tuple[BlockKind, Line]


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The lines of one page in reading order: ``head``, then ``flow``, then ``tail``. Ruled tables and notes are apart.

    ``head`` is the letterhead with what stands above it, ``flow`` the running text (all of kind ``paragraph``), and
    ``tail`` the recipients and the signature with what follows them. ``margins`` are those of the running text.
    """

    page: int
    margins: Margins
    head: tuple[KindOfLine, ...]
    flow: tuple[KindOfLine, ...]
    tail: tuple[KindOfLine, ...]


@dataclass(frozen=True, slots=True)
class DocumentLayout:
    """The layout of each page, the footnotes, their marks in the body, and a warning for each page with a stamp."""

    pages: tuple[PageLayout, ...]
    notes: tuple[Note, ...]
    marks: tuple[FootnoteMark, ...]
    warnings: tuple[str, ...]


def lay_out(
    pages: Sequence[PageCharacters], free_characters: Mapping[int, npt.NDArray[np.bool_]] | None = None
) -> DocumentLayout:
    """The layout of ``pages``.

    ``free_characters`` gives, by page number, a mask over the page's characters that is False for those in a ruled
    table; pages without tables may be missing.
    """
    free = free_characters or {}
    printed = [(page.height, _lines_of(page, free.get(page.number))) for page in pages]
    bodies, notes = separate_notes(drop_running_headers(printed))
    marks = [mark for page, body in zip(pages, bodies, strict=True) for mark in marks_in_body(page, body, notes)]
    zones = [_page_layout(page, body) for page, body in zip(pages, bodies, strict=True)]
    return DocumentLayout(tuple(zones), tuple(notes), tuple(marks), tuple(stamp_warnings(printed)))


def _lines_of(page: PageCharacters, free: npt.NDArray[np.bool_] | None) -> list[Line]:
    return group_lines(split_around_form_fields(page, split_runs(page, free)))


def _page_layout(page: PageCharacters, body: Sequence[Line]) -> PageLayout:
    """The zones of a page, of its lines without running headers and notes."""
    head: list[KindOfLine] = []
    tail: list[KindOfLine] = []
    runs = [run for line in body for run in line.runs]
    letterhead = find_letterhead(page, runs)
    if letterhead is not None:
        head = [*_as_paragraphs(group_lines(letterhead.before)), *letterhead.lines]
        runs = list(letterhead.after)
    closing = find_closing_block(runs, page.width)
    if closing is not None:
        tail = [*closing.lines, *_as_paragraphs(group_lines(closing.after))]
        runs = list(closing.before)
    flow = _as_paragraphs(group_lines(runs))
    return PageLayout(page.number, page_margins(body, page.width), tuple(head), tuple(flow), tuple(tail))


def _as_paragraphs(lines: Sequence[Line]) -> list[KindOfLine]:
    return [("paragraph", line) for line in lines]
