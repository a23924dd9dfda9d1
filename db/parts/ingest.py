"""``archive.ingest``: what a load writes, one file at a time, each in a transaction of its own."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from db.bundle import Bundle
from db.errors import UnstorableError
from db.ingest.files import FileOutcome, Reprocess, Status, paths_to_reprocess, record_file, record_known
from db.ingest.write_report import store
from db.loads import jobs
from db.loads.jobs import JobFailure
from db.sql.clock import now
from db.sql.transactions import Connection

_UNSTORABLE = (OverflowError, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError)


@dataclass(frozen=True, slots=True)
class Ingest:
    """Stores reports and the outcome of each file: the database as a store of a load."""

    connection: Connection

    @property
    def path(self) -> Path:
        """The database file."""
        return self.connection.path

    def loaded_version(self, sha256: str) -> tuple[int, str] | None:
        """The id and the extractor version of the report with this content; None when it is not loaded."""
        row = self.connection.database.conn.execute(
            "SELECT id, extractor_version FROM reports WHERE sha256 = ?", [sha256]
        ).fetchone()
        return (int(row[0]), str(row[1])) if row else None

    def store_report(self, bundle: Bundle, source_path: str, started_at: str, *, again: bool = False) -> int:
        """Store a report and the row of its file in one transaction; returns the report's id.

        A report of the same content and extractor version is left as it is, unless ``again``.

        Raises:
            UnstorableError: the report holds what no database takes; nothing of it is stored.
        """
        database = self.connection.database
        try:
            with self.connection.transaction():
                report_id, _ = store(database, bundle, source_path, again=again)
                record_known(database, source_path, bundle.sha256, report_id, started_at)
                jobs.end_job(database, bundle.sha256, bundle.extractor_version, "done")
        except _UNSTORABLE as error:
            raise UnstorableError(error) from error
        return report_id

    def store_failure(
        self, source_path: str, sha256: str | None, kind: str, error: str, started_at: str, version: str | None = None
    ) -> None:
        """Record a file that could not be read, by this ``version`` of the extractors."""
        database = self.connection.database
        with self.connection.transaction():
            if sha256 is not None and version is not None:
                jobs.end_job(database, sha256, version, "failed", kind, error)
            record_file(database, FileOutcome(source_path, sha256, "failed", started_at, None, kind, error))

    def store_known(self, source_path: str, sha256: str, report_id: int) -> Status:
        """Record a file whose content is loaded already; says whether as its report's own file or a duplicate."""
        with self.connection.transaction():
            return record_known(self.connection.database, source_path, sha256, report_id, now())

    def begin_job(self, sha256: str, version: str, source_path: str, run_id: int | None = None) -> None:
        """Note that a worker is given this content."""
        with self.connection.transaction():
            jobs.begin_job(self.connection.database, sha256, version, source_path, run_id)

    def is_begun(self, sha256: str, version: str) -> bool:
        """Whether a worker was ever given this content, in this version."""
        return jobs.is_begun(self.connection.database, sha256, version)

    def settled_failure(self, sha256: str, version: str) -> JobFailure | None:
        """How this content failed in this version, where it would fail again."""
        return jobs.settled_failure(self.connection.database, sha256, version)

    def paths_to_reprocess(self, which: Reprocess, version: str) -> list[str]:
        """The files that ``load --reprocess`` means: ``outdated``, ``failed`` or ``all``."""
        return paths_to_reprocess(self.connection.database, which, version)
