"""Corrections and verdicts."""

__all__ = ["apply", "corrections", "editable_fields", "verdicts"]
