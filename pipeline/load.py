"""The batch: many files in, a loaded database out. Workers read; this process alone writes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from corpus import Ocr, Step
from corpus.errors import TooLarge
from corpus.limits import MOST_BYTES, too_large_message
from db import Archive, Bundle
from db.archive import now
from db.errors import ArchiveError
from db.runs import RunCounts, RunStatus
from pipeline.discover import shown_path
from pipeline.losses import lost_message, without_step
from pipeline.memory import CEILING
from pipeline.pool import Done, Limits, Lost, Pool
from pipeline.reader import HEAVY, Failed, Task, digest, read_report, unreadable_message
from pipeline.run_log import RunLog
from pipeline.version import extractor_version

#: Seconds that a page may take, unless told otherwise.
PAGE_TIMEOUT = 120.0


class Progress(Protocol):
    """Who is told how far the load has come."""

    def file_done(self, path: str, pages: int, failed: str | None, /) -> None:
        """One file is dealt with; ``failed`` is the sentence that says why not."""


@dataclass(slots=True)
class Summary:
    """How many files ended how; ``skipped`` are those whose content was loaded before."""

    loaded: int = 0
    skipped: int = 0
    duplicates: int = 0
    failed: int = 0
    pages: int = 0
    seconds: float = 0.0
    interrupted: bool = False

    @property
    def files_done(self) -> int:
        """How many files are dealt with."""
        return self.loaded + self.skipped + self.duplicates + self.failed


@dataclass(slots=True)
class _Batch:
    archive: Archive
    progress: Progress
    ocr: Ocr
    version: str
    again: bool = False
    log: RunLog | None = None
    #: Pages read of the files that are being read just now, by hash.
    under_way: dict[str, int] = field(default_factory=dict)
    summary: Summary = field(default_factory=Summary)
    started: dict[str, str] = field(default_factory=dict)
    #: Files with the same content as one that is being read just now, by hash.
    waiting: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))

    def tasks(self, files: Iterable[Path]) -> Iterator[Task]:
        """The files that must be read; the others are dealt with on the way."""
        for path in files:
            started = now()
            try:
                sha256 = _digest(path)
            except OSError as error:
                self.fail(path, None, "unreadable", unreadable_message(path, error), started)
                continue
            except TooLarge as error:
                self.fail(path, None, error.kind, str(error), started)
                continue
            if sha256 in self.started:
                self.waiting[sha256].append(path)
            elif not self._known(path, sha256):
                self.started[sha256] = started
                yield Task(path, sha256, self.ocr, self.version)

    def _known(self, path: Path, sha256: str) -> bool:
        known = self.archive.loaded_version(sha256)
        if known is None or known[1] != self.version or self.again:
            return False
        self._record_known(path, sha256)
        return True

    def _record_known(self, path: Path, sha256: str) -> None:
        known = self.archive.loaded_version(sha256)
        if known is None:
            return
        if self.archive.store_known(shown_path(path), sha256, known[0]) == "duplicate":
            self.summary.duplicates += 1
        else:
            self.summary.skipped += 1
        self._told(path, 0, None)

    def store(self, task: Task, rows: Bundle) -> None:
        self.under_way.pop(task.sha256, None)
        self.archive.store_report(rows, shown_path(task.path), self.started.pop(task.sha256), again=self.again)
        self.summary.loaded += 1
        self.summary.pages += rows.page_count
        self._told(task.path, rows.page_count, None)
        for path in self.waiting.pop(task.sha256, []):
            self._record_known(path, task.sha256)

    def give_up(self, task: Task, kind: str, message: str) -> None:
        started = self.started.pop(task.sha256)
        self.under_way.pop(task.sha256, None)
        self.fail(task.path, task.sha256, kind, message, started)
        for path in self.waiting.pop(task.sha256, []):
            # The same bytes fail for the same reason; only the name in the sentence is another.
            self.fail(path, task.sha256, kind, message.replace(str(task.path), str(path)), started)

    def fail(self, path: Path, sha256: str | None, kind: str, message: str, started: str) -> None:
        shown = shown_path(message)
        self.archive.store_failure(shown_path(path), sha256, kind, shown, started)
        self.summary.failed += 1
        if self.log:
            self.log.failed(shown_path(path), kind, shown)
        self._told(path, 0, shown)

    def at(self, task: Task, step: Step | None) -> None:
        """A step of a file begins."""
        if step is not None and step.stage == "page":
            self.under_way[task.sha256] = step.page - 1
            if self.log:
                self.log.tick()

    def _told(self, path: Path, pages: int, failed: str | None) -> None:
        self.progress.file_done(shown_path(path), pages, failed)
        if self.log:
            self.log.tick()


def load(
    archive: Archive,
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
    run: int | None = None,
) -> Summary:
    """Load ``files`` into ``archive`` with ``workers`` processes. A file may take ``timeout`` seconds, a page of it
    ``page_timeout``, a process ``memory`` bytes: a page that needs more is left out, and that is said. ``ocr`` says
    when text is recognised; ``again`` reads also what this version has read already; ``run`` is the row of
    ``runs``, begun before, that is told how far it has come and how it ended.

    Every file ends as a row of ``files``. When ``stopping()`` turns true, the report that is being stored is finished
    and the rest left for the next load, which takes it up where this one ended.
    """
    begun = time.monotonic()
    listed = list(files)
    batch = _Batch(archive, progress, ocr, extractor_version(ocr), again)
    if run is not None:
        batch.log = RunLog(archive, run, lambda: _counts(batch, len(listed), time.monotonic() - begun))
    try:
        _read_all(batch, listed, _pool(batch, workers, Limits(timeout, page_timeout, memory)), stopping)
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


def _pool(batch: _Batch, workers: int, limits: Limits) -> Pool:
    return Pool(read_report, workers, limits, preload=HEAVY, on_step=batch.at, again=without_step)


def _read_all(batch: _Batch, files: Iterable[Path], pool: Pool, stopping: Callable[[], bool]) -> None:
    for outcome in pool.run(batch.tasks(files), stopping):
        if isinstance(outcome, Lost):
            batch.give_up(outcome.task, outcome.reason, lost_message(outcome))
        else:
            _settle(batch, outcome)


def _counts(batch: _Batch, total: int, seconds: float) -> RunCounts:
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


def _settle(batch: _Batch, outcome: Done) -> None:
    if isinstance(outcome.value, Failed):
        batch.give_up(outcome.task, outcome.value.kind, outcome.value.message)
    else:
        batch.store(outcome.task, outcome.value)


def _digest(path: Path) -> str:
    """The SHA-256 of a regular file of a size that is read.

    Raises:
        OSError: there is none, or it is a pipe or a device, which would be waited for without end.
        TooLarge: no file of this size is read.
    """
    if not path.is_file():
        raise OSError(0, _what_else(path))
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise TooLarge(path, too_large_message(size))
    return digest(path)


def _what_else(path: Path) -> str:
    if path.is_symlink() and not path.exists():
        return "it is a link that leads to no file"
    return "it is not a regular file" if path.exists() else "no such file"
