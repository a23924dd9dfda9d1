"""A PDF becomes a :class:`Document`: characters, columns, notes, tables, paragraphs, one text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus.assembly.blocks import write_body, write_notes
from corpus.assembly.reading_order import order_pieces, show_page
from corpus.assembly.text_builder import TextBuilder
from corpus.document import Document, Ocr
from corpus.errors import DamagedFile, NoText
from corpus.layout.footnotes import Note, body_size, raised_marks, split_notes
from corpus.layout.lines import Line, group_lines, split_runs
from corpus.layout.running_headers import STAMP, drop_furniture
from corpus.layout.sections import find_sections
from corpus.page.characters import PageCharacters
from corpus.pdf.crosscheck import disagreement
from corpus.pdf.form_fields import make_room
from corpus.pdf.pages import PageRead, read_pages
from corpus.steps import ALL_STEPS, Steps
from corpus.syllables import judge_text
from corpus.tables.ruled_tables import FoundTable, find_tables, in_cells, tables_in_picture


def read_pdf(path: Path, ocr: Ocr = "auto", steps: Steps = ALL_STEPS) -> Document:
    """Read a PDF: its text layer, in Unicode, or what can be recognised where there is none that counts.

    ``steps`` hears which step begins, and may leave some out. Raises :class:`UnreadableFile` (its subclasses name the
    reason) and OSError.
    """
    file = read_pages(path, ocr, steps)
    read = file.pages
    pages = [one.page for one in read]
    said = {one.page.number: one.said for one in read if one.said is not None}
    usable = [page for page in pages if any(map(str.isalnum, page.text))]
    if file.broken == len(pages):
        raise DamagedFile(path, "is damaged: none of its pages can be parsed. Get it again from where it came.")
    if not usable and file.doubtful and not said and ocr != "never":
        raise DamagedFile(path, f"gave no text: {file.said[0]} Get it again from where it came.")
    if not usable:
        what = "no page has a text layer: a scan, or letters drawn as outlines."
        raise NoText(path, f"{what} {_without_ocr(said, ocr)}")
    warnings = [*file.said, *_warnings(read, {page.number for page in usable})]
    gridded = [one.page for one in read if one.gridded and one.page.text.strip()]
    tables, missed = find_tables(file.data, gridded, steps) if gridded else ([], [])
    missed += disagreement(file, steps)
    tables += [table for page in usable for table in tables_in_picture(page)]
    document = _document(pages, tables, [*warnings, *missed])
    if not document.text:
        what = "the text layer holds nothing but page numbers or characters off the page."
        raise NoText(path, f"{what} {_without_ocr(said, ocr)}")
    return document


def _without_ocr(said: Mapping[int, str], ocr: Ocr) -> str:
    """Why a file without text was not recognised, and what to do."""
    if ocr == "never":
        return "Load it with --ocr auto."
    if not said:
        return "Nothing on it could be recognised: see whether the pages are blank."
    return f"Page {min(said)}: {said[min(said)]}"


def _warnings(read: Sequence[PageRead], usable: set[int]) -> list[str]:
    warnings = [f"page {one.page.number}: {remark}" for one in read for remark in (one.said, one.hidden) if remark]
    silent = [str(one.page.number) for one in read if one.page.number not in usable and one.said is None]
    if silent:
        word = "page" if len(silent) == 1 else "pages"
        warnings.append(
            f"{word} {', '.join(silent)}: no text layer (a scan or outlined letters). What stands there is not read."
        )
    for one in read:
        odd = None if one.said else judge_text(one.page.text)
        if odd is not None:
            warnings.append(f"page {one.page.number}: {odd}")
    return warnings


def _document(pages: Sequence[PageCharacters], tables: Sequence[FoundTable], warnings: Sequence[str]) -> Document:
    printed = [(page.height, _free_lines(page, tables)) for page in pages]
    lines = drop_furniture(printed)
    warnings = [*warnings, *_stamps(printed)]
    bodies, notes = _part_notes(lines)
    ordered = [order_pieces(page, body, tables) for page, body in zip(pages, bodies, strict=True)]
    pieces = [piece for held in ordered for piece in held]
    marks = {
        number: frozenset(n.mark for n in notes if n.page == number and n.mark) for number in range(1, len(pages) + 1)
    }
    cuts = [
        (page.number, start, end, mark)
        for page, body in zip(pages, bodies, strict=True)
        for line in body
        for start, end, mark in raised_marks(page, line, marks[page.number])
    ]
    builder = TextBuilder(pages)
    made = write_body(builder, pieces, [cut[:3] for cut in cuts])
    footnotes = write_notes(builder, notes, cuts)
    text, places = builder.finish()
    sections, blocks = find_sections(text, builder.blocks, builder.bold)
    shown = [show_page(page, held, notes) for page, held in zip(pages, ordered, strict=True)]
    return Document(text, tuple(shown), blocks, sections, footnotes, made, places, warnings=tuple(warnings))


def _stamps(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[str]:
    """What was left out as a stamp, page by page."""
    return [
        f"page {number}: a stamp or signature panel is not part of the text: {'; '.join(said)}"
        for number, (_, lines) in enumerate(pages, 1)
        if (said := [line.text for line in lines if STAMP.match(line.text)])
    ]


def _free_lines(page: PageCharacters, tables: Sequence[FoundTable]) -> list[Line]:
    """The lines of a page outside its tables."""
    free = np.ones(len(page.codes), np.bool_)
    for table in tables:
        if table.page == page.number:
            free &= ~in_cells(page, table)
    return group_lines(make_room(page, split_runs(page, free)))


def _part_notes(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Note]]:
    size = body_size([line for lines in pages for line in lines])
    bodies: list[list[Line]] = []
    notes: list[Note] = []
    last_mark = 0
    for lines in pages:
        body, found = split_notes(lines, size, last_mark, bool(notes))
        bodies.append(body)
        for note in found:
            if note.mark is None and notes:
                notes[-1] = replace(notes[-1], lines=notes[-1].lines + note.lines)
            else:
                notes.append(note)
                last_mark = int(note.mark) if note.mark and note.mark.isdigit() else last_mark
    return bodies, notes
