"""Optical character recognition (OCR, nhận dạng chữ) of one page.

pdfium renders the page; it is rotated upright, deskewed and recognised as Vietnamese, its ruled tables cell by cell.
Every word has Tesseract's box and confidence; the letters of a word divide its box into equal parts.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.ocr.deskew import straighten
from corpus.ocr.line_detection import CellBox, find_grids, find_ruling_lines, ink_threshold, without_ruling_lines
from corpus.ocr.table_cells import read_cells
from corpus.ocr.tesseract import MAX_PAGE_SECONDS, OcrImage, OcrLimit, Word, data_folder
from corpus.page.characters import PageCharacters
from corpus.page.rotation import PageRotation

#: The resolution (dpi) at which a page is rendered that is no scan, or whose scan is coarser or finer than the limits.
#: Other scans are read at their own: enlarged from 200 to 300, one word in fifty more is misread
#: (docs/measurements.md).
DEFAULT_DPI, MIN_SCAN_DPI, MAX_SCAN_DPI = 300, 150, 400
#: A Gaussian blur of so many pixels removes the specks of a noisy scan: 0.33 % of the letters are wrong without it,
#: 0.15 with it. A deskewed picture is soft already. Clean scans read equally well either way (docs/measurements.md).
BLUR_PIXELS = 0.5
#: A line lower than this part of the median line height is set in small type: a footnote.
MAX_SMALL_TYPE_RATIO = 0.86
#: Pixels of the largest picture that a page is rendered to; a larger page is rendered at fewer dots an inch. (A3 at
#: :data:`MAX_SCAN_DPI` has 31 million.)
MAX_IMAGE_PIXELS = 40_000_000
#: Below this resolution (dpi) no letter is readable: a page that must be rendered coarser is no sheet of paper.
MIN_READABLE_DPI = 30
#: Below this mean confidence a page may lie on its side or upside down, and the other rotations are tried. Measured:
#: 0.93 to 0.96 upright, 0.41 to 0.47 upside down, on real and generated scans. Pages with fewer words are not rotated.
MIN_UPRIGHT_CONFIDENCE, MIN_UPRIGHT_WORDS = 0.75, 12


class OcrTooLarge(OcrLimit):
    """A page has more than :data:`MAX_IMAGE_PIXELS` even at :data:`MIN_READABLE_DPI`."""


@dataclass(frozen=True, slots=True)
class _OcrResult:
    """The result for one rotation: words and cells in pixels of the upright picture, and how it was rotated."""

    words: list[Word]
    grids: list[tuple[CellBox, ...]]
    quarters: int
    degrees: float

    @property
    def mean_confidence(self) -> float:
        """The mean confidence of its words."""
        return float(np.mean([word.confidence for word in self.words])) if self.words else 0.0

    @property
    def is_upright(self) -> bool:
        """Whether the page seems upright; a page with few words counts as upright."""
        long_words = [word for word in self.words if len(word.text) > 2]
        if len(long_words) < MIN_UPRIGHT_WORDS:
            return True
        # Tesseract reads vertical lines, too; their words would belong to no line of the page.
        n_tall = sum(word.box[3] - word.box[1] > word.box[2] - word.box[0] for word in long_words)
        return self.mean_confidence >= MIN_UPRIGHT_CONFIDENCE and n_tall < len(long_words) / 2


def recognise(page: pdfium.PdfPage, number: int) -> PageCharacters:
    """The text of ``page``, recognised. ``number`` is its page number (from 1).

    Raises:
        OcrUnavailable: it is not installed.
        OcrTimeout: the page takes too long.
        OcrTooLarge: the page is larger than any sheet of paper.
    """
    data_folder()
    dpi = fitting_dpi(page, scan_dpi(page))
    picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
    result = _right_way_up(picture, dpi)
    width, height = page.get_size()
    rotation = PageRotation(float(width), float(height), result.quarters, result.degrees)
    return _characters(result, rotation, dpi / 72, number)


def fitting_dpi(page: pdfium.PdfPage, dpi: int) -> int:
    """``dpi``, or fewer where the page would have more than :data:`MAX_IMAGE_PIXELS`. Raises OcrTooLarge."""
    width, height = page.get_size()
    dpi = min(dpi, int(72 * (MAX_IMAGE_PIXELS / max(1.0, width * height)) ** 0.5))
    if dpi < MIN_READABLE_DPI:
        raise OcrTooLarge(f"is {width / 72:.0f} by {height / 72:.0f} inches, too large to recognise")
    return dpi


def scan_dpi(page: pdfium.PdfPage) -> int:
    """The resolution of the scan on a page; :data:`DEFAULT_DPI` without one, or where it is too coarse or too fine."""
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * page.get_width() * page.get_height():
            dpi = round(item.get_metadata().horizontal_dpi)
            return dpi if MIN_SCAN_DPI <= dpi <= MAX_SCAN_DPI else DEFAULT_DPI
    return DEFAULT_DPI


def _right_way_up(picture: Any, dpi: int) -> _OcrResult:
    """The result for the picture as it is; where that is not upright, for the rotation that reads best."""
    deadline = time.monotonic() + MAX_PAGE_SECONDS
    as_it_lies = _read(picture, 0, dpi, deadline)
    if as_it_lies.is_upright:
        return as_it_lies
    others = []
    for quarters in (1, 2, 3):
        others.append(_read(picture.rotate(90 * quarters, expand=True), quarters, dpi, deadline))
        if others[-1].is_upright and len(others[-1].words) > len(as_it_lies.words) / 2:
            return others[-1]
    return max((as_it_lies, *others), key=lambda result: result.mean_confidence)


def _read(picture: Any, quarters: int, dpi: int, deadline: float) -> _OcrResult:
    """Recognise a picture that is rotated by ``quarters``, its tables cell by cell. Raises OcrTimeout."""
    from PIL import Image, ImageFilter

    level_picture, degrees = straighten(picture)
    blur = ImageFilter.GaussianBlur(0 if degrees else BLUR_PIXELS)
    pixels = np.asarray(level_picture)
    lines = find_ruling_lines(pixels, dpi)
    grids = find_grids(lines, dpi)
    if not grids and len(lines.horizontal) > 2 and len(lines.vertical) > 2:
        lines = find_ruling_lines(pixels, dpi, faint=True)
        grids = find_grids(lines, dpi)
    if not grids:
        return _OcrResult(
            even_lines(OcrImage(level_picture.filter(blur), dpi, deadline).words()), [], quarters, degrees
        )
    clean = without_ruling_lines(pixels, lines, grids, dpi)
    cell_words = read_cells(clean, [cell for grid in grids for cell in grid], dpi, deadline)
    outside_cells = clean.copy()
    for grid in grids:
        left, top = (int(min(cell[side] for cell in grid)) for side in (0, 1))
        right, bottom = (int(max(cell[side] for cell in grid)) for side in (2, 3))
        outside_cells[top:bottom, left:right] = np.uint8(np.median(clean))
    outside_image = Image.fromarray(outside_cells).filter(blur)
    n_ink = int((np.asarray(outside_image) < ink_threshold(pixels)).sum())
    words = OcrImage(outside_image, dpi, deadline).words() if n_ink > dpi else []
    last_line = words[-1].line if words else 0
    words += [replace(word, line=word.line + last_line) for word in cell_words]
    return _OcrResult(even_lines(words), grids, quarters, degrees)


def even_lines(words: list[Word]) -> list[Word]:
    """``words`` with boxes of one height, the median of the page, or a fixed part of it for small type.

    Tesseract measures the ink: a line without ascenders or descenders would look like smaller type.
    """
    if not words:
        return words
    middles: dict[int, tuple[float, float]] = {}
    for word in words:
        middles[word.line] = ((word.box[1] + word.box[3]) / 2, word.box[3] - word.box[1])
    usual_height = float(np.median([height for _, height in middles.values()]))
    levelled = []
    for word in words:
        middle, height = middles[word.line]
        half_height = (MAX_SMALL_TYPE_RATIO if height < MAX_SMALL_TYPE_RATIO * usual_height else 1.0) * usual_height / 2
        levelled.append(replace(word, box=(word.box[0], middle - half_height, word.box[2], middle + half_height)))
    return levelled


def _characters(result: _OcrResult, rotation: PageRotation, scale: float, number: int) -> PageCharacters:
    text: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    confidences: list[float] = []
    previous_line = 0
    for word in result.words:
        if text:
            text.append("\n" if word.line != previous_line else " ")
            boxes.append((0.0, 0.0, 0.0, 0.0))
            confidences.append(np.nan)
        previous_line = word.line
        x0, y0, x1, y1 = word.box
        letter_width = (x1 - x0) / len(word.text)
        text += word.text
        boxes += [(x0 + at * letter_width, y0, x0 + (at + 1) * letter_width, y1) for at in range(len(word.text))]
        confidences += [word.confidence] * len(word.text)
    joined = "".join(text)
    return PageCharacters(
        number,
        *rotation.upright_size,
        joined,
        np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32),
        np.asarray(boxes, np.float32).reshape(-1, 4) / np.float32(scale),
        source="ocr",
        confidence=np.asarray(confidences, np.float32),
        rotation=rotation,
        cell_grids=tuple(tuple(_scaled(cell, scale) for cell in grid) for grid in result.grids),
    )


def _scaled(cell: CellBox, scale: float) -> CellBox:
    x0, y0, x1, y1 = cell
    return x0 / scale, y0 / scale, x1 / scale, y1 / scale
