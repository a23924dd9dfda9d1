"""Which noun phrase each value measures, to its left, to its right, or inherited from the value before."""

from extractors.indicators.assign import assign_indicators

__all__ = ["assign_indicators"]
