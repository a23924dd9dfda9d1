"""Ruled tables."""
