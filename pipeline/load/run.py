"""A load: files in, a loaded database out. Workers read; this process alone writes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from corpus import Ocr
from db import Archive, ArchiveError
from db.types import RunCounts, RunStatus
from pipeline.load.batch import Batch, ProgressListener
from pipeline.load.discovery import shown_path
from pipeline.load.extractor_version import extractor_version
from pipeline.load.protocols import Engine, Store
from pipeline.load.run_log import RunLog
from pipeline.workers.forkserver import PRELOADED_MODULES
from pipeline.workers.memory import MAX_WORKER_BYTES
from pipeline.workers.pool import Limits, Pool
from pipeline.workers.read_report import read_report
from pipeline.workers.recovery import retry_without_step

#: Seconds that a file may take, and a page of it, unless the caller says otherwise.
MAX_FILE_SECONDS, MAX_PAGE_SECONDS = 900.0, 120.0


def load(
    archive: Store | Archive,
    files: Iterable[Path],
    progress: ProgressListener | None = None,
    *,
    workers: int | None = None,
    timeout: float = MAX_FILE_SECONDS,
    page_timeout: float = MAX_PAGE_SECONDS,
    memory: int = MAX_WORKER_BYTES,
    stopping: Callable[[], bool] = lambda: False,
    ocr: Ocr = "auto",
    again: bool = False,
    retry: bool = False,
    run: int | None = None,
    engine: Engine | None = None,
) -> RunCounts:
    """Load files into an archive (opened with ``write=True``) or another store.

    Every file ends as a row of ``files``, a file that cannot be read with the reason. Files are stored in the order in
    which they are given, so a load that is stopped and started again ends with the same rows.

    Args:
        archive: where the reports are stored.
        files: paths of files; :func:`pipeline.load.discovery.discover` finds those of folders and patterns.
        progress: is told of each file that is dealt with.
        workers: how many processes read; by default one for each core.
        timeout: seconds that a file may take.
        page_timeout: seconds that a page may take; a page that needs more is left out, with a warning.
        memory: bytes that a process may take; a page that needs more is left out, with a warning.
        stopping: when it turns true, the report in hand is stored, and the other files are left for the next load.
        ocr: when pages are recognised.
        again: read also the files that this version has read before.
        retry: read also the files that this version could not read, and would not be able to now.
        run: the id of a row of ``runs`` that was begun before; it gets the counts and how the load ended.
        engine: reads the files in place of processes of this machine.

    Returns:
        How many files ended how.

    Raises:
        ArchiveError: the archive cannot be written.
        PipelineError: the engine or the store fails. What was stored before stays.
    """
    start = time.monotonic()
    listed = list(files)
    store = archive.ingest if isinstance(archive, Archive) else archive
    batch = Batch(store, progress or _NoListener(), ocr, extractor_version(ocr), again, retry, run, stopping)
    if run is not None and isinstance(archive, Archive):
        batch.log = RunLog(archive, run, lambda: _counts(batch, len(listed), start))
    limits = Limits(timeout, page_timeout, memory)
    pool = Pool(
        read_report,
        workers or os.cpu_count() or 1,
        limits,
        preload=PRELOADED_MODULES,
        on_step=batch.on_step,
        again=retry_without_step,
    )
    try:
        for outcome in (engine or pool).run(batch.tasks(listed), stopping):
            batch.on_result(outcome)
    except BaseException as error:
        if batch.log:
            with suppress(ArchiveError):  # a disk that is full has no room for this either; what counts is raised
                batch.log.end(*_status_of(error))
        raise
    stopped = stopping()
    if batch.log:
        batch.log.end("interrupted" if stopped else "done")
    return replace(_counts(batch, len(listed), start), interrupted=stopped)


class _NoListener:
    """A listener for a load that nobody watches."""

    def file_done(self, path: str, pages: int, failed: str | None, /) -> None:
        """Do nothing."""


def _counts(batch: Batch, total: int, start: float) -> RunCounts:
    """The counts of now; ``start`` is the :func:`time.monotonic` at which the load began."""
    return replace(
        batch.counts,
        files_total=total,
        pages_done=batch.counts.pages + sum(batch.under_way.values()),
        seconds=round(time.monotonic() - start, 3),
    )


def _status_of(error: BaseException) -> tuple[RunStatus, str]:
    if isinstance(error, KeyboardInterrupt):
        return "interrupted", "Stopped at once."
    return "failed", shown_path(str(error) or type(error).__name__)


__all__ = ["ProgressListener", "RunCounts", "load"]
