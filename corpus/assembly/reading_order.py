"""The reading order of a page: letterhead, running text, tables, recipients and signature, footnotes last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.assembly.normalise import NEEDS_CLEANING, clean
from corpus.document import BlockKind, Page
from corpus.layout.footnotes import Note
from corpus.layout.lines import Line
from corpus.layout.page_layout import PageLayout
from corpus.layout.paragraphs import Margins
from corpus.page.characters import PageCharacters
from corpus.tables.table_structure import RuledTable


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a page, or one table (then ``line`` is None and ``kind`` is ``cell``)."""

    kind: BlockKind
    line: Line | None
    margins: Margins
    table: RuledTable | None = None


def order_pieces(layout: PageLayout, tables: Sequence[RuledTable]) -> list[Piece]:
    """The lines of a page and its tables, of all ``tables``, in reading order: a table stands at its height."""
    head, flow, tail = (
        [Piece(kind, line, layout.margins) for kind, line in lines] for lines in (layout.head, layout.flow, layout.tail)
    )
    for table in tables:
        if table.page != layout.page:
            continue
        target = flow if not tail or table.box[1] < _top(tail) else tail
        below = (index for index, piece in enumerate(target) if piece.line and piece.line.y0 > table.box[1])
        target.insert(next(below, len(target)), Piece("cell", None, layout.margins, table))
    return head + flow + tail


def _top(pieces: Sequence[Piece]) -> float:
    return min(piece.line.y0 for piece in pieces if piece.line is not None)


def show_page(page: PageCharacters, pieces: Sequence[Piece], notes: Sequence[Note]) -> Page:
    """The page for the document: its size as displayed, its lines in reading order, footnotes last."""
    lines: list[str] = []
    for piece in pieces:
        if piece.line is not None:
            lines.append(piece.line.text)
        elif piece.table is not None:
            lines += [line.text for cell in piece.table.cells for line in cell.lines]
    lines += [line.text for note in notes for line in note.lines if line.page == page.number]
    text = "\n".join(clean(line)[0] if NEEDS_CLEANING.search(line) else line for line in lines)
    rotation = page.rotation
    width, height = (page.width, page.height) if rotation is None else (rotation.width, rotation.height)
    return Page(page.number, width, height, text, page.source, page.decision)
