"""Full-text search: its index, queries and the snippets of hits."""

__all__ = ["index", "query", "snippets", "words"]
