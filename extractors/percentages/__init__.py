"""Percentages: the value, the relation that its verb gives, and the basis that it is compared with."""

from extractors.percentages.finder import find_percentages

__all__ = ["find_percentages"]
