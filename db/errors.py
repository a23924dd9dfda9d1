"""Errors of a database file and of questions to it: each message says what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.errors import BaocaoError


class ArchiveError(BaocaoError):
    """The database cannot be used; the message says why, which file, and what to do."""


class MissingArchiveError(ArchiveError):
    """There is no database at this path."""

    remedy = "Load reports into it first: baocao load FOLDER --db FILE."

    def __init__(self, path: object) -> None:
        """Name the ``path`` that was asked for."""
        super().__init__(
            f"{path}: there is no such database. Load reports into it first (baocao load FOLDER --db {path}), "
            "or name another file with --db."
        )


class NotAnArchiveError(ArchiveError):
    """The file is there, but baocao did not make it."""

    remedy = "Name another file with --db."

    def __init__(self, path: object, why: str) -> None:
        """Name the ``path`` and ``why`` it is refused."""
        super().__init__(f"{path}: {why}. It was left as it is; name another file with --db.")


class OutdatedArchiveError(ArchiveError):
    """The schema is older than this program."""

    remedy = "Run any load into it: that brings it up to date."

    def __init__(self, path: object) -> None:
        """Name the ``path``."""
        super().__init__(
            f"{path}: was made by an earlier version of baocao. Run any load into it to bring it up to date, "
            f"for instance: baocao load FOLDER --db {path}"
        )


class UnstorableError(ArchiveError):
    """A report that was read holds what no database takes; the other reports are none the worse."""

    remedy = "Report it as a fault of the program, with the file if it may be shown."

    def __init__(self, why: object) -> None:
        """``why`` is what SQLite said."""
        super().__init__(
            f"what was read of it cannot be stored ({why}). This is a fault of the program: please report it, with the "
            "file if it may be shown. The other files go on."
        )


class NothingMatchesError(ArchiveError):
    """A query names something that the database doesn't have; ``near`` are names that it has, and that are like it."""

    remedy = "Leave out a condition, or use one of the names that the message gives."

    def __init__(self, message: str, near: Sequence[str] = ()) -> None:
        """``message`` tells the names in ``near`` too."""
        super().__init__(message)
        self.near = tuple(near)
