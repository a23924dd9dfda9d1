"""Numerals, the quantities that they make with a unit or a counted noun, and the figures among those."""

from extractors.numbers.figures import find_figures
from extractors.numbers.numerals import parse_number
from extractors.numbers.quantities import find_quantities

__all__ = ["find_figures", "find_quantities", "parse_number"]
