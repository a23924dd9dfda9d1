"""Opening a PDF with pdfium, and naming why one cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.errors import DamagedFile, EmptyFile, NotPdf, PasswordRequired, UnreadableFile


def open_pdf(path: Path) -> pdfium.PdfDocument:
    """Open a PDF with pdfium, or say why it cannot be."""
    data = path.read_bytes()
    if not data:
        raise EmptyFile(path, "the file is empty (0 bytes). Get it again from where it came.")
    if b"%PDF" not in data[:1024]:
        raise NotPdf(path, "is no PDF (no %PDF in its first 1024 bytes). Save or print it as PDF first.")
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unreadable(path, getattr(error, "err_code", None)) from None
    if not len(pdf):
        pdf.close()
        raise DamagedFile(path, "has no page. Get it again from where it came.")
    return pdf


def _unreadable(path: Path, code: int | None) -> UnreadableFile:
    if code == pdfium_c.FPDF_ERR_PASSWORD:
        return PasswordRequired(path, "opens with a password only. Save a copy without one, and load that.")
    if code == pdfium_c.FPDF_ERR_SECURITY:
        return PasswordRequired(path, "is protected in a way pdfium does not know. Save a copy without it.")
    return DamagedFile(path, "is damaged: pdfium cannot parse it. Get it again, or repair it with qpdf or mutool.")
