"""Restores letters that are printed but missing in the text layer, because the font's map to Unicode lacks them.

The text layer has a blank in place of such a letter, as wide as the letter (``C N P Ủ`` for CHÍNH PHỦ). The lines with
wide blanks, and the other bold lines of the page, are recognised (OCR), and only the missing letters are taken from it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium

from corpus.ocr.recognise import fitting_dpi
from corpus.ocr.tesseract import OcrImage, OcrLimit, OcrUnavailable
from corpus.page.characters import PageCharacters
from corpus.syllables import is_syllable, syllable_share

#: A blank so many times as wide as the median blank of the page may be a lost letter.
_MIN_WIDE_BLANK_RATIO = 2.0
#: The resolution (dpi) at which lines are recognised, and the margin around a line in points.
_OCR_DPI, _MARGIN_POINTS = 300, 2.0
#: The part of a line's letters that OCR must confirm before its additional letters are accepted, and how many letters
#: can be missing at one place.
_MIN_MATCHED_SHARE, _MAX_MISSING_LETTERS = 0.75, 3
#: Widths as parts of the line height: of a blank, and of the narrowest letter.
_BLANK_WIDTH, _MIN_LETTER_WIDTH = 0.3, 0.2
Restored = tuple[PageCharacters, str | None]


@dataclass(frozen=True, slots=True)
class _RestoredLine:
    """A line with ``added`` letters put back; ``origin[i]`` is the index of the character that ``text[i]`` comes from.

    A restored letter has the index of the blank, or of the letter, that it stands at.
    """

    text: str
    origin: list[int]
    added: int


def with_missing_glyphs(page: pdfium.PdfPage, characters: PageCharacters) -> Restored:
    """``characters`` with the letters that its layer lacks, and a warning that counts them; None where none lacks."""
    wide_blanks = _wide_blanks(characters)
    if not wide_blanks:
        return characters, None
    line_spans = [match.span() for match in re.finditer(r"[^\r\n]*\S[^\r\n]*", characters.text)]
    chosen = [
        (start, end) for start, end in line_spans
        if wide_blanks.intersection(range(start, end)) or any(characters.bold.get(at) for at in range(start, end))
    ]  # fmt: skip
    try:
        recognised = _recognise_lines(page, characters, chosen)
    except OcrUnavailable as error:
        return characters, f"letters are missing in its text layer, which the font's map has lost. {error}"
    except OcrLimit as error:
        return characters, f"letters are missing in its text layer, which the font's map has lost, and it {error}."
    pieces, origin, at, added = [], [], 0, 0
    for (start, end), line in zip(chosen, recognised, strict=True):
        restored = _restore_line(characters, start, end, line, wide_blanks)
        if restored is None:
            continue
        pieces += [characters.text[at:start], restored.text]
        origin += [*range(at, start), *restored.origin]
        at, added = end, added + restored.added
    if not added:
        return characters, None
    pieces.append(characters.text[at:])
    origin += range(at, len(characters.text))
    sentence = (
        "a letter that the map of a font has lost was"
        if added == 1
        else (f"{added} letters that the map of a font has lost were")
    )
    return characters.reindexed("".join(pieces), origin), f"{sentence} recognised and put back into its text layer."


def _wide_blanks(characters: PageCharacters) -> set[int]:
    blanks = np.flatnonzero((characters.codes == 32) & (characters.box[:, 3] > characters.box[:, 1]))
    if not len(blanks):
        return set()
    box = characters.box[blanks]
    ratio = (box[:, 2] - box[:, 0]) / (box[:, 3] - box[:, 1])
    usual_ratio = float(np.median(ratio))
    return set(blanks[ratio > _MIN_WIDE_BLANK_RATIO * usual_ratio].tolist())


def _recognise_lines(
    page: pdfium.PdfPage, characters: PageCharacters, line_spans: Sequence[tuple[int, int]]
) -> list[str]:
    """The recognised text of each line; empty for a line without a box. Raises OcrUnavailable and OcrLimit."""
    dpi = fitting_dpi(page, _OCR_DPI)
    scale = dpi / 72
    picture = page.render(scale=scale, grayscale=True).to_pil()
    image = OcrImage(picture, dpi)
    lines = []
    for start, end in line_spans:
        box = characters.to_displayed(characters.box[start:end])
        box = box[box[:, 3] > box[:, 1]]
        if not len(box):
            lines.append("")
            continue
        left, top = np.maximum(box[:, :2].min(axis=0) - _MARGIN_POINTS, 0) * scale
        right, bottom = (box[:, 2:].max(axis=0) + _MARGIN_POINTS) * scale
        # A letter may be lost before the first one and after the last one: there is room at both ends.
        margin = float(bottom - top)
        area = (
            max(0.0, left - margin),
            top,
            min(float(picture.width), right + margin),
            min(float(picture.height), bottom),
        )
        lines.append(" ".join(word.text for word in image.words("SINGLE_LINE", area)))
    return lines


def _restore_line(
    characters: PageCharacters, start: int, end: int, recognised: str, wide_blanks: set[int]
) -> _RestoredLine | None:
    """The line ``text[start:end]`` with the additional letters of ``recognised``; None where the two don't match."""
    text = characters.text
    own_indices = [at for at in range(start, end) if not text[at].isspace()]
    recognised_indices = [at for at, char in enumerate(recognised) if not char.isspace()]
    if not own_indices:
        return None
    letters, recognised_letters = (
        "".join(text[at] for at in own_indices),
        "".join(recognised[at] for at in recognised_indices),
    )
    matcher = difflib.SequenceMatcher(None, letters, recognised_letters, autojunk=False)
    n_matching = sum(block.size for block in matcher.get_matching_blocks())
    if n_matching < _MIN_MATCHED_SHARE * len(letters):
        return None
    out: list[str] = []
    origin: list[int] = []
    new_places: list[int] = []
    for char, at, is_new in _merged(characters, own_indices, recognised, recognised_indices, matcher.get_opcodes()):
        gap_index = origin[-1] + 1 if origin and is_new else at
        place = next((candidate for candidate in (gap_index, at) if candidate in wide_blanks), at) if is_new else at
        if is_new:
            new_places.append(len(out))
        out.append(char)
        origin.append(place)
    restored = "".join(out)
    if not all(is_syllable(word) for word in _words_with(restored, new_places)):
        return None
    if not new_places or syllable_share(restored)[0] < syllable_share(text[start:end])[0]:
        return None
    return _RestoredLine(restored, origin, len(new_places))


def _words_with(text: str, places: Sequence[int]) -> Iterator[str]:
    """The words of a line that contain one of the indices ``places``."""
    for match in re.finditer(r"[^\W\d_]+", text):
        if any(match.start() <= place < match.end() for place in places):
            yield match[0]


def _merged(
    characters: PageCharacters,
    own_indices: Sequence[int],
    recognised: str,
    recognised_indices: Sequence[int],
    steps: Sequence[tuple[str, int, int, int, int]],
) -> Iterator[tuple[str, int, bool]]:
    """The characters of the merged line, the index each comes from, and whether it is new.

    Blanks stand where the recognised line has them. ``steps`` are the opcodes of :class:`difflib.SequenceMatcher`.
    """
    text, last = characters.text, own_indices[0]
    for step, first, stop, rec_start, rec_stop in steps:
        if step == "insert":
            new = "".join(recognised[recognised_indices[k]] for k in range(rec_start, rec_stop))
            if not (
                new.isalpha()
                and len(new) <= _MAX_MISSING_LETTERS
                and _has_room(characters, own_indices, first, len(new))
            ):
                continue
            for k in range(rec_start, rec_stop):
                if k and recognised[recognised_indices[k] - 1].isspace():
                    yield " ", last, False
                yield recognised[recognised_indices[k]], own_indices[min(first, len(own_indices) - 1)], True
            continue
        for offset, k in enumerate(range(first, stop)):
            match = rec_start + offset if step == "equal" or rec_start + offset < rec_stop else None
            blank = (
                recognised[recognised_indices[match] - 1].isspace()
                if match
                else text[own_indices[k] - 1].isspace() and k > 0
            )
            if blank and k:
                yield " ", last, False
            last = own_indices[k]
            yield text[own_indices[k]], own_indices[k], False


def _has_room(characters: PageCharacters, own_indices: Sequence[int], before: int, letters: int) -> bool:
    """Whether ``letters`` letters fit before ``own_indices[before]``, beside a blank. At the ends of a line they do."""
    if not 0 < before < len(own_indices):
        return True
    left, right = characters.box[own_indices[before - 1]], characters.box[own_indices[before]]
    gap = (right[0] - left[2]) / max(float(right[3] - right[1]), 1.0)
    blank = _BLANK_WIDTH if own_indices[before] - own_indices[before - 1] > 1 else 0.0
    return bool(gap - blank > _MIN_LETTER_WIDTH * letters)
