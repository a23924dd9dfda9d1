"""The pages of a PDF, one by one: which text counts on each, what cannot be seen, whether a grid is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.document import Ocr
from corpus.errors import LONGEST_SIDE
from corpus.page.characters import PageCharacters, drawn_pieces, page_frame, read_characters
from corpus.pdf.form_fields import with_widgets
from corpus.pdf.hidden_text import without_hidden
from corpus.pdf.open import open_source
from corpus.steps import ALL_STEPS, Steps
from corpus.tables.grid_detection import MOST_PATHS, has_grid
from corpus.text_layer.choose import Layer, choose
from corpus.text_layer.missing_glyphs import with_lost_letters

#: What is said of a page that cannot be parsed.
BROKEN = "cannot be parsed, and is not read."
#: What is said of a page on which so much is drawn that no table is looked for.
TOO_MANY_LINES = f"draws more than {MOST_PATHS:,} lines: a table in them is not looked for, and read as lines of text."


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page, whether it draws a grid, and what is to be said: of how it was read, and of what is hidden on it.

    ``layer`` is its text layer as pdfium gives it, form fields apart.
    """

    page: PageCharacters
    gridded: bool = False
    said: str | None = None
    hidden: str | None = None
    layer: str = ""


@dataclass(frozen=True, slots=True)
class FileRead:
    """The pages of a file, the bytes that they were read from, and what is to be said of it.

    ``broken``: how many pages cannot be parsed; ``doubtful``: whether a second parser found the file damaged.
    """

    pages: list[PageRead]
    data: bytes
    said: tuple[str, ...] = ()
    broken: int = 0
    doubtful: bool = False


def read_pages(path: Path, ocr: Ocr, steps: Steps = ALL_STEPS) -> FileRead:
    """Every page of the PDF at ``path``. Raises UnreadableFile and OSError."""
    opened = open_source(path)
    pdf = opened.pdf
    try:
        if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            pdf.init_forms()
        pages, broken = [], 0
        for index in range(len(pdf)):
            given_up = steps.left_out("page", index + 1, len(pdf))
            page = _read_page(pdf, index, ocr) if given_up is None else None
            broken += page is None and given_up is None
            pages.append(page or _unread(index, given_up or BROKEN))
        return FileRead(pages, opened.data, opened.said, broken, opened.doubtful)
    finally:
        pdf.close()


def _unread(index: int, why: str) -> PageRead:
    none = np.zeros((0, 4), np.float32)
    return PageRead(PageCharacters(index + 1, 0.0, 0.0, "", np.zeros(0, np.uint32), none), said=why)


def _read_page(pdf: pdfium.PdfDocument, index: int, ocr: Ocr) -> PageRead | None:
    """A page; None for one that cannot be parsed."""
    try:
        page, filled_from = with_widgets(pdf, index)
        cut = _cut_to_paper(page)
        if cut is not None:
            page.close()
            page = pdf[index]  # the new size counts for a page that is opened anew
    except pdfium.PdfiumError:
        return None
    try:
        characters = read_characters(page, index + 1, filled_from=filled_from)
        seen, hidden = without_hidden(page, characters)
        layer = choose(page, seen, ocr)
        if layer.page.source == "text" and ocr != "never" and layer.said is None:
            layer = Layer(*with_lost_letters(page, layer.page))
        # Characters of a picture lie in cells of drawn rules only where the rules were drawn as such.
        gridded = layer.page.source != "ocr" and has_grid(page)
        kept = replace(layer.page, pieces=drawn_pieces(page)) if gridded else layer.page
        drawn = TOO_MANY_LINES if gridded is None else None
        said = " ".join(remark for remark in (cut, layer.said, drawn) if remark) or None
        hidden = hidden if layer.page.source != "ocr" else None
        return PageRead(kept, bool(gridded), said, hidden, characters.text[:filled_from])
    finally:
        page.close()


def _cut_to_paper(page: pdfium.PdfPage) -> str | None:
    """Cut a page that is larger than any paper to its lower left part, and say so; None for one that is not."""
    width, height = page.get_size()
    if max(width, height) <= LONGEST_SIDE:
        return None
    left, bottom, right, top, _ = page_frame(page)
    box = (left, bottom, min(right, left + LONGEST_SIDE), min(top, bottom + LONGEST_SIDE))
    page.set_mediabox(*box)
    page.set_cropbox(*box)
    return f"claims to be {width / 72:,.0f} by {height / 72:,.0f} inches; its lower left 200 by 200 inches are read."
