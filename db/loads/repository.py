"""What can be asked of an archive about its loads and its soundness, and what a load writes of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

if TYPE_CHECKING:
    import pandas as pd

    from db.loads.runs import RunCounts, RunStatus
    from db.maintenance.verify import Problem


class ArchiveRuns:
    """The part of :class:`db.archive.Archive` that is about runs and about verification."""

    database: Database

    def _transaction(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def queue_run(self, paths: Sequence[str], options: Mapping[str, Any]) -> int:
        """Put a run there for ``load --run``, with status ``queued``; returns its id."""
        from db.loads.runs import queue_run

        with self._transaction():
            return queue_run(self.database, paths, options)

    def start_run(
        self, paths: Sequence[str], options: Mapping[str, Any], files_total: int = 0, queued: int | None = None
    ) -> int:
        """Begin a run of this process (``queued``: the one with this id, which waits); returns its id.

        Raises:
            NothingMatchesError: no run with the id ``queued`` waits.
        """
        from db.loads.runs import start_run

        with self._transaction():
            return start_run(self.database, paths, options, files_total, queued)

    def note_progress(self, run_id: int, counts: RunCounts) -> None:
        """Write how far a run has come."""
        from db.loads.runs import note_progress

        with self._transaction():
            note_progress(self.database, run_id, counts)

    def note_failure(self, run_id: int, source_path: str, kind: str, error: str) -> None:
        """Add a file that failed in a run; ``error`` is the sentence for the user."""
        from db.loads.runs import note_failure

        with self._transaction():
            note_failure(self.database, run_id, source_path, kind, error)

    def end_run(
        self, run_id: int, status: RunStatus, counts: RunCounts | None = None, message: str | None = None
    ) -> None:
        """Write how a run ended, and with which counts; ``message`` says why, where it did not come to its end."""
        from db.loads.runs import end_run

        with self._transaction():
            end_run(self.database, run_id, status, counts, message)

    def verify_rows(self) -> list[Problem]:
        """What does not hold together in the rows: see :mod:`db.maintenance.verify`. Nothing is written."""
        from db.maintenance.verify import verify_rows

        return list(verify_rows(self.database))

    def sources(self) -> list[tuple[str, str, int]]:
        """Each file whose content was loaded: its path as stored, its SHA-256, and its report's id."""
        from db.maintenance.verify import sources

        return sources(self.database)

    def runs(self) -> pd.DataFrame:
        """One row a load, the newest first. One whose process is gone has the status ``lost``."""
        from db.loads.runs import runs
        from db.schema.operations import RUN
        from db.sql.frames import frame_of_dicts

        return frame_of_dicts(runs(self.database), tuple(RUN))

    def run(self, run_id: int) -> dict[str, Any]:
        """One run by id, ``paths`` and ``options`` as lists and dicts.

        Raises:
            NothingMatchesError: there is none.
        """
        from db.loads.runs import run

        return run(self.database, run_id)

    def run_failures(self, run_id: int) -> pd.DataFrame:
        """The files that failed in a run: ``source_path``, ``error_kind``, ``error``."""
        from db.loads.runs import run_failures
        from db.sql.frames import frame_of_dicts

        return frame_of_dicts(run_failures(self.database, run_id), ("source_path", "error_kind", "error"))
