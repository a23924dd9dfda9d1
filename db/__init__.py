"""db: records become rows, and rows answers across reports. The only room that knows SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.bundle import Bundle, make_bundle
from db.errors import ArchiveError

if TYPE_CHECKING:
    from db.archive import Archive, open_archive

__all__ = ["Archive", "ArchiveError", "Bundle", "make_bundle", "open_archive"]


def __getattr__(name: str) -> Any:
    """Import SQLite's tools on first use: a process that only makes rows never needs them."""
    if name in ("Archive", "open_archive"):
        from db import archive

        return getattr(archive, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
