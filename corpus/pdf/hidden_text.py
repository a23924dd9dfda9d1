"""Text that is in the file and cannot be seen: white on white, invisible, too small. It leaves the text, and is said.

A colour or a mode alone hides nothing: white letters may stand in a dark head of a table, and what a scanner recognised
lies invisibly over the picture of the same words. So where one is met, the page is drawn, to see whether ink is there.
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
_TINY, _PART = 2.5, 0.3
#: Grey levels by which ink differs from the paper around it, at the least.
_CONTRAST = 40
#: Pixels of the largest picture that is looked at: a page may be as large as a hall.
_PIXELS = 4_000_000
_WORD = re.compile(r"\S+")
_SEEN = re.compile(r"[\0\s]*\0[\0\s]*")


def without_hidden(page: pdfium.PdfPage, read: PageCharacters) -> tuple[PageCharacters, str | None]:
    """``read`` without what cannot be seen on ``page``, and a sentence that quotes it; None where all can be seen."""
    hidden = _tiny(read)
    if read.pale:
        hidden |= _unseen(page, read)
    if not hidden.any():
        return read, None
    box = read.box.copy()
    box[hidden] = 0
    both = list(zip(read.text, hidden.tolist(), strict=True))
    text = "".join(" " if gone else char for char, gone in both)
    codes = np.where(hidden, np.uint32(32), read.codes)
    said = _SEEN.sub(" ", "".join(char if gone or char.isspace() else "\0" for char, gone in both))
    said = " ".join(said.split())
    quoted = f"{said[:80]}…" if len(said) > 80 else said
    return replace(read, text=text, codes=codes, box=box), (
        f"text that cannot be seen on it (white, invisible or tiny) is left out: “{quoted}”." if said else None
    )


def _tiny(read: PageCharacters) -> npt.NDArray[np.bool_]:
    """The words of which every letter and digit is too small. Marks are judged with their word: a full stop is never
    high, and 2.146 that lost its stop would be another number.
    """
    tall = read.box[:, 3] - read.box[:, 1]
    tiny = np.zeros(len(tall), np.bool_)
    inked = tall > 0
    if not inked.any():
        return tiny
    low = inked & (tall < _TINY) & (tall < _PART * np.median(tall[inked]))
    if not low.any():
        return tiny
    for word in _WORD.finditer(read.text):
        told = [at for at in range(*word.span()) if read.text[at].isalnum()]
        if told and all(low[at] for at in told):
            tiny[word.start() : word.end()] = inked[word.start() : word.end()]
    return tiny


def _unseen(page: pdfium.PdfPage, read: PageCharacters) -> npt.NDArray[np.bool_]:
    """Which of the pale characters stand where the drawn page shows no ink."""
    width, height = page.get_size()
    scale = min(1.0, (_PIXELS / max(1.0, width * height)) ** 0.5)
    shown = read.as_shown(read.box) * np.float32(scale)
    drawn = np.asarray(page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil())
    hidden = np.zeros(len(read.box), np.bool_)
    for group in _words(read.pale):
        boxes = shown[group]
        x0, y0 = np.floor(boxes[:, :2].min(axis=0)).astype(int).clip(0)
        x1, y1 = np.ceil(boxes[:, 2:].max(axis=0)).astype(int)
        seen = drawn[y0:y1, x0:x1]
        hidden[group] = not seen.size or int(seen.max()) - int(seen.min()) < _CONTRAST
    return hidden


def _words(places: Iterable[int]) -> list[Sequence[int]]:
    groups: list[list[int]] = []
    for at in places:
        if groups and at == groups[-1][-1] + 1:
            groups[-1].append(at)
        else:
            groups.append([at])
    return list(groups)
