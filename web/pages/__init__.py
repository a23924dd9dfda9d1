"""The pages of the reading room: one module each, with its ``ROUTES``; :mod:`web.pages.registry` lists them."""

__all__ = [
    "document",
    "documents",
    "finding",
    "findings",
    "home",
    "load",
    "registry",
    "report",
    "reports",
    "review",
    "review_form",
    "search",
    "series",
]
