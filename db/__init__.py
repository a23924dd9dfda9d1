"""db: records become rows, and rows answers across reports. The only room that knows SQL."""

from db.archive import Archive, open_archive
from db.bundle import Bundle, bundle
from db.errors import ArchiveError

__all__ = ["Archive", "ArchiveError", "Bundle", "bundle", "open_archive"]
