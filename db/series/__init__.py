"""Data points (observations) as series: queries, and the comparison across periods and districts."""

__all__ = ["compare", "places_today", "query"]
