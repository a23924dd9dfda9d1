"""Opens a PDF with pdfium, after a repair by qpdf where needed, and names the reason where it cannot be opened."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.errors import (
    MAX_FILE_BYTES,
    MAX_HEADER_OFFSET_BYTES,
    DamagedFile,
    EmptyFile,
    NoPages,
    NotPdf,
    PasswordRequired,
    TooLarge,
    UnreadableFile,
    too_large_message,
)
from corpus.pdf.structure import read_structure, repair

logger = logging.getLogger(__name__)

#: What other files begin with; the longer beginnings first.
_FILE_TYPES = (
    (b"PK\x03\x04", "a ZIP archive or an Office document (docx, xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an Office document of before 2007 (doc, xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"<!doctype html", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
)
_ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf")


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """An open PDF, the bytes that it was read from (repaired where needed), and warnings about the file."""

    pdf: pdfium.PdfDocument
    data: bytes
    warnings: tuple[str, ...] = ()
    #: Whether qpdf finds the file damaged, or another number of pages.
    parser_disagreement: bool = False


def open_pdf(path: Path) -> pdfium.PdfDocument:
    """Open a PDF with pdfium. Raises as :func:`open_source`."""
    return open_source(path).pdf


def open_source(path: Path) -> OpenedPdf:
    """Open a PDF and check its structure with qpdf; a damaged file is opened once more after a repair by qpdf.

    Raises:
        UnreadableFile: it cannot be opened as a PDF; the subclass names the reason.
        OSError: the file cannot be opened.
    """
    data = _read_bytes(path)
    try:
        pdf = _open(path, data)
    except UnreadableFile as error:
        return _repaired(path, data, error)
    file_structure = read_structure(data)
    if _opens_some_page(pdf):
        return OpenedPdf(
            pdf,
            data,
            tuple(file_structure.warnings(len(pdf))),
            bool(file_structure.damage) or file_structure.pages != len(pdf),
        )
    damaged = DamagedFile(path, "is damaged: none of its pages can be parsed. Get it again from where it came.")
    try:
        mended_pdf = _repaired(path, data, damaged)
    except UnreadableFile:
        pdf.close()
        raise
    pdf.close()
    return mended_pdf


def _repaired(path: Path, data: bytes, why: UnreadableFile) -> OpenedPdf:
    """The file after a repair by qpdf. Raises ``why`` where it does not open even then."""
    result = repair(data)
    if result is None:
        raise why
    repaired_data, complaint = result
    try:
        pdf = _open(path, repaired_data)
    except UnreadableFile:
        raise why from None
    if not _opens_some_page(pdf):
        pdf.close()
        raise why
    detail = f" ({complaint})" if complaint else ""
    warning = f"the file is damaged, and was read after a repair by qpdf{detail}. Hold it against the original."
    logger.debug("%s: %s", path, warning)
    return OpenedPdf(pdf, repaired_data, (warning,), True)


def _read_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(MAX_HEADER_OFFSET_BYTES)
        size = path.stat().st_size
        if not head:
            raise EmptyFile(path, "the file is empty (0 bytes). Get it again from where it came.")
        if size > MAX_FILE_BYTES:
            raise TooLarge(path, too_large_message(size))
        # An uncompressed archive may hold a PDF near its beginning, and is still no PDF.
        if b"%PDF" not in head or head.startswith(_ARCHIVES):
            raise NotPdf(path, not_pdf_message(head))
        return head + file.read()


def not_pdf_message(head: bytes) -> str:
    """The end of the sentence about a file that begins with ``head``, and is no PDF."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = next((name for begins, name in _FILE_TYPES if start.startswith(begins.lower())), None)
    if kind is None:
        return f"is no PDF (no %PDF in its first {MAX_HEADER_OFFSET_BYTES} bytes). Save or print it as PDF first."
    if "archive" in kind and "Office" not in kind:
        return f"is no PDF but {kind}. Unpack it, and load what is in it."
    return f"is no PDF but {kind}. Save or print it as PDF first (unpack it, if it is an archive)."


def _open(path: Path, data: bytes) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unreadable(path, data, getattr(error, "err_code", None)) from None
    if not len(pdf):
        pdf.close()
        raise _without_pages(path)
    return pdf


def _opens_some_page(pdf: pdfium.PdfDocument) -> bool:
    """Whether one page at least can be opened; the first ones tell, a file of many thousands need not be tried out.

    To ask for the size of a page takes what opening it takes, but for its content.
    """
    for index in range(min(len(pdf), 20)):
        try:
            pdf.get_page_size(index)
        except pdfium.PdfiumError:
            continue
        return True
    return False


def _without_pages(path: Path) -> NoPages:
    return NoPages(path, "has no page. Get it again from where it came.")


def _unreadable(path: Path, data: bytes, code: int | None) -> UnreadableFile:
    if code == pdfium_c.FPDF_ERR_PASSWORD:
        return PasswordRequired(path, "opens with a password only. Save a copy without one, and load that.")
    if code == pdfium_c.FPDF_ERR_SECURITY:
        return PasswordRequired(path, "is protected in a way pdfium does not know. Save a copy without it.")
    if read_structure(data).pages == 0:
        return _without_pages(path)
    return DamagedFile(
        path, "is damaged: pdfium cannot parse it, and qpdf cannot repair it. Get it again from where it came."
    )
