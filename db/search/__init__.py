"""Full text."""

__all__ = ["index", "query", "snippets", "words"]
