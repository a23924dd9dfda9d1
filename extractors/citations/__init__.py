"""Citations of documents: numbers and names are found, read as candidates, and resolved with their neighbours."""

from extractors.citations.finder import find_citations

__all__ = ["find_citations"]
