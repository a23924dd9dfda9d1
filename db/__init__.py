"""db: records become rows, and rows answers across reports. The only package that contains SQL.

:func:`open_archive` opens a database file; :class:`Archive` leads to its parts: ``archive.series``, ``.citations``,
``.findings``, ``.review``, ``.search``, ``.reports``, ``.runs``, ``.ingest``, ``.maintenance``. Also public are
:mod:`db.types` (records, filters, codes), :mod:`db.errors`, :mod:`db.bundle`, :mod:`db.flat_rows`, :mod:`db.text`
(comparing text) and :mod:`db.frames` (pandas).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.bundle import Bundle, make_bundle
from db.errors import ArchiveError
from db.sql.clock import now

if TYPE_CHECKING:
    from db.archive import Archive, open_archive
    from db.schema.open import check_engine

__all__ = ["Archive", "ArchiveError", "Bundle", "check_engine", "make_bundle", "now", "open_archive"]


def __getattr__(name: str) -> Any:
    """Import SQLite's tools on first use: a process that only makes rows never needs them."""
    if name in ("Archive", "open_archive"):
        from db import archive

        return getattr(archive, name)
    if name == "check_engine":
        from db.schema import open as opening

        return opening.check_engine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
