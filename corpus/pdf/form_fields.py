"""What form fields show: a digitally signed report has its number and its date in signature fields alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.layout.lines import Run, split_runs
from corpus.page.characters import PageCharacters

#: How far a filled-in number may reach over the words beside it, in type heights.
_OVERLAP = 0.4


def with_widgets(pdf: pdfium.PdfDocument, index: int) -> tuple[pdfium.PdfPage, int | None]:
    """A page with what its form fields show drawn into it, and how many characters it had before; None without fields.

    Their text then comes last in pdfium's order; it is placed by its boxes. The file itself is not changed.
    """
    page = pdf[index]
    annotations = range(pdfium_c.FPDFPage_GetAnnotCount(page.raw))
    if not any(_is_widget(page, number) for number in annotations):
        return page, None
    textpage = page.get_textpage()
    before = textpage.count_chars()
    textpage.close()
    pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[index], before  # the text is read anew only from a page that is opened anew


def _is_widget(page: pdfium.PdfPage, number: int) -> bool:
    annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, number)
    if not annotation:
        return False
    try:
        return bool(pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_WIDGET)
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)


def make_room(page: PageCharacters, runs: Sequence[Run]) -> list[Run]:
    """``runs`` with those cut in two whose blanks were filled in: ``Số:      /BC-UBND`` around its ``293``."""
    if page.filled_from is None:
        return list(runs)
    made = list(runs)
    for filling in runs:
        for run in [other for other in made if other is not filling and _surrounds(other, filling)]:
            middle = (page.box[run.start : run.end, 0] + page.box[run.start : run.end, 2]) / 2
            right = np.flatnonzero(middle > filling.middle)
            parts = _cut(page, run, run.start + int(right[0])) if len(right) else []
            if len(parts) == 2 and _fits(parts, filling):
                place = made.index(run)
                made[place : place + 1] = parts
                break
    return made


def _surrounds(run: Run, filling: Run) -> bool:
    shared = min(run.y1, filling.y1) - max(run.y0, filling.y0)
    return run.x0 < filling.x0 and filling.x1 < run.x1 and shared > 0.5 * min(run.size, filling.size)


def _cut(page: PageCharacters, run: Run, at: int) -> list[Run]:
    parts = []
    chosen = np.zeros(len(page.codes), np.bool_)
    for start, end in ((run.start, at), (at, run.end)):
        chosen[:] = False
        chosen[start:end] = True
        parts += split_runs(page, chosen)
    return parts


def _fits(parts: Sequence[Run], filling: Run) -> bool:
    left, right = parts
    slack = _OVERLAP * filling.size
    return left.x1 < filling.x0 + slack and right.x0 > filling.x1 - slack
