"""The batch: many files in, a loaded database out. Workers read; this process alone writes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from corpus import Ocr
from db import Archive, ArchiveError
from db.types import RunCounts, RunStatus
from pipeline.load.batch import Batch, Progress, Summary
from pipeline.load.discovery import shown_path
from pipeline.load.extractor_version import extractor_version
from pipeline.load.protocols import Engine, Store
from pipeline.load.run_log import RunLog
from pipeline.workers.forkserver import HEAVY
from pipeline.workers.memory import CEILING
from pipeline.workers.pool import Limits, Pool
from pipeline.workers.read_report import read_report
from pipeline.workers.recovery import without_step

#: Seconds that a page may take, unless told otherwise.
PAGE_TIMEOUT = 120.0


def load(
    archive: Store | Archive,
    files: Iterable[Path],
    progress: Progress,
    *,
    workers: int,
    timeout: float,
    page_timeout: float = PAGE_TIMEOUT,
    memory: int = CEILING,
    stopping: Callable[[], bool],
    ocr: Ocr = "auto",
    again: bool = False,
    retry: bool = False,
    run: int | None = None,
    engine: Engine | None = None,
) -> Summary:
    """Load ``files`` into ``archive`` with ``workers`` processes, or with ``engine`` in their place.

    A file may take ``timeout`` seconds, a page of it ``page_timeout``, a process ``memory`` bytes: a page that needs
    more is left out, and that is said. ``ocr`` says when text is recognised; ``again`` reads also what this version has
    read already, ``retry`` also what it will fail to read again; ``run`` is the row of ``runs``, begun before, that is
    told how far the load has come and how it ended.

    Every file ends as a row of ``files``. Files are stored in the order in which they are given, so that a load that
    was broken off and taken up again ends with the same rows. When ``stopping()`` turns true, the report that is being
    stored is finished and the rest left for the next load, which takes it up where this one ended.
    """
    begun = time.monotonic()
    listed = list(files)
    store = archive.ingest if isinstance(archive, Archive) else archive
    batch = Batch(store, progress, ocr, extractor_version(ocr), again, retry, run, stopping)
    if run is not None and isinstance(archive, Archive):
        batch.log = RunLog(archive, run, lambda: _counts(batch, len(listed), time.monotonic() - begun))
    limits = Limits(timeout, page_timeout, memory)
    pool = Pool(read_report, workers, limits, preload=HEAVY, on_step=batch.at, again=without_step)
    try:
        for outcome in (engine or pool).run(batch.tasks(listed), stopping):
            batch.arrived(outcome)
    except BaseException as error:
        if batch.log:
            with suppress(ArchiveError):  # a disk that is full has no room for this either; what counts is raised
                batch.log.end(*_broken_off(error))
        raise
    batch.summary.interrupted = stopping()
    batch.summary.seconds = time.monotonic() - begun
    if batch.log:
        batch.log.end("interrupted" if batch.summary.interrupted else "done")
    return batch.summary


def _counts(batch: Batch, total: int, seconds: float) -> RunCounts:
    done = batch.summary
    return RunCounts(
        files_total=total,
        files_done=done.files_done,
        loaded=done.loaded,
        skipped=done.skipped,
        duplicates=done.duplicates,
        failed=done.failed,
        pages=done.pages,
        pages_done=done.pages + sum(batch.under_way.values()),
        seconds=round(seconds, 3),
    )


def _broken_off(error: BaseException) -> tuple[RunStatus, str]:
    if isinstance(error, KeyboardInterrupt):
        return "interrupted", "Stopped at once."
    return "failed", shown_path(str(error) or type(error).__name__)


__all__ = ["Progress", "Summary", "load"]
