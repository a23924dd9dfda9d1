"""The document: the text of a file, its structure, and the place of every character on the page.

A :class:`Document` has one ``text``. Every character of it has a page and a box (PDF points, origin at the top left),
or, when the source is a plain text file, an offset into that file. Blocks, sections, footnotes and tables are spans of
that one text, so an offset means the same thing in every package.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

#: When text is recognised (OCR): ``auto``, where the text layer is missing or unusable; ``always``; ``never``.
Ocr = Literal["auto", "always", "never"]

#: How the text of a page was got: its text layer as it is (``text``), the layer converted from
#: a legacy encoding (``legacy``), or optical character recognition (``ocr``).
TextSource = Literal["text", "legacy", "ocr"]

#: ``heading`` opens a section; ``cell`` is one cell of a ruled table; ``letterhead`` is one line of the two columns at
#: the top of page 1; ``recipients`` and ``signature`` are the two columns that close a report.
BlockKind = Literal["letterhead", "paragraph", "heading", "footnote", "cell", "recipients", "signature"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on one page, in PDF points, origin at the top left of the page as it is shown."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class TextLayerDecision:
    """Why the text of a page was taken from its text layer or from OCR, and the measurements behind that.

    ``layer_share`` is the syllable share (tỷ lệ âm tiết) of the text layer that the file has, from 0 to 1, over
    ``layer_words`` words; see :func:`corpus.syllables.syllable_share`. ``encoding`` is ``TCVN3`` or ``VNI`` where the
    layer was converted to Unicode. ``confidence``, from 0 to 1, is the mean of the recognised words. To be read, the
    page was rotated counter-clockwise by ``rotation_quarters`` times 90 degrees, and by ``degrees`` more (deskewing).
    """

    reason: str
    layer_share: float
    layer_words: int
    encoding: str | None = None
    confidence: float | None = None
    rotation_quarters: int = 0
    degrees: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its size in points, its text (footnotes last), and how that text was got.

    ``decision`` is None for a page that cannot be opened.
    """

    number: int
    width: float
    height: float
    text: str
    text_source: TextSource
    decision: TextLayerDecision | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table cell or other unit of the text. Blocks do not overlap, and stand in text order."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it, up to the next heading of its level or of a higher one.

    ``parent`` is an index into :attr:`Document.sections`. ``title`` is None for a numbered paragraph that runs on
    without a heading (``run_in``). ``start`` is where the label stands, ``end`` where the section ends.
    """

    label: str
    title: str | None
    level: int
    parent: int | None
    start: int
    end: int
    run_in: bool


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of a page. ``anchor`` is the offset in the text where its mark stood; None: no mark there."""

    mark: str
    start: int
    end: int
    anchor: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a ruled table: ``row`` and ``column`` from 0, and the span of its text (empty when the cell is).

    ``box`` is the whole cell up to its ruling lines: it shows which columns a merged header cell spans.
    """

    row: int
    column: int
    start: int
    end: int
    is_header: bool
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table on one page. ``title`` is the caption line above it, when there is one.

    ``continues`` is the index in :attr:`Document.tables` of the table on the page before that this one goes on with;
    the header rows are those of that table.
    """

    title: str | None
    page: int
    n_rows: int
    n_columns: int
    cells: tuple[Cell, ...]
    box: Box
    continues: int | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where each character of the text is printed: arrays as long as the text.

    ``page`` is 0 and ``box`` all zero for a character that is on no page (the line break between two blocks).
    ``line`` numbers the printed lines of the whole document, so that a span gives one box a line. ``confidence``, from
    0 to 1, is that of the recognised word that a character is of; not a number for what was not recognised.
    """

    page: npt.NDArray[np.int32]
    line: npt.NDArray[np.int32]
    box: npt.NDArray[np.float32]
    confidence: npt.NDArray[np.float32]


@dataclass(frozen=True)
class Document:
    """A file, read.

    Attributes:
        text: the whole text, NFC.
        pages: in order; empty for plain text files.
        blocks: paragraphs, headings, cells, footnotes and so on, in the order of the text.
        sections, footnotes, tables: spans of the text.
        places: where each character is printed; None for plain text files.
        raw: a plain text file as it stands; None for other files.
        offsets: ``offsets[i]`` is the index in ``raw`` of ``text[i]``; None for other files.
        warnings: sentences about what could not be read, or is to be checked.
    """

    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    tables: tuple[Table, ...] = ()
    places: Places | None = None
    raw: str | None = None
    offsets: npt.NDArray[np.int32] | None = None
    warnings: tuple[str, ...] = ()
    _starts: list[int] = field(init=False, repr=False, compare=False)
    _section_starts: list[int] = field(init=False, repr=False, compare=False)
    _sizes: list[tuple[float, float]] = field(init=False, repr=False, compare=False)
    _recognised: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Store what every look-up needs: where blocks and sections start, and the size of each page."""
        object.__setattr__(self, "_starts", [block.start for block in self.blocks])
        object.__setattr__(self, "_section_starts", [section.start for section in self.sections])
        object.__setattr__(self, "_sizes", [(round(page.width, 2), round(page.height, 2)) for page in self.pages])
        recognised = self.places is not None and not bool(np.isnan(self.places.confidence).all())
        object.__setattr__(self, "_recognised", recognised)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box for each printed line that ``text[start:end]`` touches, in the order of the text.

        A box that reaches over the edge of its page is cut there.
        """
        if self.places is None:
            return ()
        return tuple(self._on_page(box) for box in _line_boxes(self.places, start, end))

    def _on_page(self, box: Box) -> Box:
        if not 0 < box.page <= len(self._sizes):
            return box
        width, height = self._sizes[box.page - 1]
        if box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height:
            return box
        x0, x1 = (min(max(side, 0.0), width) for side in (box.x0, box.x1))
        y0, y1 = (min(max(side, 0.0), height) for side in (box.y0, box.y1))
        return Box(box.page, x0, y0, x1, y1)

    def confidence(self, start: int, end: int) -> float | None:
        """The lowest confidence (0 to 1) of the recognised words in ``text[start:end]``; None where none is."""
        if self.places is None or not self._recognised:
            return None
        values = self.places.confidence[start:end]
        values = values[~np.isnan(values)]
        return round(float(values.min()), 3) if len(values) else None

    def page_of(self, start: int) -> int | None:
        """The page that the character at ``start`` is printed on; None for a plain text file."""
        if self.places is None:
            return None
        pages = self.places.page
        # Between two blocks there is one character, and no more, that is on no page.
        for at in range(start, len(pages)):
            if pages[at] > 0:
                return int(pages[at])
        return None

    def printed(self, start: int, end: int) -> str:
        """The text as it stands in the source: for a plain text file, that very slice of the file."""
        if self.raw is None:
            return self.text[start:end]
        raw_start, raw_end = self.source_span(start, end)
        return self.raw[raw_start:raw_end]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets that are shown to users: into the file for plain text, into ``text`` for a PDF."""
        if self.offsets is None or end <= start:
            return start, end
        return int(self.offsets[start]), int(self.offsets[end - 1]) + 1

    def block_at(self, offset: int) -> Block | None:
        """The block that holds ``offset``, or None between two blocks."""
        index = bisect.bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.blocks[index].end:
            return None
        return self.blocks[index]

    def section_at(self, offset: int) -> int | None:
        """The index of the innermost section that holds ``offset``."""
        for index in range(bisect.bisect_right(self._section_starts, offset) - 1, -1, -1):
            if offset < self.sections[index].end:
                return index
        return None


def _line_boxes(places: Places, start: int, end: int) -> Iterator[Box]:
    line, page, box = places.line[start:end], places.page[start:end], places.box[start:end]
    # A blank that pdfium makes up has a page but no place on it.
    on_page = (page > 0) & ((box[:, 2] > box[:, 0]) | (box[:, 3] > box[:, 1]))
    if not on_page.all():
        line, page, box = line[on_page], page[on_page], box[on_page]
    if not len(line):
        return
    # Lines are numbered in the order of the text.
    line_starts = [0, *(np.flatnonzero(line[1:] != line[:-1]) + 1).tolist()]
    lower = np.minimum.reduceat(box, line_starts, axis=0).tolist()
    upper = np.maximum.reduceat(box, line_starts, axis=0).tolist()
    for first_char, (x0, y0, _, _), (_, _, x1, y1) in zip(line_starts, lower, upper, strict=True):
        yield Box(int(page[first_char]), round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))
