"""The files of one load: workers read them in any order, and their results are stored in the order of the files."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from traceback import format_exception
from typing import Protocol

from corpus import Ocr, Step
from corpus.errors import MAX_FILE_BYTES, TooLarge, too_large_message
from db import Bundle, now
from db.errors import UnstorableError
from db.types import RunCounts
from pipeline.load.discovery import shown_path
from pipeline.load.ordering import InOrder
from pipeline.load.protocols import Store
from pipeline.load.run_log import RunLog
from pipeline.workers.process import WorkerLost, WorkerResult
from pipeline.workers.read_report import Failed, Task, digest, unreadable_message
from pipeline.workers.recovery import lost_message

_LOG = logging.getLogger(__name__)


class ProgressListener(Protocol):
    """Is told of each file that a load has dealt with."""

    def file_done(self, path: str, pages: int, failed: str | None, /) -> None:
        """One file is stored, skipped or failed.

        Args:
            path: the file, as text fit to print.
            pages: how many pages were stored.
            failed: the sentence that says why the file gave no report; None where it did.
        """


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that a worker has read, or given up."""

    task: Task
    value: Bundle | Failed


@dataclass(frozen=True, slots=True)
class _Known:
    """A file whose content is loaded, or is that of a file before it."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class _Refused:
    """A file that no worker was given."""

    path: Path
    sha256: str | None
    failure: Failed
    started: str


@dataclass(slots=True)
class Batch:
    """The state of one load: which files need reading, and what became of each.

    ``again``: read also files that were read before; ``retry``: also files that failed. When ``stopping()`` is true, no
    further result is stored.
    """

    archive: Store
    progress: ProgressListener
    ocr: Ocr
    version: str
    again: bool = False
    retry: bool = False
    run: int | None = None
    stopping: Callable[[], bool] = lambda: False
    log: RunLog | None = None
    counts: RunCounts = field(default_factory=RunCounts)
    #: Pages read of the files that are read, and not dealt with yet, by place.
    under_way: dict[int, int] = field(default_factory=dict)
    #: The content that workers were given in this load.
    _given: set[str] = field(default_factory=set)
    #: Why content failed, and under which path, by hash.
    _failed: dict[str, tuple[Failed, Path]] = field(default_factory=dict)
    _order: InOrder[_Read | _Known | _Refused] = field(init=False)

    def __post_init__(self) -> None:
        """Start with no results."""
        self._order = InOrder(self._process_in_order, stopping=self.stopping)

    def tasks(self, files: Iterable[Path]) -> Iterator[Task | None]:
        """Yield a task for each file that must be read; None while too many results wait for an earlier file.

        Files that need no reading (loaded before, duplicates, not openable) are recorded on the way.
        """
        for place, path in enumerate(files):
            while not self._order.has_room(place):
                yield None
            started = now()
            try:
                sha256 = regular_digest(path)
            except OSError as error:
                why = Failed("unreadable", unreadable_message(path, error))
                self._order.put(place, _Refused(path, None, why, started))
                continue
            except TooLarge as error:
                self._order.put(place, _Refused(path, None, Failed(error.kind, str(error)), started))
                continue
            if sha256 in self._given or self._is_loaded(sha256):
                self._order.put(place, _Known(path, sha256))
            elif (failure := self._known_failure(path, sha256)) is not None:
                self._order.put(place, _Refused(path, sha256, failure, started))
            else:
                self._given.add(sha256)
                self.archive.begin_job(sha256, self.version, shown_path(path), self.run)
                yield Task(path, sha256, self.ocr, self.version, place=place, started=started)

    def on_result(self, outcome: WorkerResult | WorkerLost) -> None:
        """Take the result of a worker; it is stored when all files before it are."""
        task: Task = outcome.task
        lost = isinstance(outcome, WorkerLost)
        value = Failed(outcome.reason, lost_message(outcome)) if isinstance(outcome, WorkerLost) else outcome.value
        if isinstance(value, Failed):
            self._note_failure(task.path, value)
        elif not lost:
            self.under_way[task.place] = value.page_count
        self._order.put(task.place, _Read(task, value))

    def on_step(self, task: Task, step: Step | None) -> None:
        """Count the pages read of a file, as a step of it begins."""
        if step is not None and step.stage == "page":
            self.under_way[task.place] = step.page - 1
            self._tick()

    def _is_loaded(self, sha256: str) -> bool:
        known = self.archive.loaded_version(sha256)
        return known is not None and known[1] == self.version and not self.again

    def _known_failure(self, path: Path, sha256: str) -> Failed | None:
        """How reading this content failed before, where it would fail again."""
        failure = None if self.again or self.retry else self.archive.settled_failure(sha256, self.version)
        return (
            None
            if failure is None
            else Failed(failure.kind, failure.error.replace(failure.source_path, shown_path(path)))
        )

    def _process_in_order(self, item: _Read | _Known | _Refused) -> None:
        if isinstance(item, _Known):
            self._record_known(item)
        elif isinstance(item, _Refused):
            self._note_failure(item.path, item.failure)
            self._fail(item.path, item.sha256, item.failure, item.started)
        else:
            self.under_way.pop(item.task.place, None)
            if isinstance(item.value, Failed):
                self._record_failure(item.task, item.value)
            else:
                self._store(item.task, item.value)

    def _record_known(self, item: _Known) -> None:
        if item.sha256 in self._failed:
            # The same bytes fail for the same reason; only the name in the sentence is another.
            failure, before = self._failed[item.sha256]
            failure = Failed(failure.kind, failure.message.replace(str(before), str(item.path)))
            self._note_failure(item.path, failure)
            self._fail(item.path, item.sha256, failure, now())
            return
        known = self.archive.loaded_version(item.sha256)
        if known is None:
            return
        if self.archive.store_known(shown_path(item.path), item.sha256, known[0]) == "duplicate":
            self.counts = self.counts.plus(duplicates=1)
        else:
            self.counts = self.counts.plus(skipped=1)
        self._report_progress(item.path, 0, None)

    def _store(self, task: Task, rows: Bundle) -> None:
        try:
            self.archive.store_report(rows, shown_path(task.path), task.started, again=self.again)
        except UnstorableError as error:
            failure = Failed("internal_error", f"{task.path}: {error}", "".join(format_exception(error)))
            self._note_failure(task.path, failure)
            self._record_failure(task, failure)
            return
        self.counts = self.counts.plus(loaded=1, pages=rows.page_count)
        _LOG.info("%s: loaded, %d pages", shown_path(task.path), rows.page_count)
        self._report_progress(task.path, rows.page_count, None)

    def _record_failure(self, task: Task, failure: Failed) -> None:
        self._failed[task.sha256] = (failure, task.path)
        self._fail(task.path, task.sha256, failure, task.started)

    def _fail(self, path: Path, sha256: str | None, failure: Failed, started: str) -> None:
        shown = shown_path(failure.message)
        self.archive.store_failure(shown_path(path), sha256, failure.kind, shown, started, self.version)
        self.counts = self.counts.plus(failed=1)
        self._report_progress(path, 0, shown)

    def _note_failure(self, path: Path, failure: Failed) -> None:
        if failure.traceback:
            _LOG.error("%s\n%s", shown_path(failure.message), shown_path(failure.traceback))
        else:
            _LOG.warning("%s (%s)", shown_path(failure.message), failure.kind)
        if self.log:
            self.log.failed(shown_path(path), failure.kind, shown_path(failure.message))

    def _report_progress(self, path: Path, pages: int, failed: str | None) -> None:
        self.progress.file_done(shown_path(path), pages, failed)
        self._tick()

    def _tick(self) -> None:
        if self.log:
            self.log.tick()


def regular_digest(path: Path) -> str:
    """The SHA-256 of a regular file of a size that is read.

    Raises:
        OSError: there is none, or it is a pipe or a device, which would be waited for without end.
        TooLarge: no file of this size is read.
    """
    if not path.is_file():
        raise OSError(0, _why_not_regular(path))
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise TooLarge(path, too_large_message(size))
    return digest(path)


def _why_not_regular(path: Path) -> str:
    if path.is_symlink() and not path.exists():
        return "it is a link that leads to no file"
    return "it is not a regular file" if path.exists() else "no such file"
