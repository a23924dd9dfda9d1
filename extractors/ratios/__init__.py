"""Ratios of one noun, such as ``19/19 tiêu chí``, and whom each is said of."""

from extractors.ratios.finder import find_ratios

__all__ = ["find_ratios"]
