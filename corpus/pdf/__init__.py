"""Step 1: opens a PDF, checks and repairs its structure, reads its pages; ``convert`` runs all steps on it."""

__all__ = ["convert", "open"]
