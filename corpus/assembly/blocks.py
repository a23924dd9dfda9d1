"""Pieces of pages in reading order become the blocks, tables and footnotes of one text."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.assembly.reading_order import Piece
from corpus.assembly.text_builder import TextBuilder
from corpus.document import Block, Cell, Footnote, Table
from corpus.layout.footnotes import Note, own_mark
from corpus.layout.lines import Line
from corpus.layout.paragraphs import Margins, group_paragraphs
from corpus.tables.ruled_tables import FoundTable, first_row, goes_on, header_rows


def write_body(
    builder: TextBuilder, pieces: Sequence[Piece], cuts: Sequence[tuple[int, int, int]]
) -> tuple[Table, ...]:
    """The pieces of the body become blocks; its tables are given back."""
    tables: list[Table] = []
    last: FoundTable | None = None
    waiting: list[tuple[Line, Margins]] = []

    def flush() -> None:
        for group in group_paragraphs(waiting):
            builder.add("paragraph", group, cuts)
        waiting.clear()

    for piece in pieces:
        if piece.line is not None and piece.kind == "paragraph":
            waiting.append((piece.line, piece.margins))
            continue
        flush()
        if piece.line is not None:
            builder.add(piece.kind, [piece.line], cuts)
        elif piece.table is not None:
            before = len(tables) - 1 if last is not None and goes_on(last, piece.table) else None
            tables.append(_write_table(builder, piece.table, last if before is not None else None, before))
            last = piece.table
    flush()
    return tuple(tables)


def _write_table(builder: TextBuilder, table: FoundTable, before: FoundTable | None, continues: int | None) -> Table:
    title = _caption(builder) if before is None else None
    repeated = before is None or first_row(table) == first_row(before)
    headers = header_rows(table) if repeated else 0
    cells = []
    boxes = builder.as_shown(table.page, [table.box, *(cell.box for cell in table.cells)])
    for cell, box in zip(table.cells, boxes[1:], strict=True):
        block = builder.add("cell", cell.lines) if cell.lines else None
        start, end = (block.start, block.end) if block else (builder.length, builder.length)
        cells.append(Cell(cell.row, cell.column, start, end, cell.row < headers, box))
    return Table(title, table.page, table.n_rows, table.n_columns, tuple(cells), boxes[0], continues)


def _caption(builder: TextBuilder) -> str | None:
    """The paragraph right above a table, when it is short enough for a caption."""
    last = builder.blocks[-1] if builder.blocks else None
    if last is None or last.kind != "paragraph" or last.end - last.start > 200:
        return None
    return builder.text_of(last)


def write_notes(
    builder: TextBuilder, notes: Sequence[Note], cuts: Sequence[tuple[int, int, int, str]]
) -> tuple[Footnote, ...]:
    """The notes become blocks after the body, each tied to the place of its mark."""
    footnotes = []
    for note in notes:
        block: Block | None = builder.add("footnote", note.lines, [own] if (own := own_mark(note)) else [])
        if block is None:
            continue
        anchor = next(
            (
                builder.removed.get((page, start))
                for page, start, _, mark in cuts
                if page == note.page and mark == note.mark
            ),
            None,
        )
        footnotes.append(Footnote(note.mark or "", block.start, block.end, anchor))
    return tuple(footnotes)
