"""The characters of one PDF page as pdfium gives them, each with its box on the page as it is shown."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.document import TextLayerDecision, TextSource
from corpus.page import pdfium_ctypes
from corpus.page.invisible import possibly_invisible_characters
from corpus.page.rotation import PageRotation
from corpus.page.superscripts import find_baseline_digits, find_superscript_digits

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class PageCharacters:
    """The characters of one page, in pdfium's order.

    ``text``, ``codes`` (code points) and ``box`` (shape (n, 4): x0, y0, x1, y1 in points, origin at the top left) are
    equally long. Boxes are *loose* (font ascent to descent, so that their height follows the type size). Characters
    that pdfium makes up (line breaks, some blanks) have an empty box. Sizes, boxes and cells are those of the page
    turned upright.

    Attributes:
        bold: for the first and the last character of each of pdfium's lines, whether it is bold.
        superscript_digits: digits that the font itself draws small and high (OpenType ``sups``): their loose boxes are
            those of any other digit.
        baseline_digits: digits on the baseline of the letter before them.
        form_fields_from: where the text of form fields begins, see :mod:`corpus.pdf.form_fields`.
        capital_ranges: (start, end) of lines in a legacy font that draws small letters as capitals, see
            :mod:`corpus.text_layer.legacy_encodings`.
        source: how the text was got.
        confidence: of the recognised word of each character, from 0 to 1; None for a page that was not recognised.
        possibly_invisible: indices of characters that may be hidden, see :mod:`corpus.pdf.hidden_text`.
        text_objects: for each character the PDF text object that draws it; only for pages with a grid.
        cell_grids: the cells of each ruled table in the picture of a recognised page.
        rotation: how the upright page lies on the page as displayed; None: it is the same.
        decision: why this text was chosen; None before that.
    """

    number: int
    width: float
    height: float
    text: str
    codes: Codes
    box: Floats
    bold: Mapping[int, bool] = field(default_factory=dict)
    superscript_digits: frozenset[int] = frozenset()
    baseline_digits: frozenset[int] = frozenset()
    form_fields_from: int | None = None
    capital_ranges: tuple[tuple[int, int], ...] = ()
    source: TextSource = "text"
    confidence: Floats | None = None
    possibly_invisible: tuple[int, ...] = ()
    text_objects: npt.NDArray[np.int64] | None = None
    cell_grids: tuple[tuple[tuple[float, float, float, float], ...], ...] = ()
    rotation: PageRotation | None = None
    decision: TextLayerDecision | None = None

    def to_displayed(self, box: Floats) -> Floats:
        """``box`` (n, 4) on the upright page, converted to the page as displayed."""
        return box if self.rotation is None else self.rotation.to_displayed(box)

    def reindexed(self, text: str, origin: Sequence[int]) -> PageCharacters:
        """The page with another ``text``. ``origin[i]``, ascending, is the index that ``text[i]`` comes from."""
        chosen = np.asarray(origin, np.intp)
        box = self.box[chosen].copy()
        # A letter drawn by two characters spans both.
        following = np.append(chosen[1:], len(self.box))
        for index in np.flatnonzero(following - chosen > 1):
            parts = self.box[chosen[index] : following[index]]
            parts = parts[parts[:, 2] > parts[:, 0]]
            if len(parts):
                box[index] = (*parts[:, :2].min(axis=0), *parts[:, 2:].max(axis=0))
        place = {old: new for new, old in enumerate(origin)}
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        return replace(
            self,
            text=text,
            codes=codes,
            box=box,
            bold={place[at]: bold for at, bold in self.bold.items() if at in place},
            superscript_digits=frozenset(place[at] for at in self.superscript_digits if at in place),
            baseline_digits=frozenset(place[at] for at in self.baseline_digits if at in place),
            form_fields_from=None
            if self.form_fields_from is None
            else int(np.searchsorted(chosen, self.form_fields_from)),
        )


def read_characters(page: pdfium.PdfPage, number: int, *, form_fields_from: int | None = None) -> PageCharacters:
    """All characters of ``page``, with ``number`` (from 1); ``form_fields_from`` is passed on."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        raw = np.zeros((count, 4), np.float32)
        handle = pdfium_ctypes.address(textpage.raw)
        base, get_box = raw.ctypes.data, pdfium_ctypes.loose_box()
        for index in range(count):
            get_box(handle, index, base + 16 * index)
        text = _text(textpage, count)
        bold, capital_ranges = _line_fonts(textpage, text)
        possibly_invisible = possibly_invisible_characters(textpage, text, bold)
        quarters = _sideways_quarters(textpage, bold, page.get_rotation())
        superscript_digits, baseline_digits = (
            find_superscript_digits(textpage, text, raw),
            find_baseline_digits(textpage, text, raw),
        )
    finally:
        textpage.close()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    width, height = page.get_size()
    rotation = PageRotation(float(width), float(height), quarters)
    return PageCharacters(
        number,
        *rotation.upright_size,
        text,
        codes,
        rotation.to_upright(_to_displayed(page, raw)),
        bold,
        superscript_digits,
        baseline_digits,
        form_fields_from,
        capital_ranges,
        possibly_invisible=possibly_invisible,
        rotation=rotation,
    )


def _sideways_quarters(textpage: Any, line_ends: Iterable[int], rotation: int) -> int:
    """By how many quarters, counter-clockwise, a page becomes upright on which nearly all lines run up or down."""
    ends = list(line_ends)
    if not ends:
        return 0
    handle, angle_of = pdfium_ctypes.address(textpage.raw), pdfium_ctypes.char_angle()
    angles = [math.degrees(angle_of(handle, at)) + rotation for at in ends]
    quarters, count = Counter(round(angle / 90) % 4 for angle in angles).most_common(1)[0]
    return quarters if quarters % 2 and count >= _MIN_SIDEWAYS_SHARE * len(ends) else 0


def _text(textpage: Any, count: int) -> str:
    """One Python character for each of pdfium's: where UTF-16 pairs or dropped ones differ, ask one by one."""
    text: str = textpage.get_text_range() if count else ""
    if len(text) == count:
        return text.translate(_WRONG_LETTERS)
    codes = [pdfium_c.FPDFText_GetUnicode(textpage.raw, index) for index in range(count)]
    # A lone surrogate or a value past Unicode is no character: the replacement character keeps its place.
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def text_objects(page: pdfium.PdfPage) -> npt.NDArray[np.int64]:
    """For each character of a page the address of the text object that draws it; 0 for one that pdfium makes up."""
    textpage = page.get_textpage()
    try:
        handle, get = pdfium_ctypes.address(textpage.raw), pdfium_ctypes.text_object()
        return np.asarray([get(handle, index) or 0 for index in range(textpage.count_chars())], np.int64)
    finally:
        textpage.close()


#: The letter Ƣ (U+01A2) is in no Vietnamese word: faulty fonts map Ư to it.
_WRONG_LETTERS = str.maketrans("Ƣƣ", "Ưư")
#: The part of a page's lines that must run up or down before it is read as lying on its side.
_MIN_SIDEWAYS_SHARE = 0.8
_NAME_BYTES = 128
#: A font of the ABC family whose small letters are drawn as capitals: .VnTimeH, .VnArialH.
CAPITALS_FONT = re.compile(rb"Vn\w*H(?:[,-]|$)")


def _line_fonts(textpage: Any, text: str) -> tuple[dict[int, bool], tuple[tuple[int, int], ...]]:
    """Whether lines begin and end in bold (by the font's name, else by a weight above that of most lines), and the
    lines in a font that draws small letters as capitals.

    One call for each line end, not for each character: fonts serve to recognise headings only.
    """
    lines = [(_first_printed(match), match.end() - 1) for match in re.finditer(r"[^\r\n]*\S", text)]
    ends = [at for line in lines for at in line]
    name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
    handle, named_at, flags_at = pdfium_ctypes.address(textpage.raw), ctypes.addressof(name), ctypes.addressof(flags)
    weight_of, info_of = pdfium_ctypes.font_weight(), pdfium_ctypes.font_info()
    weights: dict[int, int] = {}
    name_says_bold: dict[int, bool] = {}
    draws_capitals: dict[int, bool] = {}
    for at in ends:
        weights[at] = weight_of(handle, at)
        info_of(handle, at, named_at, _NAME_BYTES, flags_at)
        font_name = name.value
        name_says_bold[at] = b"bold" in font_name.lower()
        draws_capitals[at] = CAPITALS_FONT.search(font_name) is not None
    usual_weight = Counter(weights.values()).most_common(1)[0][0] if weights else 0
    bold = {at: name_says_bold[at] or weights[at] > 1.05 * usual_weight for at in ends}
    return bold, tuple((start, end + 1) for start, end in lines if draws_capitals[start] and draws_capitals[end])


def _first_printed(match: re.Match[str]) -> int:
    return match.end() - len(match[0].lstrip())


def page_frame(page: pdfium.PdfPage) -> tuple[float, float, float, float, int]:
    """Left, bottom, right, top of the visible part of the page in its own space, and its rotation in degrees."""
    rect = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page.raw, rect)
    return rect.left, rect.bottom, rect.right, rect.top, page.get_rotation()


def _to_displayed(page: pdfium.PdfPage, raw: Floats) -> Floats:
    """From FS_RECTF (left, top, right, bottom; origin bottom left, unrotated) to the page as it is shown."""
    left, bottom, right, top, rotation = page_frame(page)
    x0, x1 = np.minimum(raw[:, 0], raw[:, 2]), np.maximum(raw[:, 0], raw[:, 2])
    y0, y1 = np.minimum(raw[:, 1], raw[:, 3]), np.maximum(raw[:, 1], raw[:, 3])
    turned = {
        0: (x0 - left, top - y1, x1 - left, top - y0),
        90: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: (top - y1, right - x1, top - y0, right - x0),
    }[rotation]
    box = np.stack(turned, axis=1).astype(np.float32)
    box[(x1 <= x0) & (y1 <= y0)] = 0
    return box
