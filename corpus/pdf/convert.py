"""A PDF becomes a :class:`Document`: the stages of ``corpus``, one after another, each called once.

1. ``pdf``: open the file, check its structure, read its pages (:func:`read_pages`), each with
2. ``text_layer``: the text that counts, or ``ocr`` where the page has no usable text layer;
3. ``tables``: find the ruled tables (:func:`find_tables`);
4. ``pdf.crosscheck``: compare some pages with a second parser (:func:`parser_disagreements`);
5. ``layout``: lines, running headers, footnotes, letterhead and closing block (:func:`lay_out`);
6. ``assembly``: reading order, paragraphs, one text with the place of each character (:func:`assemble`).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.assembly.assemble import assemble
from corpus.document import Document, Ocr
from corpus.errors import DamagedFile, NoText
from corpus.layout.page_layout import lay_out
from corpus.pdf.crosscheck import parser_disagreements
from corpus.pdf.pages import FileRead, PageRead, read_pages
from corpus.steps import ALL_STEPS, Steps
from corpus.syllables import judge_text
from corpus.tables.ruled_tables import find_tables

logger = logging.getLogger(__name__)


def read_pdf(path: Path, ocr: Ocr = "auto", steps: Steps = ALL_STEPS) -> Document:
    """Read a PDF: its text layer in Unicode, or what OCR recognises on the pages without a usable one.

    Args:
        path: the file.
        ocr: when pages are recognised (see :data:`corpus.document.Ocr`).
        steps: is told which step begins, and names steps to skip.

    Raises:
        UnreadableFile: the file gives no document; the subclass names the reason.
        OSError: the file cannot be opened.
    """
    file = read_pages(path, ocr, steps)
    with_text = [one.page for one in file.pages if any(map(str.isalnum, one.page.text))]
    _check_readable(path, file, len(with_text), ocr)
    ruled = [one.page for one in file.pages if one.has_grid and one.page.text.strip()]
    tables = find_tables(file.data, ruled, [page for page in with_text if page.cell_grids], steps)
    disagreements = parser_disagreements(file, steps)
    pages = [one.page for one in file.pages]
    layout = lay_out(pages, tables.free_characters)
    warnings = [*file.warnings, *_page_warnings(file.pages, {page.number for page in with_text})]
    document = assemble(pages, layout, tables.tables, [*warnings, *tables.warnings, *disagreements, *layout.warnings])
    if not document.text:
        reason = "the text layer holds nothing but page numbers or characters off the page."
        raise NoText(path, f"{reason} {_why_not_recognised(file.pages, ocr)}")
    logger.debug(
        "%s: %d pages, %d characters, %d tables, %d footnotes, %d warnings",
        path, len(pages), len(document.text), len(document.tables), len(document.footnotes), len(document.warnings),
    )  # fmt: skip
    return document


def _check_readable(path: Path, file: FileRead, n_with_text: int, ocr: Ocr) -> None:
    """Raise DamagedFile or NoText for a file of which no page has a letter or a digit."""
    if file.unreadable_pages == len(file.pages):
        raise DamagedFile(path, "is damaged: none of its pages can be parsed. Get it again from where it came.")
    if n_with_text:
        return
    if file.parser_disagreement and not _reading_warnings(file.pages) and ocr != "never":
        raise DamagedFile(path, f"gave no text: {file.warnings[0]} Get it again from where it came.")
    reason = "no page has a text layer: a scan, or letters drawn as outlines."
    raise NoText(path, f"{reason} {_why_not_recognised(file.pages, ocr)}")


def _reading_warnings(pages: Sequence[PageRead]) -> Mapping[int, str]:
    return {one.page.number: one.warning for one in pages if one.warning is not None}


def _why_not_recognised(pages: Sequence[PageRead], ocr: Ocr) -> str:
    """Why a file without text was not recognised, and what to do."""
    if ocr == "never":
        return "Load it with --ocr auto."
    warnings = _reading_warnings(pages)
    if not warnings:
        return "Nothing on it could be recognised: see whether the pages are blank."
    return f"Page {min(warnings)}: {warnings[min(warnings)]}"


def _page_warnings(pages: Sequence[PageRead], with_text: set[int]) -> list[str]:
    """How pages were read, what is hidden on them, which have no text, and which do not read as Vietnamese."""
    warnings = [
        f"page {one.page.number}: {warning}"
        for one in pages
        for warning in (one.warning, one.hidden_text_warning)
        if warning
    ]
    silent = [str(one.page.number) for one in pages if one.page.number not in with_text and one.warning is None]
    if silent:
        word = "page" if len(silent) == 1 else "pages"
        warnings.append(
            f"{word} {', '.join(silent)}: no text layer (a scan or outlined letters). What stands there is not read."
        )
    for one in pages:
        not_vietnamese = None if one.warning else judge_text(one.page.text)
        if not_vietnamese is not None:
            warnings.append(f"page {one.page.number}: {not_vietnamese}")
    return warnings
