"""Step 4: recognises (OCR) a page without a usable text layer, its ruled tables cell by cell."""

__all__ = ["recognise", "tesseract"]
