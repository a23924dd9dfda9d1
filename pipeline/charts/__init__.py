"""Charts of series as SVG, for the reading room and for ``baocao compare --chart``; PNG from the same SVG."""

__all__ = [
    "figure",
    "labels",
    "layout",
    "palette",
    "panels",
    "picture",
    "png",
    "scale",
    "selection",
    "series_chart",
    "style",
    "svg",
    "timeline",
]
