"""A process that reads one file after another when it is asked to, and not from a list that is known beforehand.

The pool of a load hands out a task whenever a worker is idle. On a cluster the next file comes when the scheduler sends
it; until then the worker rests. Starting a process anew would cost more than reading a short report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from db.bundle import Bundle
from pipeline.pool import Done, Lost, Pool
from pipeline.reader import HEAVY, Failed, Task, read_report


def read_or_rest(task: Task | None) -> Bundle | Failed | None:
    """Read; or for None, nothing."""
    return None if task is None else read_report(task)


class KeptReader:
    """One process, with the limits of a load on one machine. When it is lost with a file, another takes its place."""

    def __init__(self) -> None:
        """Prepare; the process starts with the first file."""
        self._timeout = 0.0
        self._next: Task | None = None
        self._outcomes: Iterator[Done | Lost] = iter(())

    def read(self, task: Task, timeout: float) -> Done | Lost:
        """Read one file, which may take ``timeout`` seconds."""
        if timeout != self._timeout:
            self._timeout = timeout
            # The earlier process, if any, ends with its generator.
            self._outcomes = Pool(read_or_rest, 1, timeout, preload=HEAVY).run(self._tasks(), lambda: False)
        self._next = task
        outcome = next(outcome for outcome in self._outcomes if outcome.task is not None)
        return replace(outcome, task=task)

    def _tasks(self) -> Iterator[Task | None]:
        """The file that was asked for, and a rest after each: the pool takes a task before it tells an outcome."""
        while True:
            task, self._next = self._next, None
            yield task
