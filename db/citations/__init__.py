"""Identity and register of cited documents."""

__all__ = ["conflicts", "counts", "filters", "identity", "known_documents", "query", "register", "scope"]
