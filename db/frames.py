"""What to do with the pandas frames that parts of an archive give."""

from __future__ import annotations

from db.maintenance.stream_tables import TableRows
from db.series.compare import compare, wide
from db.sql.frames import rows

__all__ = ["TableRows", "compare", "rows", "wide"]
