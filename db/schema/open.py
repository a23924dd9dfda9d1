"""Opens a database file for reading or writing, and says why where it cannot."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from db.errors import MissingArchiveError, NotAnArchiveError, OutdatedArchiveError
from db.schema.migrations import migrations, upgrade
from db.sql.transactions import explain, transaction

#: RETURNING came with 3.35 (2021).
MIN_SQLITE_VERSION = (3, 35)


@dataclass(frozen=True, slots=True)
class EngineCheck:
    """``lacks`` says what is missing: ``""`` nothing, ``"version"``, or ``"fts5"`` (the full-text search)."""

    version: str
    lacks: str


def check_engine() -> EngineCheck:
    """Look at the SQLite of this Python."""
    if sqlite3.sqlite_version_info < MIN_SQLITE_VERSION:
        return EngineCheck(sqlite3.sqlite_version, "version")
    try:
        with sqlite3.connect(":memory:") as database:
            database.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.OperationalError:
        return EngineCheck(sqlite3.sqlite_version, "fts5")
    return EngineCheck(sqlite3.sqlite_version, "")


#: Seconds that one load waits for another that writes into the same file.
_BUSY_TIMEOUT = 60.0
_MIGRATIONS_TABLE = "_sqlite_migrations"


def open_to_write(path: Path, renew: Callable[[Database, list[str]], None]) -> Database:
    """Open or create the database at ``path`` and bring its schema up to date.

    ``renew`` is called after an upgrade, in its transaction, with the names of the steps that were applied.

    Raises:
        NotAnArchiveError: the file is something else, and is left alone.
        ArchiveError: the file or its folder cannot be written.
    """
    try:
        database = Database(sqlite3.connect(path, timeout=_BUSY_TIMEOUT), execute_plugins=False)
        # A file without tables may be the one that another load is making at this moment: it is an archive to be.
        if database.table_names():
            _check_is_archive(database, path)
        _enable_wal(database)
        database.execute("PRAGMA foreign_keys = ON")
        # Rows go into many indexes, all over the file: with SQLite's own 2 MB most would be read again each time.
        # 64 MiB: with 256, storing 1,800 reports (a file of 193 MiB) took as long, and memory went on growing.
        database.execute("PRAGMA cache_size = -65536")
        # What was told to be stored is on the disk, whatever happens to the machine the moment after.
        database.execute("PRAGMA synchronous = FULL")
        if migrations.pending(database):
            with transaction(database):  # one of two loads makes the tables, and the other finds them made
                renew(database, upgrade(database))
    except sqlite3.DatabaseError as error:
        raise explain(error, path) from error
    return database


def _enable_wal(database: Database) -> None:
    """Switch to WAL. SQLite does not wait for the lock that this needs, so that two loads have to take turns here."""
    deadline = time.monotonic() + _BUSY_TIMEOUT
    while True:
        try:
            database.enable_wal()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def open_to_read(path: Path) -> Database:
    """Open the database at ``path`` read only.

    Raises:
        MissingArchiveError: there is none; it is not created.
        NotAnArchiveError, OutdatedArchiveError: it is something else, or of an earlier version.
    """
    if not path.is_file():
        raise MissingArchiveError(path)
    try:
        uri = f"file:{quote(str(path.absolute()))}?{_mode(path)}"
        connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_TIMEOUT)
        database = Database(connection, execute_plugins=False)
        database.execute("PRAGMA query_only = ON")
        _check_is_archive(database, path)
        if migrations.pending(database):
            raise OutdatedArchiveError(path)
    except sqlite3.DatabaseError as error:
        raise explain(error, path) from error
    return database


def _mode(path: Path) -> str:
    """How SQLite shall open a file that is only read."""
    if not os.access(path.absolute().parent, os.W_OK):
        # It cannot make its -shm file beside a WAL database there; nor does anyone else write, so it need not.
        return "mode=ro&immutable=1"
    # A connection that may write, and is told not to, tidies the -wal and -shm files away; a read-only one leaves them.
    return "mode=rw" if os.access(path, os.W_OK) else "mode=ro"


def _check_is_archive(database: Database, path: Path) -> None:
    names = set(database.table_names())
    if not names:
        raise NotAnArchiveError(path, "is a database without any table")
    if _MIGRATIONS_TABLE not in names or not migrations.applied(database):
        raise NotAnArchiveError(path, "is a database that baocao did not make")
