"""Where words stand on a page: what a reader looked for is lit on the page that the search led to.

Read from the PDF anew, in the process that draws it: the database keeps places of rows, and not of every letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.page.characters import PageCharacters

#: x0, y0, x1, y1 in points from the top left.
Place = tuple[float, float, float, float]
#: Words that are lit at the most, and points by which the boxes of one line may differ.
_MAX_HIGHLIGHTS, _MAX_BASELINE_GAP_POINTS = 400, 3.0


@dataclass(frozen=True, slots=True)
class Sought:
    """Words on a page (from 1) of a file. ``phrases`` are words in a row; ``plain``: whatever their diacritics."""

    path: Path
    page: int
    phrases: tuple[str, ...]
    plain: bool


def places(sought: Sought) -> list[Place]:
    """A box for each match, words in a row in one; none on a page that was recognised from a picture.

    Raises:
        UnreadableFile, PdfiumError, ValueError: the page cannot be read.
    """
    import pypdfium2.raw as pdfium_c

    from corpus.page.characters import read_characters
    from corpus.pdf.open import open_pdf
    from corpus.text_layer.choose import choose_text

    pdf = open_pdf(sought.path)
    try:
        if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            pdf.init_forms()
        if not 1 <= sought.page <= len(pdf):
            raise ValueError(f"the file has {len(pdf)} pages")
        page = pdf[sought.page - 1]
        return _lit(choose_text(page, read_characters(page, sought.page), "never").page, sought)
    finally:
        pdf.close()


def _lit(page: PageCharacters, sought: Sought) -> list[Place]:
    from db.text import matches, words_in

    words = words_in(page.text)
    boxes: list[Place] = []
    before = -2
    for index in sorted(matches(words, sought.phrases, sought.plain))[:_MAX_HIGHLIGHTS]:
        box = _around(page, words[index].start(), words[index].end())
        if box is None:
            continue
        last = boxes[-1] if boxes else None
        if last and before == index - 1 and abs(last[1] - box[1]) < _MAX_BASELINE_GAP_POINTS and box[0] >= last[0]:
            boxes[-1] = (last[0], min(last[1], box[1]), box[2], max(last[3], box[3]))
        else:
            boxes.append(box)
        before = index
    return boxes


def _around(page: PageCharacters, start: int, end: int) -> Place | None:
    inked = page.box[start:end]
    inked = inked[inked[:, 2] > inked[:, 0]]
    if not len(inked):
        return None
    first, last = inked[:, :2].min(axis=0).tolist(), inked[:, 2:].max(axis=0).tolist()
    return round(first[0], 1), round(first[1], 1), round(last[0], 1), round(last[1], 1)


def sought_in(words: str, path: Path, page: int) -> Sequence[Sought]:
    """What to look for on a page for a search of ``words``: all of them in a row, else each."""
    from db.text import QUOTED, is_plain, words_of

    phrases, plain = words_of(words), is_plain(words)
    each = Sought(path, page, tuple(phrases), plain)
    if not phrases:
        return []
    return [each] if len(phrases) == 1 or QUOTED.search(words) else [Sought(path, page, (words,), plain), each]
