"""Step 7: puts lines and tables in reading order, and writes the one text with the place of each character."""

__all__ = ["assemble"]
