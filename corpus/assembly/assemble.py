"""The last stage: pages, their layout and their tables become one :class:`Document`."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.assembly.blocks import write_body, write_notes
from corpus.assembly.reading_order import order_pieces, show_page
from corpus.assembly.text_builder import TextBuilder
from corpus.document import Document
from corpus.layout.page_layout import DocumentLayout
from corpus.layout.sections import find_sections
from corpus.page.characters import PageCharacters
from corpus.tables.table_structure import RuledTable


def assemble(
    pages: Sequence[PageCharacters],
    layout: DocumentLayout,
    tables: Sequence[RuledTable],
    warnings: Sequence[str],
) -> Document:
    """The document: body blocks in reading order, then the footnotes, each character with its page, line and box.

    Args:
        pages: the characters of each page, from page 1.
        layout: the layout of the same pages.
        tables: all ruled tables, in the order of :func:`corpus.tables.table_structure.link_tables`.
        warnings: what to report of the file, copied into the document.
    """
    ordered = [order_pieces(page_layout, tables) for page_layout in layout.pages]
    builder = TextBuilder(pages)
    body = [piece for pieces in ordered for piece in pieces]
    written_tables = write_body(builder, body, layout.marks)
    footnotes = write_notes(builder, layout.notes, layout.marks)
    text, places = builder.finish()
    sections, blocks = find_sections(text, builder.blocks, builder.bold)
    shown = tuple(show_page(page, pieces, layout.notes) for page, pieces in zip(pages, ordered, strict=True))
    return Document(text, shown, blocks, sections, footnotes, written_tables, places, warnings=tuple(warnings))
