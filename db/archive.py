"""A database file and all that can be asked of it, or put into it. The one class that other rooms hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlite_utils import Database

from db.bundle import Bundle
from db.errors import UnstorableError
from db.ingest.files import FileOutcome, Reprocess, Status, paths_to_reprocess, record_file, record_known
from db.ingest.write_report import now, store
from db.loads.jobs import JobFailure, begin_job, end_job, is_begun, settled_failure
from db.loads.repository import ArchiveRuns
from db.schema.open import explain, open_to_read, open_to_write, transaction
from db.schema.tables import own_tables

if TYPE_CHECKING:
    import pandas as pd

    from db.citations.query import Asked
    from db.review.repository import Review


def open_archive(path: Path | str, *, write: bool = False) -> Archive:
    """Open the database at ``path``, read only unless ``write``, which also creates it where there is none.

    Raises:
        ArchiveError: there is no such database, or it is not one of baocao's, or it cannot be written.
    """
    path = Path(path)
    return Archive(open_to_write(path) if write else open_to_read(path), path)


class Archive(ArchiveRuns):
    """An open database. The questions return pandas frames with typed columns, empty when nothing matches."""

    def __init__(self, database: Database, path: Path) -> None:
        """Take over an open ``database``; see :func:`open_archive`."""
        self.database = database
        self.path = path

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

    def loaded_version(self, sha256: str) -> tuple[int, str] | None:
        """The id and the extractor version of the report with this content; None when it is not loaded."""
        row = self.database.conn.execute(
            "SELECT id, extractor_version FROM reports WHERE sha256 = ?", [sha256]
        ).fetchone()
        return (int(row[0]), str(row[1])) if row else None

    def store_report(self, bundle: Bundle, source_path: str, started_at: str, *, again: bool = False) -> int:
        """Store a report and the row of its file in one transaction; returns the report's id.

        A report of the same content and extractor version is left as it is, unless ``again``.

        Raises:
            UnstorableError: the report holds what no database takes; nothing of it is stored.
        """
        try:
            with self._transaction():
                report_id, _ = store(self.database, bundle, source_path, again=again)
                record_known(self.database, source_path, bundle.sha256, report_id, started_at)
                end_job(self.database, bundle.sha256, bundle.extractor_version, "done")
        except (OverflowError, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError) as error:
            raise UnstorableError(error) from error
        return report_id

    def begin_job(self, sha256: str, version: str, source_path: str, run_id: int | None = None) -> None:
        """Note that a worker is given this content."""
        with self._transaction():
            begin_job(self.database, sha256, version, source_path, run_id)

    def is_begun(self, sha256: str, version: str) -> bool:
        """Whether a worker was ever given this content, in this version."""
        return is_begun(self.database, sha256, version)

    def settled_failure(self, sha256: str, version: str) -> JobFailure | None:
        """How this content failed in this version, where it would fail again."""
        return settled_failure(self.database, sha256, version)

    def paths_to_reprocess(self, which: Reprocess, version: str) -> list[str]:
        """The files that ``load --reprocess`` means: see :func:`db.ingest.files.paths_to_reprocess`."""
        return paths_to_reprocess(self.database, which, version)

    def store_failure(
        self, source_path: str, sha256: str | None, kind: str, error: str, started_at: str, version: str | None = None
    ) -> None:
        """Record a file that could not be read, by this ``version`` of the extractors."""
        with self._transaction():
            if sha256 is not None and version is not None:
                end_job(self.database, sha256, version, "failed", kind, error)
            record_file(self.database, FileOutcome(source_path, sha256, "failed", started_at, None, kind, error))

    def store_known(self, source_path: str, sha256: str, report_id: int) -> Status:
        """Record a file whose content is loaded already; says whether as its report's own file or a duplicate."""
        with self._transaction():
            return record_known(self.database, source_path, sha256, report_id, now())

    @contextmanager
    def explained(self) -> Iterator[None]:
        """What SQLite refuses inside is told so that the owner of the file knows what to do."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if type(error) not in (sqlite3.DatabaseError, sqlite3.OperationalError):
                raise  # a row that breaks a rule: not the file's fault
            raise explain(error, self.path) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self.explained(), transaction(self.database):
            yield

    def review(self) -> Review:
        """The archivist's side: audits, corrections, assignments, the register."""
        from db.review.repository import Review

        return Review(self)

    def reports(self) -> pd.DataFrame:
        """One row a report: its header, and how many pages, citations, figures, percentages, observations it gave."""
        from db.read_models.reports import reports

        return reports(self.database)

    def report_ids(self, asked: str) -> list[int]:
        """The reports with this number (``164/BC-UBND``, or 164), file name or id (``#7``).

        Raises:
            NothingMatchesError: there is none.
        """
        from db.read_models.reports import report_ids

        return report_ids(self.database, asked)

    def indicators(self, which: str = "listed", limit: int | None = None) -> pd.DataFrame:
        """What is measured: ``listed`` (all, known ones first), ``unmatched`` phrases, or ``assigned`` ones."""
        from db.read_models.reports import indicators

        return indicators(self.database, which, limit)

    def files(self, status: str | None = None) -> pd.DataFrame:
        """One row a file once met, with the reason where it failed; ``status`` narrows to one."""
        from db.read_models.reports import files

        return files(self.database, status)

    def table(self, name: str) -> pd.DataFrame:
        """A whole table or view of the contract, as it stands.

        Raises:
            NothingMatchesError: there is no table or view of that name.
        """
        from db.read_models.reports import table

        return table(self.database, name)

    def table_names(self) -> list[str]:
        """The tables and views that :meth:`table` knows."""
        return own_tables([*self.database.table_names(), *self.database.view_names()])

    def search(
        self,
        asked: str,
        districts: Sequence[str] = (),
        period_from: str | None = None,
        period_to: str | None = None,
        limit: int | None = None,
        kinds: Sequence[str] = ("page",),
    ) -> pd.DataFrame:
        """Pages (citations, indicators) with every word of ``asked``: see :func:`db.search.query.search`."""
        from db.search.query import search

        return search(self.database, asked, districts, period_from, period_to, limit, kinds)

    def observations(
        self,
        indicators: Sequence[str] = (),
        districts: Sequence[str] = (),
        period_from: str | None = None,
        period_to: str | None = None,
        measure: str | None = None,
        roles: Sequence[str] = (),
    ) -> pd.DataFrame:
        """Data points with their evidence (page, boxes, printed text, file), narrowed by what is given."""
        from db.series.query import COLUMNS, observations
        from db.sql.frames import frame_of_dicts

        found = observations(self.database, indicators, districts, period_from, period_to, measure, roles)
        return frame_of_dicts(found, COLUMNS)

    def compare(
        self,
        indicators: Sequence[str] = (),
        districts: Sequence[str] = (),
        period_from: str | None = None,
        period_to: str | None = None,
        measure: str | None = None,
        roles: Sequence[str] = ("actual", "estimate"),
        today: bool = False,
    ) -> pd.DataFrame:
        """Series, one row a value: see :func:`db.series.compare.compare`, and :func:`db.series.compare.wide` for the
        table of it.

        ``today`` adds the province and the communes that hold each place since 1 July 2025.
        """
        from db.series.compare import compare
        from db.series.places_today import add_today
        from db.series.query import observations

        points = observations(self.database, indicators, districts, period_from, period_to, measure, roles)
        series = compare(points, period_from, period_to)
        return add_today(series) if today else series

    def citations(self, asked: Asked | None = None, limit: int | None = None, **narrowed: Any) -> pd.DataFrame:
        """One row a mention, with the document that it means and its place in the report.

        ``narrowed`` are the fields of :class:`db.citations.query.Asked`: ``archive.citations(number="19", year=2023)``.
        """
        from db.citations.query import Asked, citations

        return citations(self.database, asked or Asked(**narrowed), limit)

    def cited_documents(
        self,
        asked: Asked | None = None,
        limit: int | None = None,
        offset: int = 0,
        places: int | None = None,
        **narrowed: Any,
    ) -> pd.DataFrame:
        """One row a cited document: how often, by which reports (number and page), when first and last.

        ``narrowed`` are the fields of :class:`db.citations.query.Asked`; see
        :func:`db.citations.query.cited_documents` for the rest.
        """
        from db.citations.query import Asked, cited_documents

        return cited_documents(self.database, asked or Asked(**narrowed), limit, offset, places)

    def count_documents(self, asked: Asked) -> int:
        """How many cited documents there are of what is ``asked``."""
        from db.citations.query import count_documents

        return count_documents(self.database, asked)


__all__ = ["Archive", "now", "open_archive"]
