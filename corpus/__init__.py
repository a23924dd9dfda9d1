"""corpus: a file becomes a :class:`Document`. Knows what the page says, and no meaning."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Block, Box, Cell, Document, Footnote, Ocr, Page, Places, Section, Table
from corpus.steps import ALL_STEPS, Step, Steps

__all__ = [
    "Block",
    "Box",
    "Cell",
    "Document",
    "Footnote",
    "Ocr",
    "Page",
    "Places",
    "Section",
    "Step",
    "Steps",
    "Table",
    "read",
    "read_pdf",
    "read_text",
]


def read(path: Path, ocr: Ocr = "auto") -> Document:
    """Read a PDF, or UTF-8 text named ``*.txt``: see :func:`corpus.reader.read`."""
    from corpus.reader import read as read_file  # pdfium is loaded when a file is read, not with the types

    return read_file(path, ocr)


def read_pdf(path: Path, ocr: Ocr = "auto", steps: Steps = ALL_STEPS) -> Document:
    """Read a PDF: see :func:`corpus.pdf.convert.read_pdf`."""
    from corpus.pdf.convert import read_pdf as read_file

    return read_file(path, ocr, steps)


def read_text(raw: str) -> Document:
    """Read plain text: see :func:`corpus.plain_text.read_text`."""
    from corpus.plain_text import read_text as read_raw

    return read_raw(raw)
