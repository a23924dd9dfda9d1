"""The page of series: the state of its query, its table and chart, and its downloads."""

__all__ = ["downloads", "drawing", "query", "routes", "table"]
