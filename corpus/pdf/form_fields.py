"""Form fields (AcroForm): a digitally signed report may have its number and date in signature fields only."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c


def open_with_form_fields(pdf: pdfium.PdfDocument, index: int) -> tuple[pdfium.PdfPage, int | None]:
    """Open page ``index`` (from 0) with the content of its form fields drawn into it. The file is not changed.

    Returns:
        The page, and the number of characters before those of the form fields, which come last in pdfium's order;
        None for a page without form fields.
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
