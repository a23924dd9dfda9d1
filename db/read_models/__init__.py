"""Queries of the reading room, one module for each page."""

__all__ = [
    "archive_overview",
    "document",
    "findings",
    "page_rows",
    "reports",
    "runs",
    "search",
    "series",
    "series_scope",
]
