"""The parts of an archive, one class for each subject: ``archive.series``, ``archive.citations`` and so on.

A part holds no state but its connection. Its methods are all that other packages may ask of a database.
"""

from __future__ import annotations

__all__ = [
    "citations",
    "findings",
    "ingest",
    "maintenance",
    "old_names",
    "reports",
    "review",
    "runs",
    "search",
    "series",
]
