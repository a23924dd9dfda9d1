"""Removes text that cannot be seen (white on white, invisible, too small), and reports it in a warning.

Colour or render mode alone do not prove it: white letters may stand in a dark table head, and OCR text lies invisibly
over the picture of the same words. So the page is rendered, and the pixels under such text decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from corpus.page.characters import PageCharacters

#: Letters lower than so many points, and than this part of the page's usual, are too small to be read.
_MIN_LETTER_POINTS, _MIN_LETTER_SHARE = 2.5, 0.3
#: Grey levels by which ink differs from the paper around it, at the least.
_MIN_INK_CONTRAST = 40
#: Pixels of the largest picture that is looked at: a page may be as large as a hall.
_MAX_RENDER_PIXELS = 4_000_000
_WORD = re.compile(r"\S+")
_VISIBLE = re.compile(r"[\0\s]*\0[\0\s]*")


def remove_hidden_text(page: pdfium.PdfPage, characters: PageCharacters) -> tuple[PageCharacters, str | None]:
    """``characters`` without those that cannot be seen on ``page``, and a warning that quotes them.

    The warning is None where all can be seen. Hidden characters become blanks with an empty box.
    """
    hidden = _tiny(characters)
    if characters.possibly_invisible:
        hidden |= _without_ink(page, characters)
    if not hidden.any():
        return characters, None
    box = characters.box.copy()
    box[hidden] = 0
    flagged = list(zip(characters.text, hidden.tolist(), strict=True))
    text = "".join(" " if is_hidden else char for char, is_hidden in flagged)
    codes = np.where(hidden, np.uint32(32), characters.codes)
    quoted = _VISIBLE.sub(" ", "".join(char if is_hidden or char.isspace() else "\0" for char, is_hidden in flagged))
    quoted = " ".join(quoted.split())
    excerpt = f"{quoted[:80]}…" if len(quoted) > 80 else quoted
    return replace(characters, text=text, codes=codes, box=box), (
        f"text that cannot be seen on it (white, invisible or tiny) is left out: “{excerpt}”." if quoted else None
    )


def _tiny(characters: PageCharacters) -> npt.NDArray[np.bool_]:
    """A mask of the words of which every letter and digit is too small.

    Punctuation follows its word: a full stop is always low, and 2.146 without its full stop would be another number.
    """
    height = characters.box[:, 3] - characters.box[:, 1]
    tiny = np.zeros(len(height), np.bool_)
    inked = height > 0
    if not inked.any():
        return tiny
    low = inked & (height < _MIN_LETTER_POINTS) & (height < _MIN_LETTER_SHARE * np.median(height[inked]))
    if not low.any():
        return tiny
    for word in _WORD.finditer(characters.text):
        letters = [at for at in range(*word.span()) if characters.text[at].isalnum()]
        if letters and all(low[at] for at in letters):
            tiny[word.start() : word.end()] = inked[word.start() : word.end()]
    return tiny


def _without_ink(page: pdfium.PdfPage, characters: PageCharacters) -> npt.NDArray[np.bool_]:
    """A mask of the possibly invisible characters where the rendered page shows no ink."""
    width, height = page.get_size()
    scale = min(1.0, (_MAX_RENDER_PIXELS / max(1.0, width * height)) ** 0.5)
    displayed = characters.to_displayed(characters.box) * np.float32(scale)
    picture = np.asarray(page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil())
    hidden = np.zeros(len(characters.box), np.bool_)
    for group in _consecutive(characters.possibly_invisible):
        boxes = displayed[group]
        x0, y0 = np.floor(boxes[:, :2].min(axis=0)).astype(int).clip(0)
        x1, y1 = np.ceil(boxes[:, 2:].max(axis=0)).astype(int)
        area = picture[y0:y1, x0:x1]
        hidden[group] = not area.size or int(area.max()) - int(area.min()) < _MIN_INK_CONTRAST
    return hidden


def _consecutive(places: Iterable[int]) -> list[Sequence[int]]:
    groups: list[list[int]] = []
    for at in places:
        if groups and at == groups[-1][-1] + 1:
            groups[-1].append(at)
        else:
            groups.append([at])
    return list(groups)
