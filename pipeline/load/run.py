"""The batch: many files in, a loaded database out. Workers read; this process alone writes."""

from __future__ import annotations

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

#: Seconds that a page may take, unless told otherwise.
MAX_PAGE_SECONDS = 120.0


def load(
    archive: Store | Archive,
    files: Iterable[Path],
    progress: ProgressListener,
    *,
    workers: int,
    timeout: float,
    page_timeout: float = MAX_PAGE_SECONDS,
    memory: int = MAX_WORKER_BYTES,
    stopping: Callable[[], bool],
    ocr: Ocr = "auto",
    again: bool = False,
    retry: bool = False,
    run: int | None = None,
    engine: Engine | None = None,
) -> RunCounts:
    """Load ``files`` into ``archive`` with ``workers`` processes, or with ``engine`` in their place.

    A file may take ``timeout`` seconds, a page of it ``page_timeout``, a process ``memory`` bytes: a page that needs
    more is left out, and that is said. ``ocr`` says when text is recognised; ``again`` reads also what this version has
    read already, ``retry`` also what it will fail to read again; ``run`` is the row of ``runs``, begun before, that is
    told how far the load has come and how it ended.

    Every file ends as a row of ``files``. Files are stored in the order in which they are given, so that a load that
    was broken off and taken up again ends with the same rows. When ``stopping()`` turns true, the report that is being
    stored is finished and the rest left for the next load, which takes it up where this one ended.
    """
    start = time.monotonic()
    listed = list(files)
    store = archive.ingest if isinstance(archive, Archive) else archive
    batch = Batch(store, progress, ocr, extractor_version(ocr), again, retry, run, stopping)
    if run is not None and isinstance(archive, Archive):
        batch.log = RunLog(archive, run, lambda: _counts(batch, len(listed), start))
    limits = Limits(timeout, page_timeout, memory)
    pool = Pool(
        read_report, workers, limits, preload=PRELOADED_MODULES, on_step=batch.on_step, again=retry_without_step
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
