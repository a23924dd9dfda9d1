"""The pages of a PDF, one by one: the text that counts, what is hidden on the page, whether it draws a grid."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.document import Ocr
from corpus.errors import MAX_PAGE_SIDE_POINTS
from corpus.page.characters import PageCharacters, page_frame, read_characters, text_objects
from corpus.pdf.form_fields import open_with_form_fields
from corpus.pdf.hidden_text import remove_hidden_text
from corpus.pdf.open import open_source
from corpus.steps import ALL_STEPS, Steps
from corpus.tables.grid_detection import MAX_PATHS, draws_grid
from corpus.text_layer.choose import choose_text

#: The warning for a page that cannot be parsed.
UNPARSABLE = "cannot be parsed, and is not read."
#: The warning for a page with so many drawn lines that no table is searched for in them.
TOO_MANY_LINES = f"draws more than {MAX_PATHS:,} lines: a table in them is not looked for, and read as lines of text."

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page, and whether a ruled table may be drawn on it.

    ``warning`` is about how the page was read, ``hidden_text_warning`` quotes text that cannot be seen on it; None
    where there is nothing to report. ``text_layer`` is its text as pdfium gives it, without form fields.
    """

    page: PageCharacters
    has_grid: bool = False
    warning: str | None = None
    hidden_text_warning: str | None = None
    text_layer: str = ""


@dataclass(frozen=True, slots=True)
class FileRead:
    """The pages of a file, the bytes that they were read from (repaired where needed), and warnings about the file.

    ``unreadable_pages`` counts the pages that cannot be parsed. ``parser_disagreement`` is True where qpdf finds the
    file damaged, or another number of pages than pdfium.
    """

    pages: list[PageRead]
    data: bytes
    warnings: tuple[str, ...] = ()
    unreadable_pages: int = 0
    parser_disagreement: bool = False


def read_pages(path: Path, ocr: Ocr, steps: Steps = ALL_STEPS) -> FileRead:
    """Every page of the PDF at ``path``, in order.

    Raises:
        UnreadableFile: the file cannot be opened as a PDF; the subclass names the reason.
        OSError: the file cannot be opened.
    """
    opened = open_source(path)
    pdf = opened.pdf
    try:
        if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            pdf.init_forms()
        pages, unreadable = [], 0
        for index in range(len(pdf)):
            skip_reason = steps.left_out("page", index + 1, len(pdf))
            page = _read_page(pdf, index, ocr) if skip_reason is None else None
            unreadable += page is None and skip_reason is None
            pages.append(page or _empty_page(index, skip_reason or UNPARSABLE))
        return FileRead(pages, opened.data, opened.warnings, unreadable, opened.parser_disagreement)
    finally:
        pdf.close()


def _empty_page(index: int, warning: str) -> PageRead:
    no_boxes = np.zeros((0, 4), np.float32)
    return PageRead(PageCharacters(index + 1, 0.0, 0.0, "", np.zeros(0, np.uint32), no_boxes), warning=warning)


def _read_page(pdf: pdfium.PdfDocument, index: int, ocr: Ocr) -> PageRead | None:
    """A page; None for one that cannot be parsed."""
    try:
        page, form_fields_from = open_with_form_fields(pdf, index)
        size_warning = _crop_to_paper(page)
        if size_warning is not None:
            page.close()
            page = pdf[index]  # the new size counts for a page that is opened anew
    except pdfium.PdfiumError:
        return None
    try:
        own_layer = read_characters(page, index + 1, form_fields_from=form_fields_from)
        visible, hidden_warning = remove_hidden_text(page, own_layer)
        chosen = choose_text(page, visible, ocr)
        characters, is_recognised = chosen.page, chosen.page.source == "ocr"
        logger.debug("page %d: %s (%s)", index + 1, characters.source, getattr(characters.decision, "reason", ""))
        # The cells in a picture come with its OCR result; a grid that is drawn over it says nothing of them.
        grid = not is_recognised and draws_grid(page)
        if grid:
            characters = replace(characters, text_objects=text_objects(page))
        too_many = TOO_MANY_LINES if grid is None else None
        warning = " ".join(part for part in (size_warning, chosen.warning, too_many) if part) or None
        text_layer = own_layer.text[:form_fields_from]
        return PageRead(characters, bool(grid), warning, None if is_recognised else hidden_warning, text_layer)
    finally:
        page.close()


def _crop_to_paper(page: pdfium.PdfPage) -> str | None:
    """Crop a page that is larger than any paper to its lower left part; the warning for it, or None."""
    width, height = page.get_size()
    if max(width, height) <= MAX_PAGE_SIDE_POINTS:
        return None
    left, bottom, right, top, _ = page_frame(page)
    box = (left, bottom, min(right, left + MAX_PAGE_SIDE_POINTS), min(top, bottom + MAX_PAGE_SIDE_POINTS))
    page.set_mediabox(*box)
    page.set_cropbox(*box)
    return f"claims to be {width / 72:,.0f} by {height / 72:,.0f} inches; its lower left 200 by 200 inches are read."
