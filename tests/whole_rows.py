"""Every row of a database, ids and all: what must be equal however a load went."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

#: When something was done differs from load to load; so do the loads themselves, and how often work was begun.
MOMENTS = {"loaded_at", "started_at", "finished_at", "updated_at", "attempts", "run_id"}
LOADS = {"runs", "run_failures"}


def whole_rows(db: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table, in order, without moments."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with contextlib.closing(sqlite3.connect(db, timeout=60)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").fetchall()
        for (name,) in names:
            if name.startswith(("_", "sqlite_")) or "_fts" in name or name in LOADS:
                continue
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            kept = ", ".join(f'"{column}"' for column in columns if column not in MOMENTS)
            found[name] = connection.execute(f'SELECT {kept} FROM "{name}" ORDER BY {kept}').fetchall()
    return found
