"""Writes the progress of a load into its row of ``runs``: at most twice a second, and once at the end."""

from __future__ import annotations

import time
from collections.abc import Callable

from db import Archive
from db.types import RunCounts, RunStatus

#: Seconds between two writes at least.
_MIN_SECONDS_BETWEEN_WRITES = 0.5


class RunLog:
    """Writes how far the run ``run_id`` has come, which ``counts()`` tells, at most twice a second."""

    def __init__(self, archive: Archive, run_id: int, counts: Callable[[], RunCounts]) -> None:
        """Write into ``archive``."""
        self._archive = archive
        self._run_id = run_id
        self._counts = counts
        self._written = time.monotonic()

    def tick(self) -> None:
        """Write the counts, unless they were written less than half a second ago."""
        if time.monotonic() - self._written >= _MIN_SECONDS_BETWEEN_WRITES:
            self._archive.runs.note_progress(self._run_id, self._counts())
            self._written = time.monotonic()

    def failed(self, path: str, kind: str, error: str) -> None:
        """Write at once that a file failed."""
        self._archive.runs.note_failure(self._run_id, path, kind, error)

    def end(self, status: RunStatus, message: str | None = None) -> None:
        """Write the last counts, and how it ended."""
        self._archive.runs.end(self._run_id, status, self._counts(), message)
