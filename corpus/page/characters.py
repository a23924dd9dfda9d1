"""The characters of one PDF page as pdfium gives them, each with its box on the page as it is shown."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.page import pdfium_ctypes as plain_calls
from corpus.page.decision import Decision
from corpus.page.invisible import pale_characters
from corpus.page.rotation import Turn
from corpus.page.superscripts import level_digits, raised_digits

TextSource = Literal["text", "legacy", "ocr"]
Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class PageCharacters:
    """One page: ``text`` in pdfium's order, ``codes`` its code points, ``box`` (n, 4) as x0, y0, x1, y1 in points.

    Boxes are *loose* (font ascent to descent, so their height follows the type size), origin at the top left.
    Characters that pdfium makes up (line breaks, some spaces) have an empty box. ``bold`` says, for the first and last
    character of each of pdfium's lines, whether it is heavier than the page's usual type. ``raised`` are the digits
    that the font itself draws small and high (OpenType ``sups``): their loose boxes are those of any other digit.
    ``level`` are digits on the baseline of the letter before them.
    ``filled_from``: where the text of form fields begins, see :mod:`corpus.pdf.form_fields`.
    ``capitals`` are the lines in a legacy font that draws small letters as capitals, see
    :mod:`corpus.text_layer.legacy_encodings`.
    ``pale`` are those that may be invisible, see :mod:`corpus.pdf.hidden_text`.
    ``pieces`` tells which characters were drawn at one stroke; it is there for pages with a grid only.
    ``confidence``, from 0 to 1, is that of the word of each character, where the page was recognised.
    ``grids`` are the cells of the ruled tables in its picture then. Boxes, sizes and cells are those of the page turned
    straight; ``turn`` says how it lies (None: as shown).
    """

    number: int
    width: float
    height: float
    text: str
    codes: Codes
    box: Floats
    bold: Mapping[int, bool] = field(default_factory=dict)
    raised: frozenset[int] = frozenset()
    level: frozenset[int] = frozenset()
    filled_from: int | None = None
    capitals: tuple[tuple[int, int], ...] = ()
    source: TextSource = "text"
    confidence: Floats | None = None
    pale: tuple[int, ...] = ()
    pieces: npt.NDArray[np.int64] | None = None
    grids: tuple[tuple[tuple[float, float, float, float], ...], ...] = ()
    turn: Turn | None = None
    decision: Decision | None = None

    def as_shown(self, box: Floats) -> Floats:
        """Boxes (n, 4) as they lie on the page that is shown."""
        return box if self.turn is None else self.turn.back(box)

    def reindexed(self, text: str, origin: Sequence[int]) -> PageCharacters:
        """The page with another text; ``origin`` says for each of its characters which one it came from, in order."""
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
            raised=frozenset(place[at] for at in self.raised if at in place),
            level=frozenset(place[at] for at in self.level if at in place),
            filled_from=None if self.filled_from is None else int(np.searchsorted(chosen, self.filled_from)),
        )


def read_characters(page: pdfium.PdfPage, number: int, *, filled_from: int | None = None) -> PageCharacters:
    """All characters of ``page``, whose number counts from 1; ``filled_from`` is passed on."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        raw = np.zeros((count, 4), np.float32)
        handle = plain_calls.address(textpage.raw)
        base, get_box = raw.ctypes.data, plain_calls.loose_box()
        for index in range(count):
            get_box(handle, index, base + 16 * index)
        text = _text(textpage, count)
        bold, capitals = _line_fonts(textpage, text)
        pale = pale_characters(textpage, text, bold)
        quarter = _quarter(textpage, bold, page.get_rotation())
        raised, level = raised_digits(textpage, text, raw), level_digits(textpage, text, raw)
    finally:
        textpage.close()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    width, height = page.get_size()
    turn = Turn(float(width), float(height), quarter)
    return PageCharacters(
        number,
        *turn.straight_size,
        text,
        codes,
        turn.forth(_as_shown(page, raw)),
        bold,
        raised,
        level,
        filled_from,
        capitals,
        pale=pale,
        turn=turn,
    )


def _quarter(textpage: Any, line_ends: Iterable[int], rotation: int) -> int:
    """By how many quarters, counter-clockwise, a page is to be turned on which nearly all lines run up or down."""
    ends = list(line_ends)
    if not ends:
        return 0
    handle, angle_of = plain_calls.address(textpage.raw), plain_calls.char_angle()
    angles = [math.degrees(angle_of(handle, at)) + rotation for at in ends]
    quarter, count = Counter(round(angle / 90) % 4 for angle in angles).most_common(1)[0]
    return quarter if quarter % 2 and count >= _NEARLY_ALL * len(ends) else 0


def _text(textpage: Any, count: int) -> str:
    """One Python character for each of pdfium's: where UTF-16 pairs or dropped ones differ, ask one by one."""
    text: str = textpage.get_text_range() if count else ""
    if len(text) == count:
        return text.translate(_MISTAKEN)
    codes = [pdfium_c.FPDFText_GetUnicode(textpage.raw, index) for index in range(count)]
    # A lone surrogate or a value past Unicode is no character: the replacement character keeps its place.
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def drawn_pieces(page: pdfium.PdfPage) -> npt.NDArray[np.int64]:
    """For each character of a page the text object that draws it, as a number; 0 for one that pdfium makes up."""
    textpage = page.get_textpage()
    try:
        handle, get = plain_calls.address(textpage.raw), plain_calls.text_object()
        return np.asarray([get(handle, index) or 0 for index in range(textpage.count_chars())], np.int64)
    finally:
        textpage.close()


#: The letter Ƣ (U+01A2) is in no Vietnamese word: fonts made wrongly give it for Ư.
_MISTAKEN = str.maketrans("Ƣƣ", "Ưư")
#: The part of a page's lines that must run up or down before it is read as lying on its side.
_NEARLY_ALL = 0.8
_NAME_BYTES = 128
#: A font of the ABC family whose small letters are drawn as capitals: .VnTimeH, .VnArialH.
CAPITALS_FONT = re.compile(rb"Vn\w*H(?:[,-]|$)")


def _line_fonts(textpage: Any, text: str) -> tuple[dict[int, bool], tuple[tuple[int, int], ...]]:
    """Whether lines begin and end in bold (by the font's name, else by a weight above that of most lines), and the
    lines in a font that draws small letters as capitals.

    One call for a line end, not for a character: fonts serve to tell headings, never to tell words.
    """
    lines = [(_first_ink(match), match.end() - 1) for match in re.finditer(r"[^\r\n]*\S", text)]
    ends = [at for line in lines for at in line]
    name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
    handle, named_at, flags_at = plain_calls.address(textpage.raw), ctypes.addressof(name), ctypes.addressof(flags)
    weight_of, info_of = plain_calls.font_weight(), plain_calls.font_info()
    weights: dict[int, int] = {}
    named: dict[int, bool] = {}
    capital: dict[int, bool] = {}
    for at in ends:
        weights[at] = weight_of(handle, at)
        info_of(handle, at, named_at, _NAME_BYTES, flags_at)
        said = name.value
        named[at] = b"bold" in said.lower()
        capital[at] = CAPITALS_FONT.search(said) is not None
    usual = Counter(weights.values()).most_common(1)[0][0] if weights else 0
    bold = {at: named[at] or weights[at] > 1.05 * usual for at in ends}
    return bold, tuple((start, end + 1) for start, end in lines if capital[start] and capital[end])


def _first_ink(match: re.Match[str]) -> int:
    return match.end() - len(match[0].lstrip())


def page_frame(page: pdfium.PdfPage) -> tuple[float, float, float, float, int]:
    """Left, bottom, right, top of the visible part of the page in its own space, and its rotation in degrees."""
    rect = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page.raw, rect)
    return rect.left, rect.bottom, rect.right, rect.top, page.get_rotation()


def _as_shown(page: pdfium.PdfPage, raw: Floats) -> Floats:
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
