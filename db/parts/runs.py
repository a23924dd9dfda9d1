"""``archive.runs``: the loads, how far each has come, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.loads import runs
from db.loads.runs import RunCounts, RunStatus
from db.read_models import runs as pages
from db.schema.operations import RUN
from db.sql.transactions import Connection

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class RunRepository:
    """Loads, as a log and as a queue. What writes needs an archive opened with ``write=True``."""

    connection: Connection

    def __call__(self) -> pd.DataFrame:
        """Deprecated: the old way to write :meth:`frame`."""
        return self.frame()

    def queue(self, paths: Sequence[str], options: Mapping[str, Any]) -> int:
        """Add a run for ``load --run`` to take, with status ``queued``; returns its id."""
        with self.connection.transaction():
            return runs.queue_run(self.connection.database, paths, options)

    def start(
        self, paths: Sequence[str], options: Mapping[str, Any], files_total: int = 0, queued: int | None = None
    ) -> int:
        """Begin a run of this process (``queued``: the one with this id, which waits); returns its id.

        Raises:
            NothingMatchesError: no run with the id ``queued`` waits.
        """
        with self.connection.transaction():
            return runs.start_run(self.connection.database, paths, options, files_total, queued)

    def note_progress(self, run_id: int, counts: RunCounts) -> None:
        """Write how far a run has come."""
        with self.connection.transaction():
            runs.note_progress(self.connection.database, run_id, counts)

    def note_failure(self, run_id: int, source_path: str, kind: str, error: str) -> None:
        """Add a file that failed in a run; ``error`` is the sentence for the user."""
        with self.connection.transaction():
            runs.note_failure(self.connection.database, run_id, source_path, kind, error)

    def end(self, run_id: int, status: RunStatus, counts: RunCounts | None = None, message: str | None = None) -> None:
        """Write how a run ended, and with which counts; ``message`` says why, where it did not come to its end."""
        with self.connection.transaction():
            runs.end_run(self.connection.database, run_id, status, counts, message)

    def frame(self) -> pd.DataFrame:
        """One row a load, the newest first. One whose process has ended without a word has the status ``lost``."""
        from db.sql.frames import frame_of_dicts  # pandas takes 0.4 s to import: a load needs no frame

        return frame_of_dicts(runs.runs(self.connection.database), tuple(RUN))

    def get(self, run_id: int) -> dict[str, Any]:
        """One run by id, ``paths`` and ``options`` as lists and dicts.

        Raises:
            NothingMatchesError: there is none.
        """
        return runs.run(self.connection.database, run_id)

    def failures(self, run_id: int) -> pd.DataFrame:
        """The files that failed in a run: ``source_path``, ``error_kind``, ``error``."""
        from db.sql.frames import frame_of_dicts  # pandas: see above

        rows = runs.run_failures(self.connection.database, run_id)
        return frame_of_dicts(rows, ("source_path", "error_kind", "error"))

    def page(self, limit: int, offset: int = 0) -> tuple[list[dict[str, Any]], int]:
        """Some runs, the newest first, as :meth:`get` gives each, with ``failures``; and how many there are in all."""
        return pages.runs_page(self.connection.database, limit, offset)

    def next_queued(self) -> int | None:
        """The run that has waited longest; None when none waits."""
        return pages.next_queued(self.connection.database)

    def queued_before(self, run_id: int) -> int:
        """How many runs wait before this one."""
        return pages.queued_before(self.connection.database, run_id)

    def failures_page(self, run_id: int, limit: int) -> tuple[list[dict[str, Any]], int]:
        """The first files that failed in a run (source_path, error_kind, error); and how many there are in all."""
        return pages.failures_page(self.connection.database, run_id, limit)

    def reports_of(self, run_id: int, limit: int) -> tuple[list[dict[str, Any]], dict[str, int]]:
        """The first reports that a run stored, each with how many rows it gave by table; and the sums over all."""
        return pages.reports_of_run(self.connection.database, run_id, limit)

    def unrecorded_reports(self) -> int:
        """How many reports there are that came by no load on record."""
        return pages.unrecorded_reports(self.connection.database)
