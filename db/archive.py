"""A database file. :class:`Archive` opens and closes it, holds a transaction, and leads to the parts that answer."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlite_utils import Database

from db.maintenance.derived import renew_derived
from db.parts.ingest import Ingest
from db.parts.old_names import OldNames
from db.parts.reports import ReportRepository
from db.parts.runs import RunRepository
from db.schema.open import open_to_read, open_to_write
from db.sql.transactions import Connection

if TYPE_CHECKING:
    from db.parts.citations import CitationRepository
    from db.parts.findings import FindingRepository
    from db.parts.maintenance import Maintenance
    from db.parts.review import ReviewRepository
    from db.parts.search import SearchRepository
    from db.parts.series import SeriesRepository

__all__ = ["Archive", "open_archive"]


def open_archive(path: Path | str, *, write: bool = False) -> Archive:
    """Open the database at ``path``, read only unless ``write``, which also creates it where there is none.

    Raises:
        ArchiveError: there is no such database, or it is not one of baocao's, or it cannot be written.
    """
    path = Path(path)
    return Archive(open_to_write(path, renew_derived) if write else open_to_read(path), path)


class Archive(OldNames):
    """An open database, and its parts by subject. Usable as a context manager, which closes it.

    Parts that answer with pandas frames are imported on first use: pandas takes 0.4 s, and a load needs none of it.
    """

    def __init__(self, database: Database, path: Path) -> None:
        """Take over an open ``database``; see :func:`open_archive`."""
        self.database = database
        self.path = path
        self._connection = Connection(database, path)

    def __enter__(self) -> Self:
        """Use as a context manager, which closes."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; SQLite then folds its -wal file into it."""
        self.database.close()

    def transaction(self) -> AbstractContextManager[None]:
        """One transaction around several writes to :attr:`database`: all are stored, or none.

        Raises:
            ArchiveError: SQLite could not write the file.
        """
        return self._connection.transaction()

    @cached_property
    def ingest(self) -> Ingest:
        """What a load writes."""
        return Ingest(self._connection)

    @cached_property
    def reports(self) -> ReportRepository:
        """The loaded reports and their files."""
        return ReportRepository(self._connection)

    @cached_property
    def runs(self) -> RunRepository:
        """The loads."""
        return RunRepository(self._connection)

    @cached_property
    def series(self) -> SeriesRepository:
        """Data points and series."""
        from db.parts.series import SeriesRepository  # pandas

        return SeriesRepository(self._connection)

    @cached_property
    def citations(self) -> CitationRepository:
        """Mentions and cited documents."""
        from db.parts.citations import CitationRepository  # pandas

        return CitationRepository(self._connection)

    @cached_property
    def findings(self) -> FindingRepository:
        """The audit and its findings."""
        from db.parts.findings import FindingRepository  # pandas

        return FindingRepository(self._connection)

    @cached_property
    def review(self) -> ReviewRepository:
        """Corrections, verdicts, assignments."""
        from db.parts.review import ReviewRepository  # pandas

        return ReviewRepository(self._connection)

    @cached_property
    def search(self) -> SearchRepository:
        """Full text."""
        from db.parts.search import SearchRepository  # pandas

        return SearchRepository(self._connection)

    @cached_property
    def maintenance(self) -> Maintenance:
        """Verification, copies, whole tables."""
        from db.parts.maintenance import Maintenance  # opens slowly, and is seldom wanted

        return Maintenance(self._connection)
