"""Transactions, clock, look-ups, folding, frames, units."""
