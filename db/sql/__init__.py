"""Transactions, clock, look-ups, folding, frames, units."""

__all__ = ["basis", "clock", "folding", "frames", "lookup", "periods", "rows", "transactions", "units", "values"]
