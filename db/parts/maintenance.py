"""``archive.maintenance``: verification, copies, and tables as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.maintenance.backup import ArchiveContents, copy_archive
from db.maintenance.verify import Problem, sources, verify_rows
from db.schema.tables import own_tables
from db.sql.transactions import Connection

if TYPE_CHECKING:
    import pandas as pd

    from db.maintenance.stream_tables import TableRows


@dataclass(frozen=True, slots=True)
class Maintenance:
    """The database as a file and as tables."""

    connection: Connection

    def verify_rows(self) -> list[Problem]:
        """What is inconsistent in the rows: see :mod:`db.maintenance.verify`. Nothing is written."""
        return list(verify_rows(self.connection.database))

    def sources(self) -> list[tuple[str, str, int]]:
        """Each file whose content was loaded: its path as stored, its SHA-256, and its report's id."""
        return sources(self.connection.database)

    def copy_to(self, target: Path) -> ArchiveContents:
        """Copy the database to ``target`` as it is at one moment, also while a load writes.

        Raises:
            ArchiveError: the archive is damaged, or the copy cannot be written.
        """
        return copy_archive(self.connection, target)

    def table_names(self) -> list[str]:
        """The tables and views that :meth:`table` knows."""
        database = self.connection.database
        return own_tables([*database.table_names(), *database.view_names()])

    def table(self, name: str) -> pd.DataFrame:
        """A whole table or view of the contract, as it stands.

        Raises:
            NothingMatchesError: there is no table or view of that name.
        """
        from db.read_models.reports import table  # pandas takes 0.4 s to import: a load needs no frame

        return table(self.connection.database, name)

    def streamed(self, names: Sequence[str] = ()) -> AbstractContextManager[list[TableRows]]:
        """The tables and views called ``names``, or all, as they are at one moment, some thousand rows at a time.

        Raises:
            NothingMatchesError: there is no table or view of that name.
        """
        from db.maintenance.stream_tables import streamed  # pandas: see above

        return streamed(self.connection, names)
