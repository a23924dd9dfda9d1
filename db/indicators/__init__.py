"""Rows and wordings of indicators, assignments."""

__all__ = ["assignments", "rows"]
