"""Whether the SQLite that Python brought along is one that an archive can live in."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

#: RETURNING came with 3.35 (2021).
LEAST = (3, 35)


@dataclass(frozen=True, slots=True)
class EngineCheck:
    """``lacks`` says what is missing: ``""`` nothing, ``"version"``, or ``"fts5"`` (the full-text search)."""

    version: str
    lacks: str


def check_engine() -> EngineCheck:
    """Look at the SQLite of this Python."""
    if sqlite3.sqlite_version_info < LEAST:
        return EngineCheck(sqlite3.sqlite_version, "version")
    try:
        with sqlite3.connect(":memory:") as database:
            database.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.OperationalError:
        return EngineCheck(sqlite3.sqlite_version, "fts5")
    return EngineCheck(sqlite3.sqlite_version, "")
