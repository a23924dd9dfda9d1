"""Numerals, quantities, figures."""
