"""What stands on a page, in reading order: letterhead, running text, tables, recipients and signatures, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.assembly.normalise import ODD, clean
from corpus.document import BlockKind, Page
from corpus.layout.footnotes import Note
from corpus.layout.lines import Line, group_lines, make_line
from corpus.layout.paragraphs import Margins, page_margins
from corpus.layout.two_column_zones import find_close, find_letterhead
from corpus.page.characters import PageCharacters
from corpus.tables.ruled_tables import FoundTable


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that stands in the body at one place: a line of its own kind, a line of running text, a table."""

    kind: BlockKind
    line: Line | None
    margins: Margins
    table: FoundTable | None = None


def order_pieces(page: PageCharacters, body: Sequence[Line], tables: Sequence[FoundTable]) -> list[Piece]:
    """What stands on a page, in reading order."""
    margins = page_margins(body, page.width)
    runs = [run for line in body for run in line.runs]
    pieces: list[Piece] = []
    head = find_letterhead(page, runs)
    if head is not None:
        pieces += [Piece("paragraph", line, margins) for line in group_lines(head.before)]
        pieces += [Piece(kind, line, margins) for kind, line in head.lines]
        runs = list(head.after)
    close = find_close(runs, page.width)
    before = runs if close is None else close.before
    flowing = [Piece("paragraph", make_line(line.runs), margins) for line in group_lines(before)]
    tail: list[Piece] = []
    if close is not None:
        tail = [Piece(kind, line, margins) for kind, line in close.lines]
        tail += [Piece("paragraph", line, margins) for line in group_lines(close.after)]
    for table in sorted((t for t in tables if t.page == page.number), key=lambda t: t.box[1]):
        target = flowing if close is None or not tail or table.box[1] < _top(tail) else tail
        place = next((i for i, piece in enumerate(target) if piece.line and piece.line.y0 > table.box[1]), len(target))
        target.insert(place, Piece("cell", None, margins, table))
    return pieces + flowing + tail


def _top(pieces: Sequence[Piece]) -> float:
    return min(piece.line.y0 for piece in pieces if piece.line is not None)


def show_page(page: PageCharacters, pieces: Sequence[Piece], notes: Sequence[Note]) -> Page:
    """The page as it is shown and searched: its lines in reading order, footnotes last."""
    said: list[str] = []
    for piece in pieces:
        if piece.line is not None:
            said.append(piece.line.text)
        elif piece.table is not None:
            said += [line.text for cell in piece.table.cells for line in cell.lines]
    said += [line.text for note in notes for line in note.lines if line.page == page.number]
    text = "\n".join(clean(line)[0] if ODD.search(line) else line for line in said)
    width, height = (page.width, page.height) if page.turn is None else (page.turn.width, page.turn.height)
    return Page(page.number, width, height, text, page.source, page.decision)
