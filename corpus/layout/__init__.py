"""Step 6: groups characters into lines, and finds running headers, footnotes, zones, paragraphs and sections."""

__all__ = ["page_layout", "sections"]
