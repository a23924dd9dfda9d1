"""Columns, rows, records of annex tables."""
