"""The batch: many files in, a loaded database out. Workers read; this process alone writes."""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from corpus import Ocr
from db import Bundle
from db.archive import now
from pipeline.discover import shown_path
from pipeline.engine import Engine, Store
from pipeline.pool import Done, Lost, Pool
from pipeline.reader import HEAVY, Failed, Task, read_report, unreadable_message
from pipeline.version import extractor_version


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


@dataclass(slots=True)
class _Batch:
    archive: Store
    progress: Progress
    ocr: Ocr
    version: str
    again: bool = False
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
        self.progress.file_done(shown_path(path), 0, None)

    def store(self, task: Task, rows: Bundle) -> None:
        self.archive.store_report(rows, shown_path(task.path), self.started.pop(task.sha256), again=self.again)
        self.summary.loaded += 1
        self.summary.pages += rows.page_count
        self.progress.file_done(shown_path(task.path), rows.page_count, None)
        for path in self.waiting.pop(task.sha256, []):
            self._record_known(path, task.sha256)

    def give_up(self, task: Task, kind: str, message: str) -> None:
        started = self.started.pop(task.sha256)
        self.fail(task.path, task.sha256, kind, message, started)
        for path in self.waiting.pop(task.sha256, []):
            # The same bytes fail for the same reason; only the name in the sentence is another.
            self.fail(path, task.sha256, kind, message.replace(str(task.path), str(path)), started)

    def fail(self, path: Path, sha256: str | None, kind: str, message: str, started: str) -> None:
        shown = shown_path(message)
        self.archive.store_failure(shown_path(path), sha256, kind, shown, started)
        self.summary.failed += 1
        self.progress.file_done(shown_path(path), 0, shown)


def load(
    archive: Store,
    files: Iterable[Path],
    progress: Progress,
    *,
    workers: int,
    timeout: float,
    stopping: Callable[[], bool],
    ocr: Ocr = "auto",
    again: bool = False,
    engine: Engine | None = None,
) -> Summary:
    """Load ``files`` into ``archive`` with ``workers`` processes; a file may take ``timeout`` seconds. ``ocr`` says
    when text is recognised; ``again`` reads also what this version has read already. ``engine`` reads in place of
    processes of this machine.

    Every file ends as a row of ``files``. When ``stopping()`` turns true, the report that is being stored is finished
    and the rest left for the next load, which takes it up where this one ended.
    """
    begun = time.monotonic()
    batch = _Batch(archive, progress, ocr, extractor_version(ocr), again)
    reading = engine or Pool(read_report, workers, timeout, preload=HEAVY)
    for outcome in reading.run(batch.tasks(files), stopping):
        if isinstance(outcome, Lost):
            batch.give_up(outcome.task, outcome.reason, _lost_message(outcome))
        else:
            _settle(batch, outcome)
    batch.summary.interrupted = stopping()
    batch.summary.seconds = time.monotonic() - begun
    return batch.summary


def _settle(batch: _Batch, outcome: Done) -> None:
    if isinstance(outcome.value, Failed):
        batch.give_up(outcome.task, outcome.value.kind, outcome.value.message)
    else:
        batch.store(outcome.task, outcome.value)


def _lost_message(lost: Lost) -> str:
    path = lost.task.path
    if lost.reason == "timed_out":
        return f"{path}: was given up, {lost.detail}. Give it more with --timeout, or print it to a new PDF first."
    return f"{path}: reading it crashed ({lost.detail}). Print it to a new PDF with another program and load that."


def _digest(path: Path) -> str:
    if not path.is_file():
        # A pipe or a device would be waited for without end.
        raise OSError(0, "it is not a regular file" if path.exists() else "no such file")
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
