"""``baocao inspect``: rows that describe each page, and pictures with boxes around what was extracted."""

__all__ = ["describe", "draw"]
