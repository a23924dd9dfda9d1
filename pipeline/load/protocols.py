"""Protocols of a load: an :class:`Engine` reads files (local processes, Dask); a :class:`Store` persists reports
(SQLite or Parquet)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from db import Bundle
    from db.types import JobFailure, Status
    from pipeline.workers.process import WorkerLost, WorkerResult


class Engine(Protocol):
    """Reads files: the processes of this machine, or those of a cluster."""

    def run(self, tasks: Iterable[Any], stopping: Callable[[], bool], /) -> Iterator[WorkerResult | WorkerLost]:
        """Yield a result for each task, in the order in which they end; none once ``stopping()`` is true."""


class Store(Protocol):
    """Persists reports: a database, or a folder of Parquet shards."""

    @property
    def path(self) -> Path:
        """The file or folder that it is kept in."""

    def loaded_version(self, sha256: str, /) -> tuple[int, str] | None:
        """The id and the extractor version of the report with this content; None when it is not there."""

    def store_report(self, bundle: Bundle, source_path: str, started_at: str, /, *, again: bool = False) -> int:
        """Keep a report and the row of its file; returns the report's id."""

    def begin_job(self, sha256: str, version: str, source_path: str, run_id: int | None = None, /) -> None:
        """Keep that reading this content begins."""

    def settled_failure(self, sha256: str, version: str, /) -> JobFailure | None:
        """How this version failed to read this content before, where it would again; None where it is to be tried."""

    def store_failure(
        self, source_path: str, sha256: str | None, kind: str, error: str, started_at: str, version: str, /
    ) -> None:
        """Keep the reason why a file gave no report."""

    def store_known(self, source_path: str, sha256: str, report_id: int, /) -> Status:
        """Keep that a file's content is there already; says whether as its report's own file or a duplicate."""
