"""The door of this room: a file becomes a :class:`Document`, by its content and not by its name."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Document, Ocr
from corpus.errors import EmptyFile, NotPdf
from corpus.pdf.convert import read_pdf
from corpus.pdf.open import MAX_HEADER_OFFSET_BYTES, not_pdf_message
from corpus.plain_text import read_text


def read(path: Path, ocr: Ocr = "auto") -> Document:
    """Read a PDF, or UTF-8 text named ``*.txt``.

    Raises :class:`UnreadableFile`, OSError, and UnicodeDecodeError for text that is not UTF-8.
    """
    with path.open("rb") as file:
        head = file.read(MAX_HEADER_OFFSET_BYTES)
    if not head:
        raise EmptyFile(path, "the file is empty (0 bytes). Get it again from where it came.")
    if b"%PDF" in head:
        return read_pdf(path, ocr)
    if path.suffix.lower() != ".txt":
        raise NotPdf(path, f"{not_pdf_message(head)} UTF-8 text is read where its name ends in .txt.")
    # Offsets are those of the file as it stands: no newline is translated, and a byte order mark counts.
    raw = path.read_bytes().decode("utf-8")
    if not raw.strip():
        raise EmptyFile(path, "holds white space only. Get it again from where it came.")
    return read_text(raw)
