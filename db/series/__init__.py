"""Observations and comparison."""
