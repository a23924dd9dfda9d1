"""Lines and tables in reading order become blocks of the text; footnotes follow, tied to their marks."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.assembly.reading_order import Piece
from corpus.assembly.text_builder import TextBuilder
from corpus.document import Block, Cell, Footnote, Table
from corpus.layout.footnotes import FootnoteMark, Note, own_mark
from corpus.layout.lines import Line
from corpus.layout.paragraphs import Margins, group_paragraphs
from corpus.tables.table_structure import RuledTable

#: A paragraph above a table that is longer than this is no caption.
MAX_CAPTION_CHARS = 200


def write_body(builder: TextBuilder, pieces: Sequence[Piece], marks: Sequence[FootnoteMark]) -> tuple[Table, ...]:
    """Add the body to ``builder``, block by block, without the footnote ``marks``. Returns its tables, in order."""
    cuts = [(mark.page, mark.start, mark.end) for mark in marks]
    tables: list[Table] = []
    pending: list[tuple[Line, Margins]] = []

    def flush() -> None:
        for group in group_paragraphs(pending):
            builder.add("paragraph", group, cuts)
        pending.clear()

    for piece in pieces:
        if piece.line is not None and piece.kind == "paragraph":
            pending.append((piece.line, piece.margins))
            continue
        flush()
        if piece.line is not None:
            builder.add(piece.kind, [piece.line], cuts)
        elif piece.table is not None:
            tables.append(_write_table(builder, piece.table))
    flush()
    return tuple(tables)


def _write_table(builder: TextBuilder, table: RuledTable) -> Table:
    title = _caption(builder) if table.continues is None else None
    cells = []
    boxes = builder.to_displayed(table.page, [table.box, *(cell.box for cell in table.cells)])
    for cell, box in zip(table.cells, boxes[1:], strict=True):
        block = builder.add("cell", cell.lines) if cell.lines else None
        start, end = (block.start, block.end) if block else (builder.length, builder.length)
        cells.append(Cell(cell.row, cell.column, start, end, cell.row < table.n_header_rows, box))
    return Table(title, table.page, table.n_rows, table.n_columns, tuple(cells), boxes[0], table.continues)


def _caption(builder: TextBuilder) -> str | None:
    """The paragraph right above a table, when it is short enough for a caption."""
    last = builder.blocks[-1] if builder.blocks else None
    if last is None or last.kind != "paragraph" or last.end - last.start > MAX_CAPTION_CHARS:
        return None
    return builder.text_of(last)


def write_notes(builder: TextBuilder, notes: Sequence[Note], marks: Sequence[FootnoteMark]) -> tuple[Footnote, ...]:
    """Add the notes to ``builder``, one block each. A note is anchored where its mark stood in the body."""
    footnotes = []
    for note in notes:
        block: Block | None = builder.add("footnote", note.lines, [own] if (own := own_mark(note)) else [])
        if block is None:
            continue
        anchors = (
            builder.removed.get((mark.page, mark.start))
            for mark in marks
            if mark.page == note.page and mark.mark == note.mark
        )
        footnotes.append(Footnote(note.mark or "", block.start, block.end, next(anchors, None)))
    return tuple(footnotes)
