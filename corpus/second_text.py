"""The text of one page, read by a second parser (pdfminer): where the two disagree, a reader must look at the page.

One page a file is held against it, the shortest that has enough letters: pdfminer takes twenty times as long over a
page as pdfium. A file that is made to look different to different programs differs on its first pages mostly.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from corpus.pages import FileRead
from corpus.steps import Steps

#: Characters that a page should have to be compared, and those that it may have at the most.
FEWEST, MOST = 200, 12_000
#: The part of the letters and digits of a page that may differ.
TOLERATED = 0.3


def disagreement(file: FileRead, steps: Steps) -> list[str]:
    """A warning where pdfminer reads other letters on a page than pdfium; none where they agree, or none can tell."""
    found = _chosen(file)
    if found is None:
        return []
    number, text = found
    if steps.left_out("compare", number, len(file.pages)):
        return [f"page {number}: its text could not be held against that of a second parser (pdfminer)."]
    differs = _difference(text, file.data, number)
    if differs <= TOLERATED:
        return []
    return [
        f"page {number}: two parsers disagree: {differs:.0%} of what pdfium reads on it, pdfminer does not. "
        "Check what is taken from this file against the pages."
    ]


def _chosen(file: FileRead) -> tuple[int, str] | None:
    """The page to compare, and the text of its layer: the shortest with enough letters, or else the longest."""
    layers = [(len(one.layer), one.page.number, one.layer) for one in file.pages if one.layer]
    fit = [layer for layer in layers if layer[0] <= MOST]
    enough = [layer for layer in fit if layer[0] >= FEWEST]
    chosen = min(enough, default=None) or max(fit, key=lambda layer: (layer[0], -layer[1]), default=None)
    return (chosen[1], chosen[2]) if chosen and any(map(str.isalnum, chosen[2])) else None


def _difference(text: str, data: bytes, number: int) -> float:
    """The part of the letters and digits that only one of the two has, in whatever order they stand."""
    from corpus.second_parser import page_text  # a heavy import, as in corpus.ruled

    ours, theirs = _letters(text), _letters(page_text(data, number))
    return 1 - (ours & theirs).total() / max(ours.total(), theirs.total(), 1)


def _letters(text: str) -> Counter[str]:
    return Counter(char for char in unicodedata.normalize("NFC", text) if char.isalnum())
