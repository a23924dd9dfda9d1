"""corpus: a file becomes a :class:`Document`. Knows what the page says, and no meaning."""

from corpus.document import Block, Box, Cell, Document, Footnote, Page, Places, Section, Table

__all__ = ["Block", "Box", "Cell", "Document", "Footnote", "Page", "Places", "Section", "Table"]
