"""Builds the one text from lines, and the page, printed line and box of each of its characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from corpus.assembly.normalise import NEEDS_CLEANING, clean, line_separator
from corpus.document import Block, BlockKind, Box, Places
from corpus.layout.lines import Line, Run, are_touching
from corpus.page.characters import PageCharacters

Cut = tuple[int, int]


class TextBuilder:
    """Collects blocks; :meth:`finish` gives the text, its blocks and its places."""

    def __init__(self, pages: Sequence[PageCharacters]) -> None:
        """``pages`` in order; lines name them by number, from 1."""
        self._pages = pages
        self._parts: list[str] = []
        self._boxes: list[npt.NDArray[np.float32]] = []
        #: Page and line of each part, and the confidence of its characters (None: not recognised).
        self._page: list[int] = []
        self._line: list[int] = []
        self._confidences: list[npt.NDArray[np.float32] | None] = []
        self._length = 0
        self._lines = 0
        self.blocks: list[Block] = []
        #: For each block, whether all of it is bold; None where that is not known.
        self.bold: list[bool | None] = []
        #: For each removed range of a page's characters, (page, start): the offset in the text where it was.
        self.removed: dict[tuple[int, int], int] = {}

    def add(self, kind: BlockKind, lines: Iterable[Line], cuts: Sequence[tuple[int, int, int]] = ()) -> Block | None:
        """One block out of printed lines; ``cuts`` (page, start, end) are left out. None when nothing is left."""
        lines = list(lines)
        pages = {line.page for line in lines}
        cut_ends = {(page, start): end for page, start, end in cuts if page in pages}
        if self.blocks:
            self._append("\n", 0, 0, np.zeros((1, 4), np.float32), None)
        start, last_written = self._length, ""
        for line in lines:
            self._lines += 1
            previous: Run | None = None
            has_space = False
            for run in line.runs:
                is_first = previous is None
                has_space = has_space or (previous is not None and not are_touching(previous, run))
                previous = run
                text, box, confidence = self._run(run.start, run.end, run.page, cut_ends)
                if not text:
                    self._note_cuts(run.start, run.end, run.page, cut_ends)
                    continue
                separator = line_separator(last_written, text) if is_first else " " if has_space else ""
                has_space = False
                if separator and last_written:
                    self._append(separator, self._page[-1], self._line[-1], self._edge(), None)
                self._note_cuts(run.start, run.end, run.page, cut_ends)
                self._append(text, run.page, self._lines, box, confidence)
                last_written = text
        if self._length == start:
            if self.blocks:
                self._drop_last()
            return None
        block = Block(kind, start, self._length)
        self.blocks.append(block)
        ends = [end for line in lines for end in line.bold]
        self.bold.append(None if None in ends else all(ends))
        return block

    def _run(
        self, start: int, end: int, number: int, cut_ends: dict[tuple[int, int], int]
    ) -> tuple[str, npt.NDArray[np.float32], npt.NDArray[np.float32] | None]:
        page = self._pages[number - 1]
        confidence = None if page.confidence is None else page.confidence[start:end]
        text, box = page.text[start:end], page.box[start:end]
        indices: list[int] | None = None
        cuts = [
            (first - start, last - start)
            for (cut_page, first), last in cut_ends.items()
            if cut_page == number and start <= first < end
        ]
        if cuts:
            indices = [i for i in range(end - start) if not any(a <= i < b for a, b in cuts)]
            text = "".join(text[i] for i in indices)
        if NEEDS_CLEANING.search(text):
            text, origin = clean(text)
            indices = origin if indices is None else [indices[i] for i in origin]
        if indices is not None:
            box, confidence = box[indices], None if confidence is None else confidence[indices]
        return text, page.to_displayed(_fill_empty_boxes(box)), confidence

    def _note_cuts(self, start: int, end: int, number: int, cut_ends: dict[tuple[int, int], int]) -> None:
        shift = 0
        for (page, first), last in sorted(cut_ends.items()):
            if page == number and start <= first < end:
                self.removed[page, first] = self._length + max(0, first - start - shift)
                shift += last - first

    def _append(
        self, text: str, page: int, line: int, box: npt.NDArray[np.float32], confidence: npt.NDArray[np.float32] | None
    ) -> None:
        self._parts.append(text)
        self._boxes.append(box)
        self._page.append(page)
        self._line.append(line)
        self._confidences.append(confidence)
        self._length += len(text)

    def _drop_last(self) -> None:
        self._length -= len(self._parts.pop())
        self._boxes.pop(), self._page.pop(), self._line.pop(), self._confidences.pop()

    def _edge(self) -> npt.NDArray[np.float32]:
        """The right edge of the last character: the box of a blank that is not printed."""
        edge = self._boxes[-1][-1:].copy()
        edge[:, 0] = edge[:, 2]
        return edge

    def to_displayed(self, number: int, boxes: Sequence[tuple[float, float, float, float]]) -> list[Box]:
        """``boxes`` on the upright page ``number``, converted to the page as displayed."""
        shown = self._pages[number - 1].to_displayed(np.asarray(boxes, np.float32).reshape(-1, 4))
        return [Box(number, *map(float, box)) for box in shown]

    @property
    def length(self) -> int:
        """The number of characters so far."""
        return self._length

    def text_of(self, block: Block) -> str:
        """The text of a block; quick for one that was added last."""
        parts, length = [], self._length
        for part in reversed(self._parts):
            length -= len(part)
            parts.append(part)
            if length <= block.start:
                break
        joined = "".join(reversed(parts))
        return joined[block.start - length : block.end - length]

    def finish(self) -> tuple[str, Places]:
        """The text and the place of each of its characters."""
        if not self._parts:
            empty = np.zeros(0, np.int32)
            return "", Places(empty, empty, np.zeros((0, 4), np.float32), np.zeros(0, np.float32))
        lengths = [len(part) for part in self._parts]
        page, line = (np.repeat(np.asarray(values, np.int32), lengths) for values in (self._page, self._line))
        confidence = np.full(self._length, np.nan, np.float32)
        start = 0
        for part, length in zip(self._confidences, lengths, strict=True):
            if part is not None:
                confidence[start : start + length] = part
            start += length
        return "".join(self._parts), Places(page, line, np.concatenate(self._boxes).astype(np.float32), confidence)


def _fill_empty_boxes(box: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """``box`` with a box for each blank that pdfium makes up: the right edge of the character before it."""
    is_empty = (box[:, 2] <= box[:, 0]) & (box[:, 3] <= box[:, 1])
    if not is_empty.any():
        return box
    last_placed = np.maximum.accumulate(np.where(is_empty, 0, np.arange(len(box))))
    filled = box.copy()
    filled[is_empty] = box[last_placed[is_empty]]
    filled[is_empty, 0] = filled[is_empty, 2]
    return filled
