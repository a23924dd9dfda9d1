"""Observations and comparison."""

__all__ = ["compare", "places_today", "query"]
