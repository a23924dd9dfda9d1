"""The pages of a PDF, one by one: which text counts on each, what cannot be seen, whether a grid is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.characters import PageCharacters, drawn_pieces, read_characters
from corpus.document import Ocr
from corpus.grid import has_grid
from corpus.hidden import without_hidden
from corpus.layers import Layer, choose
from corpus.lost_letters import with_lost_letters
from corpus.opening import open_pdf
from corpus.widgets import with_widgets


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page, whether it draws a grid, and what is to be said: of how it was read, and of what is hidden on it."""

    page: PageCharacters
    gridded: bool = False
    said: str | None = None
    hidden: str | None = None


def read_pages(path: Path, ocr: Ocr) -> list[PageRead]:
    """Every page of the PDF at ``path``. Raises UnreadableFile and OSError."""
    pdf = open_pdf(path)
    try:
        if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            pdf.init_forms()
        return [_read_page(pdf, index, ocr) for index in range(len(pdf))]
    finally:
        pdf.close()


def _read_page(pdf: pdfium.PdfDocument, index: int, ocr: Ocr) -> PageRead:
    try:
        page, filled_from = with_widgets(pdf, index)
    except pdfium.PdfiumError:
        none = np.zeros((0, 4), np.float32)
        return PageRead(PageCharacters(index + 1, 0.0, 0.0, "", np.zeros(0, np.uint32), none))
    try:
        seen, hidden = without_hidden(page, read_characters(page, index + 1, filled_from=filled_from))
        layer = choose(page, seen, ocr)
        if layer.page.source == "text" and ocr != "never" and layer.said is None:
            layer = Layer(*with_lost_letters(page, layer.page))
        # Characters of a picture lie in cells of drawn rules only where the rules were drawn as such.
        gridded = layer.page.source != "ocr" and has_grid(page)
        kept = replace(layer.page, pieces=drawn_pieces(page)) if gridded else layer.page
        return PageRead(kept, gridded, layer.said, hidden if layer.page.source != "ocr" else None)
    finally:
        page.close()
