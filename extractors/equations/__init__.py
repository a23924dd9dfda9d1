"""Printed arithmetic: totals with their parts, shares of a whole, and percentages with their two numbers."""

from extractors.equations.finder import equations_of

__all__ = ["equations_of"]
