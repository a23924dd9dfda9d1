"""Step 3: chooses the text of a page, converts legacy encodings to Unicode and restores lost letters."""

__all__ = ["choose"]
