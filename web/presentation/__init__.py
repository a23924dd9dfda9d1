"""Rows, findings and runs in words, for any page."""

__all__ = ["findings", "rows", "runs"]
