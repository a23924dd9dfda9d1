"""Readers: each turns one kind of file into a :class:`Document`; which one reads a file is decided by its content.

PDF and UTF-8 text are built in. A package adds a reader for another kind of file by an entry point that names a class
without arguments, an implementation of :class:`Reader`::

    [project.entry-points."baocao.readers"]
    docx = "my_package.docx:DocxReader"

``baocao extract`` and ``baocao load`` then read such files, and ``load`` looks for them in folders. The built-in
readers are asked first.
"""

from __future__ import annotations

import functools
import importlib.metadata
import logging
from pathlib import Path
from typing import Protocol

from corpus.document import Document, Ocr
from corpus.errors import MAX_HEADER_OFFSET_BYTES, EmptyFile, NotPdf
from corpus.steps import ALL_STEPS, Steps

#: The group of the entry points that name readers.
ENTRY_POINT_GROUP = "baocao.readers"

logger = logging.getLogger(__name__)


class Reader(Protocol):
    """Reads one kind of file.

    Attributes:
        name: of the kind of file, for messages.
        suffixes: what the names of such files end in, in small letters with the full stop (``(".docx",)``). Folders are
            searched for them. A reader without suffixes reads only files that are named one by one, and is not used to
            load an archive: its documents have no pages.
    """

    @property
    def name(self) -> str:
        """See above."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """See above."""

    def can_read(self, path: Path, head: bytes) -> bool:
        """Whether this reader is the one for the file at ``path``, which begins with ``head`` (1,024 bytes at most)."""

    def read(self, path: Path, ocr: Ocr, steps: Steps) -> Document:
        """The document in the file at ``path``.

        ``ocr`` says when pictures of text are recognised; ``steps`` may be told which page is read. A document that is
        to be loaded has ``pages``.

        Raises:
            UnreadableFile: the file gives no document; the subclass names the reason.
            OSError: the file cannot be opened.
        """


class PdfReader:
    """Reads PDF files: see :func:`corpus.pdf.convert.read_pdf`."""

    name = "pdf"
    suffixes = (".pdf",)

    def can_read(self, path: Path, head: bytes) -> bool:  # noqa: ARG002  # a name says nothing of what is in a file
        """Whether ``%PDF`` stands in the first 1,024 bytes."""
        return b"%PDF" in head

    def read(self, path: Path, ocr: Ocr, steps: Steps) -> Document:
        """The document in a PDF."""
        from corpus.pdf.convert import read_pdf  # pdfium is loaded when a PDF is read, not with the types

        return read_pdf(path, ocr, steps)


class PlainTextReader:
    """Reads UTF-8 text in files named ``*.txt``: see :func:`corpus.plain_text.read_text`."""

    name = "text"
    suffixes = ()

    def can_read(self, path: Path, head: bytes) -> bool:  # noqa: ARG002  # any bytes may be text
        """Whether the name ends in ``.txt``."""
        return path.suffix.lower() == ".txt"

    def read(self, path: Path, ocr: Ocr, steps: Steps) -> Document:  # noqa: ARG002  # it has no pages
        """The document in a text file. Raises UnicodeDecodeError for text that is not UTF-8."""
        from corpus.plain_text import read_text

        # Offsets are those of the file as it stands: no newline is translated, and a byte order mark counts.
        raw = path.read_bytes().decode("utf-8")
        if not raw.strip():
            raise EmptyFile(path, "holds white space only. Get it again from where it came.")
        return read_text(raw)


_BUILT_IN: tuple[Reader, ...] = (PdfReader(), PlainTextReader())


@functools.cache
def plug_in_readers() -> tuple[Reader, ...]:
    """The readers that installed packages offer, by the names of their entry points.

    To search all installed packages takes a tenth of a second, so the built-in readers are asked before this is called.
    """
    readers: list[Reader] = []
    for entry in sorted(importlib.metadata.entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: entry.name):
        try:
            readers.append(entry.load()())
        except Exception:  # a plug-in may fail in any way; the files of other readers can still be read
            logger.exception("the reader %s (%s) cannot be loaded, and is not used", entry.name, entry.value)
    return tuple(readers)


def is_loadable_name(name: str) -> bool:
    """Whether a file of this name is taken from a folder that is loaded: it ends in a suffix of some reader."""
    lower = name.lower()
    return _has_suffix(lower, _BUILT_IN) or ("." in lower and _has_suffix(lower, plug_in_readers()))


def _has_suffix(lower_name: str, readers: tuple[Reader, ...]) -> bool:
    return any(lower_name.endswith(reader.suffixes) for reader in readers)


def find_reader(path: Path) -> Reader | None:
    """The reader for the file at ``path``; None where none can read it. Raises OSError."""
    return _reader_for(path, _head(path))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_HEADER_OFFSET_BYTES)


def _reader_for(path: Path, head: bytes) -> Reader | None:
    built_in = next((reader for reader in _BUILT_IN if reader.can_read(path, head)), None)
    return built_in or next((reader for reader in plug_in_readers() if reader.can_read(path, head)), None)


def read(path: Path | str, ocr: Ocr = "auto", steps: Steps = ALL_STEPS) -> Document:
    """Read any file that a reader can read.

    Args:
        path: a PDF, UTF-8 text named ``*.txt``, or a file for which a reader is installed.
        ocr: when pages are recognised: ``auto``, ``always`` or ``never``.
        steps: is told which step begins, and names steps to skip.

    Raises:
        UnreadableFile: the file gives no document; the subclass names the reason.
        OSError: the file cannot be opened.
        UnicodeDecodeError: text that is not UTF-8.
    """
    path = Path(path)
    head = _head(path)
    if not head:
        raise EmptyFile(path, "the file is empty (0 bytes). Get it again from where it came.")
    reader = _reader_for(path, head)
    if reader is None:
        from corpus.pdf.open import not_pdf_message

        raise NotPdf(path, f"{not_pdf_message(head)} UTF-8 text is read where its name ends in .txt.")
    logger.debug("%s: read as %s", path, reader.name)
    return reader.read(path, ocr, steps)


def read_for_archive(path: Path, ocr: Ocr = "auto", steps: Steps = ALL_STEPS) -> Document:
    """Read a file whose document has pages: a PDF, or a file of an installed reader. Errors are those of :func:`read`.

    A file that no such reader takes is refused with the sentence for a file that is no PDF.
    """
    reader = find_reader(path)
    if reader is None or not reader.suffixes:
        reader = PdfReader()
    logger.debug("%s: read as %s", path, reader.name)
    return reader.read(path, ocr, steps)
