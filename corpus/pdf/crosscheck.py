"""Compares the text of some pages with that of a second parser; where they disagree, a warning asks for a check.

Of every ten pages one is compared, the shortest with enough letters, and at least one in a file: a parser that fails on
a font or an object does so on many pages. The second parser is qpdf; where a font has no map that it can use, pdfminer.
"""

from __future__ import annotations

import logging
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.pdf.pages import FileRead, PageRead
from corpus.steps import Steps

#: Characters that a compared page should have, and the most that it may have.
MIN_CHARS, MAX_CHARS = 200, 12_000
#: One page is compared of so many.
PAGES_PER_CHECK = 10
#: The part of the letters and digits of a page that may differ.
MAX_DIFFERENCE = 0.3

logger = logging.getLogger(__name__)


def parser_disagreements(file: FileRead, steps: Steps) -> list[str]:
    """A warning for each compared page on which the second parser reads other letters than pdfium.

    ``steps`` is told of each page (stage ``compare``), and names pages to skip.
    """
    return [warning for number, text in _pages_to_compare(file) if (warning := _warning(file, number, text, steps))]


def _warning(file: FileRead, number: int, text: str, steps: Steps) -> str | None:
    if steps.left_out("compare", number, len(file.pages)):
        return f"page {number}: its text could not be held against that of a second parser."
    differs = _difference(text, file.data, number)
    logger.debug("page %d: %.3f of its letters and digits differ between two parsers", number, differs)
    if differs <= MAX_DIFFERENCE:
        return None
    return (
        f"page {number}: two parsers disagree: {differs:.0%} of its letters and digits are read by one of them only. "
        "Check what is taken from this file against the pages."
    )


def _pages_to_compare(file: FileRead) -> Iterator[tuple[int, str]]:
    """The pages to compare, with the text of their layer."""
    for first in range(0, len(file.pages), PAGES_PER_CHECK):
        chosen = _page_to_compare(file.pages[first : first + PAGES_PER_CHECK])
        if chosen and any(map(str.isalnum, chosen[1])):
            yield chosen


def _page_to_compare(pages: Sequence[PageRead]) -> tuple[int, str] | None:
    """The shortest page with enough letters, or else the longest."""
    layers = [(len(one.text_layer), one.page.number, one.text_layer) for one in pages if one.text_layer]
    short_enough = [layer for layer in layers if layer[0] <= MAX_CHARS]
    long_enough = [layer for layer in short_enough if layer[0] >= MIN_CHARS]
    chosen = min(long_enough, default=None) or max(short_enough, key=lambda layer: (layer[0], -layer[1]), default=None)
    return (chosen[1], chosen[2]) if chosen else None


def _difference(text: str, data: bytes, number: int) -> float:
    """The part (0 to 1) of the letters and digits that only one of the two texts has, in any order."""
    ours, theirs = _letter_counts(text), _letter_counts(_other_text(data, number))
    return 1 - (ours & theirs).total() / max(ours.total(), theirs.total(), 1)


def _other_text(data: bytes, number: int) -> str:
    from corpus.pdf.qpdf_text import UnknownTextError, page_text

    try:
        return page_text(data, number)
    except UnknownTextError:
        from corpus.pdf import pdfminer_text  # a heavy import, as in corpus.tables.ruled_tables

        return pdfminer_text.page_text(data, number)


def _letter_counts(text: str) -> Counter[str]:
    return Counter(char for char in unicodedata.normalize("NFC", text) if char.isalnum())
