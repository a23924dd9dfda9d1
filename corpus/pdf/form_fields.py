"""What form fields show: a digitally signed report has its number and its date in signature fields alone."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c


def open_with_form_fields(pdf: pdfium.PdfDocument, index: int) -> tuple[pdfium.PdfPage, int | None]:
    """A page with what its form fields show drawn into it, and how many characters it had before; None without fields.

    Their text then comes last in pdfium's order; it is placed by its boxes. The file itself is not changed.
    """
    page = pdf[index]
    annotations = range(pdfium_c.FPDFPage_GetAnnotCount(page.raw))
    if not any(_is_form_field(page, number) for number in annotations):
        return page, None
    textpage = page.get_textpage()
    before = textpage.count_chars()
    textpage.close()
    pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[index], before  # the text is read anew only from a page that is opened anew


def _is_form_field(page: pdfium.PdfPage, number: int) -> bool:
    annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, number)
    if not annotation:
        return False
    try:
        return bool(pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_WIDGET)
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)
