"""Processes, limits, recovery."""
