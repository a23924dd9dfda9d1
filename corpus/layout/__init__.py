"""Lines, paragraphs, footnotes, zones, sections."""
