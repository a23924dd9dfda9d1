"""Indicators as rows: the wordings they are found under, and phrases that people assigned to them."""

__all__ = ["assignments", "rows"]
