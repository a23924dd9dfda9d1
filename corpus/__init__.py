"""corpus: a file becomes a :class:`Document`. Knows what the page says, and nothing of what it means.

Use :func:`read`; see :class:`Document` for what it returns::

    import corpus

    document = corpus.read("report.pdf")
    document.text, document.pages, document.boxes(0, 10)

The steps, each a sub-package (:mod:`corpus.pdf.convert` calls them in this order):

1. ``pdf``: open a file, check and repair its structure, read its pages;
2. ``page``: the characters of a page with their boxes, rotation and superscripts;
3. ``text_layer``: choose the text of a page, convert legacy encodings, restore lost letters;
4. ``ocr``: recognise a page that has no usable text layer;
5. ``tables``: find ruled tables and their cells;
6. ``layout``: lines, running headers, footnotes, two-column zones, paragraphs, sections;
7. ``assembly``: put all in reading order, and write the one text.

:mod:`corpus.reader` says which reader reads a file, and how a package adds one for another kind of file.
"""

from __future__ import annotations

from pathlib import Path

from corpus.document import (
    Block,
    Box,
    Cell,
    Document,
    Footnote,
    Ocr,
    Page,
    Places,
    Section,
    Table,
    TextLayerDecision,
    TextSource,
)
from corpus.errors import BaocaoError, UnreadableFile
from corpus.steps import ALL_STEPS, Step, Steps

__all__ = [
    "ALL_STEPS",
    "BaocaoError",
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
    "TextLayerDecision",
    "TextSource",
    "UnreadableFile",
    "read",
    "read_pdf",
    "read_text",
]


def read(path: Path | str, ocr: Ocr = "auto", steps: Steps = ALL_STEPS) -> Document:
    """Read a PDF, UTF-8 text named ``*.txt``, or a file of an installed reader: see :func:`corpus.reader.read`.

    Raises:
        UnreadableFile: the file gives no document; the subclass in :mod:`corpus.errors` names the reason.
        OSError: the file cannot be opened.
        UnicodeDecodeError: text that is not UTF-8.
    """
    from corpus.reader import read as read_file  # entry points are searched when a file is read, not at import

    return read_file(path, ocr, steps)


def read_pdf(path: Path, ocr: Ocr = "auto", steps: Steps = ALL_STEPS) -> Document:
    """Read a PDF: see :func:`corpus.pdf.convert.read_pdf`."""
    from corpus.pdf.convert import read_pdf as read_file  # pdfium is loaded when a file is read, not with the types

    return read_file(path, ocr, steps)


def read_text(raw: str) -> Document:
    """Read plain text: see :func:`corpus.plain_text.read_text`."""
    from corpus.plain_text import read_text as read_raw

    return read_raw(raw)
