"""One text out of many pieces, each character keeping its page, its printed line and its box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from corpus.assembly.normalise import ODD, clean, glue
from corpus.document import Block, BlockKind, Box, Places
from corpus.layout.lines import Line, Run, touching
from corpus.page.characters import PageCharacters

Cut = tuple[int, int]


class TextBuilder:
    """Collects blocks; :meth:`finish` gives the text, its blocks and its places."""

    def __init__(self, pages: Sequence[PageCharacters]) -> None:
        """``pages`` in order; lines name them by number, from 1."""
        self._pages = pages
        self._parts: list[str] = []
        self._boxes: list[npt.NDArray[np.float32]] = []
        #: Page and line of each part, and how sure its characters are (None: not recognised).
        self._page: list[int] = []
        self._line: list[int] = []
        self._sure: list[npt.NDArray[np.float32] | None] = []
        self._length = 0
        self._lines = 0
        self.blocks: list[Block] = []
        #: For each block, whether it is set in bold from its first character to its last; None where not known.
        self.bold: list[bool | None] = []
        #: For each removed range of a page's characters, (page, start): the offset in the text where it was.
        self.removed: dict[tuple[int, int], int] = {}

    def add(self, kind: BlockKind, lines: Iterable[Line], cuts: Sequence[tuple[int, int, int]] = ()) -> Block | None:
        """One block out of printed lines; ``cuts`` (page, start, end) are left out. None when nothing is left."""
        lines = list(lines)
        pages = {line.page for line in lines}
        gone = {(page, start): end for page, start, end in cuts if page in pages}
        if self.blocks:
            self._put("\n", 0, 0, np.zeros((1, 4), np.float32), None)
        start, written = self._length, ""
        for line in lines:
            self._lines += 1
            before: Run | None = None
            spaced = False
            for run in line.runs:
                first = before is None
                spaced = spaced or (before is not None and not touching(before, run))
                before = run
                text, box, sure = self._run(run.start, run.end, run.page, gone)
                if not text:
                    self._note_cuts(run.start, run.end, run.page, gone)
                    continue
                joint = glue(written, text) if first else " " if spaced else ""
                spaced = False
                if joint and written:
                    self._put(joint, self._page[-1], self._line[-1], self._edge(), None)
                self._note_cuts(run.start, run.end, run.page, gone)
                self._put(text, run.page, self._lines, box, sure)
                written = text
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
        self, start: int, end: int, number: int, gone: dict[tuple[int, int], int]
    ) -> tuple[str, npt.NDArray[np.float32], npt.NDArray[np.float32] | None]:
        page = self._pages[number - 1]
        sure = None if page.confidence is None else page.confidence[start:end]
        text, box = page.text[start:end], page.box[start:end]
        keep: list[int] | None = None
        cut = [
            (first - start, last - start)
            for (where, first), last in gone.items()
            if where == number and start <= first < end
        ]
        if cut:
            keep = [i for i in range(end - start) if not any(a <= i < b for a, b in cut)]
            text = "".join(text[i] for i in keep)
        if ODD.search(text):
            text, origin = clean(text)
            keep = origin if keep is None else [keep[i] for i in origin]
        if keep is not None:
            box, sure = box[keep], None if sure is None else sure[keep]
        return text, page.as_shown(_placed(box)), sure

    def _note_cuts(self, start: int, end: int, number: int, gone: dict[tuple[int, int], int]) -> None:
        shift = 0
        for (page, first), last in sorted(gone.items()):
            if page == number and start <= first < end:
                self.removed[page, first] = self._length + max(0, first - start - shift)
                shift += last - first

    def _put(
        self, text: str, page: int, line: int, box: npt.NDArray[np.float32], sure: npt.NDArray[np.float32] | None
    ) -> None:
        self._parts.append(text)
        self._boxes.append(box)
        self._page.append(page)
        self._line.append(line)
        self._sure.append(sure)
        self._length += len(text)

    def _drop_last(self) -> None:
        self._length -= len(self._parts.pop())
        self._boxes.pop(), self._page.pop(), self._line.pop(), self._sure.pop()

    def _edge(self) -> npt.NDArray[np.float32]:
        """The right edge of the last character: the box of a space that is not printed."""
        edge = self._boxes[-1][-1:].copy()
        edge[:, 0] = edge[:, 2]
        return edge

    def as_shown(self, number: int, boxes: Sequence[tuple[float, float, float, float]]) -> list[Box]:
        """Boxes on a page turned straight, as they lie on page ``number`` as it is shown."""
        shown = self._pages[number - 1].as_shown(np.asarray(boxes, np.float32).reshape(-1, 4))
        return [Box(number, *map(float, box)) for box in shown]

    @property
    def length(self) -> int:
        """How many characters there are so far."""
        return self._length

    def text_of(self, block: Block) -> str:
        """The text of a block that was added lately."""
        held, length = [], self._length
        for part in reversed(self._parts):
            length -= len(part)
            held.append(part)
            if length <= block.start:
                break
        said = "".join(reversed(held))
        return said[block.start - length : block.end - length]

    def finish(self) -> tuple[str, Places]:
        """The text and the place of each of its characters."""
        if not self._parts:
            none = np.zeros(0, np.int32)
            return "", Places(none, none, np.zeros((0, 4), np.float32), np.zeros(0, np.float32))
        lengths = [len(part) for part in self._parts]
        page, line = (np.repeat(np.asarray(held, np.int32), lengths) for held in (self._page, self._line))
        sure = np.full(self._length, np.nan, np.float32)
        at = 0
        for part, length in zip(self._sure, lengths, strict=True):
            if part is not None:
                sure[at : at + length] = part
            at += length
        return "".join(self._parts), Places(page, line, np.concatenate(self._boxes).astype(np.float32), sure)


def _placed(box: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """``box`` with a place for the blanks that pdfium makes up: the right edge of the character before."""
    nowhere = (box[:, 2] <= box[:, 0]) & (box[:, 3] <= box[:, 1])
    if not nowhere.any():
        return box
    before = np.maximum.accumulate(np.where(nowhere, 0, np.arange(len(box))))
    placed = box.copy()
    placed[nowhere] = box[before[nowhere]]
    placed[nowhere, 0] = placed[nowhere, 2]
    return placed
