"""Letters that a font's map to Unicode has lost: printed, but blanks in the text layer (``C N P Ủ`` for CHÍNH PHỦ).

Such a blank is as wide as the letter that it stands for. The lines with such blanks, and the other bold ones of their
page, are recognised, and only the letters that are missing are taken from there.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium

from corpus.ocr.recognise import fitting
from corpus.ocr.tesseract import OcrLimit, OcrUnavailable, Shown
from corpus.page.characters import PageCharacters
from corpus.syllables import is_syllable, syllable_share

#: A blank so many times as wide as the page's usual is no blank, and its page is suspect.
_WIDE = 2.0
#: Dots an inch of the picture that lines are recognised on, and points around a line.
_RESOLUTION, _ROOM = 300, 2.0
#: The part of a line's letters that must be found again before what else is found there is believed, and how many
#: letters can be missing at one place.
_ALIKE, _MOST = 0.75, 3
#: As parts of a line's height: a blank, and the narrowest letter.
_BLANK, _NARROW = 0.3, 0.2
Lost = tuple[PageCharacters, str | None]


@dataclass(frozen=True, slots=True)
class _Mended:
    """A line with its letters put back; ``origin`` says for each character which one it came from or stands at."""

    text: str
    origin: list[int]
    added: int


def with_lost_letters(page: pdfium.PdfPage, read: PageCharacters) -> Lost:
    """``read`` with the letters that its layer has lost, and a sentence that says so; None where none seems lost."""
    wide = _wide_blanks(read)
    if not wide:
        return read, None
    lines = [match.span() for match in re.finditer(r"[^\r\n]*\S[^\r\n]*", read.text)]
    chosen = [
        (start, end) for start, end in lines
        if wide.intersection(range(start, end)) or any(read.bold.get(at) for at in range(start, end))
    ]  # fmt: skip
    try:
        said = _recognised(page, read, chosen)
    except OcrUnavailable as error:
        return read, f"letters are missing in its text layer, which the font's map has lost. {error}"
    except OcrLimit as error:
        return read, f"letters are missing in its text layer, which the font's map has lost, and it {error}."
    text, origin, at, added = [], [], 0, 0
    for (start, end), line in zip(chosen, said, strict=True):
        mended = _mend(read, start, end, line, wide)
        if mended is None:
            continue
        text += [read.text[at:start], mended.text]
        origin += [*range(at, start), *mended.origin]
        at, added = end, added + mended.added
    if not added:
        return read, None
    text.append(read.text[at:])
    origin += range(at, len(read.text))
    what = (
        "a letter that the map of a font has lost was"
        if added == 1
        else (f"{added} letters that the map of a font has lost were")
    )
    return read.reindexed("".join(text), origin), f"{what} recognised and put back into its text layer."


def _wide_blanks(read: PageCharacters) -> set[int]:
    blanks = np.flatnonzero((read.codes == 32) & (read.box[:, 3] > read.box[:, 1]))
    if not len(blanks):
        return set()
    box = read.box[blanks]
    share = (box[:, 2] - box[:, 0]) / (box[:, 3] - box[:, 1])
    usual = float(np.median(share))
    return set(blanks[share > _WIDE * usual].tolist())


def _recognised(page: pdfium.PdfPage, read: PageCharacters, lines: Sequence[tuple[int, int]]) -> list[str]:
    """What the lines read as; nothing for those that have no place on the page. Raises OcrUnavailable and OcrLimit."""
    dots = fitting(page, _RESOLUTION)
    scale = dots / 72
    picture = page.render(scale=scale, grayscale=True).to_pil()
    shown = Shown(picture, dots)
    said = []
    for start, end in lines:
        box = read.as_shown(read.box[start:end])
        box = box[box[:, 3] > box[:, 1]]
        if not len(box):
            said.append("")
            continue
        left, top = np.maximum(box[:, :2].min(axis=0) - _ROOM, 0) * scale
        right, bottom = (box[:, 2:].max(axis=0) + _ROOM) * scale
        # A letter may be lost before the first one and after the last one: there is room at both ends.
        room = float(bottom - top)
        area = (max(0.0, left - room), top, min(float(picture.width), right + room), min(float(picture.height), bottom))
        said.append(" ".join(word.text for word in shown.words("SINGLE_LINE", area)))
    return said


def _mend(read: PageCharacters, start: int, end: int, said: str, wide: set[int]) -> _Mended | None:
    """The line ``text[start:end]`` with the letters that ``said`` has more; None where they don't match."""
    text = read.text
    own = [at for at in range(start, end) if not text[at].isspace()]
    other = [at for at, char in enumerate(said) if not char.isspace()]
    if not own:
        return None
    letters, found = "".join(text[at] for at in own), "".join(said[at] for at in other)
    matcher = difflib.SequenceMatcher(None, letters, found, autojunk=False)
    alike = sum(block.size for block in matcher.get_matching_blocks())
    if alike < _ALIKE * len(letters):
        return None
    out: list[str] = []
    origin: list[int] = []
    new: list[int] = []
    for char, at, is_new in _merged(read, own, said, other, matcher.get_opcodes()):
        hole = origin[-1] + 1 if origin and is_new else at
        place = next((near for near in (hole, at) if near in wide), at) if is_new else at
        if is_new:
            new.append(len(out))
        out.append(char)
        origin.append(place)
    mended = "".join(out)
    if not all(is_syllable(word) for word in _words_with(mended, new)):
        return None
    if not new or syllable_share(mended)[0] < syllable_share(text[start:end])[0]:
        return None
    return _Mended(mended, origin, len(new))


def _words_with(text: str, places: Sequence[int]) -> Iterator[str]:
    """The words of a line that hold one of the places."""
    for match in re.finditer(r"[^\W\d_]+", text):
        if any(match.start() <= place < match.end() for place in places):
            yield match[0]


def _merged(
    read: PageCharacters,
    own: Sequence[int],
    said: str,
    other: Sequence[int],
    steps: Sequence[tuple[str, int, int, int, int]],
) -> Iterator[tuple[str, int, bool]]:
    """Characters, where they come from, and whether they are new; blanks are where the recognised line has them."""
    text, last = read.text, own[0]
    for step, first, stop, found, found_stop in steps:
        if step == "insert":
            new = "".join(said[other[k]] for k in range(found, found_stop))
            if not (new.isalpha() and len(new) <= _MOST and _has_room(read, own, first, len(new))):
                continue
            for k in range(found, found_stop):
                if k and said[other[k] - 1].isspace():
                    yield " ", last, False
                yield said[other[k]], own[min(first, len(own) - 1)], True
            continue
        for offset, k in enumerate(range(first, stop)):
            match = found + offset if step == "equal" or found + offset < found_stop else None
            blank = said[other[match] - 1].isspace() if match else text[own[k] - 1].isspace() and k > 0
            if blank and k:
                yield " ", last, False
            last = own[k]
            yield text[own[k]], own[k], False


def _has_room(read: PageCharacters, own: Sequence[int], before: int, letters: int) -> bool:
    """Whether there is room for letters before ``own[before]``, beyond a blank. At the ends of a line there is."""
    if not 0 < before < len(own):
        return True
    left, right = read.box[own[before - 1]], read.box[own[before]]
    room = (right[0] - left[2]) / max(float(right[3] - right[1]), 1.0)
    blank = _BLANK if own[before] - own[before - 1] > 1 else 0.0
    return bool(room - blank > _NARROW * letters)
