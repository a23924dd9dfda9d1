"""Step 2: the characters of one page with their boxes, and how the page is rotated."""

__all__ = ["characters", "rotation"]
