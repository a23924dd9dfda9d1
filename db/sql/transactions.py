"""Transactions, and what SQLite's errors mean for the owner of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from db.errors import ArchiveError, NotAnArchiveError


@dataclass(frozen=True, slots=True)
class Connection:
    """An open database and the path of its file: what every part of an archive works on."""

    database: Database
    path: Path

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn SQLite's errors into :class:`ArchiveError`, with what the owner of the file can do.

        Raises:
            ArchiveError: SQLite could not read or write the file.
        """
        try:
            yield
        except sqlite3.DatabaseError as error:
            if type(error) not in (sqlite3.DatabaseError, sqlite3.OperationalError):
                raise  # a row that breaks a rule: not the file's fault
            raise explain(error, self.path) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction: all that is written inside is stored together, or nothing of it.

        Raises:
            ArchiveError: SQLite could not write the file.
        """
        with self.explained(), transaction(self.database):
            yield


@contextmanager
def transaction(database: Database) -> Iterator[None]:
    """One IMMEDIATE transaction: the lock is taken at once, so that two loads queue up instead of failing midway."""
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # A full disk makes SQLite roll back by itself; what it said of that must not be lost behind another complaint.
        if database.conn.in_transaction:
            database.conn.execute("ROLLBACK")
        raise
    database.conn.execute("COMMIT")


def explain(error: sqlite3.DatabaseError, path: Path) -> ArchiveError:
    """What ``error`` means for the owner of the file at ``path``, and what to do."""
    words = str(error)
    if "full" in words:
        return ArchiveError(f"{path}: the disk is full. What was stored before is whole; make room and load again.")
    if "not a database" in words or "malformed" in words:
        return NotAnArchiveError(path, f"is not a sound SQLite database ({words})")
    if "locked" in words or "busy" in words:
        return ArchiveError(f"{path}: another program is writing to it. Wait until it has ended, and try again.")
    return ArchiveError(f"{path}: cannot be used as a database ({words}). See that its folder exists and is yours.")
