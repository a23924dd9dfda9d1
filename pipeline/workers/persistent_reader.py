"""A worker process that is kept between files which arrive one at a time, as on a cluster.

The pool of a load hands out a task whenever a worker is idle. On a cluster the next file comes when the scheduler sends
it; until then the worker rests. Starting a process anew would cost more than reading a short report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpus import Step
from db import Bundle
from pipeline.workers.forkserver import PRELOADED_MODULES
from pipeline.workers.pool import Limits, Pool
from pipeline.workers.process import WorkerLost, WorkerResult
from pipeline.workers.read_report import Failed, Task, read_report
from pipeline.workers.recovery import retry_without_step


@dataclass(frozen=True, slots=True)
class Idle:
    """A task without a file: the worker waits."""


def read_or_idle(task: Task | Idle, tell: Callable[[Step | None], None]) -> Bundle | Failed | None:
    """Read the file of the task; do nothing for :class:`Idle`."""
    return None if isinstance(task, Idle) else read_report(task, tell)


class PersistentReader:
    """One process, with the limits of a load on one machine. When it is lost with a file, another takes its place."""

    def __init__(self) -> None:
        """Prepare; the process starts with the first file."""
        self._limits: Limits | None = None
        self._next: Task | None = None
        self._outcomes: Iterator[WorkerResult | WorkerLost] = iter(())

    def read(self, task: Task, limits: Limits) -> WorkerResult | WorkerLost:
        """Read one file within ``limits``."""
        if limits != self._limits:
            self._limits = limits
            # The earlier process, if any, ends with its generator.
            pool = Pool(read_or_idle, 1, limits, preload=PRELOADED_MODULES, again=retry_without_step)
            self._outcomes = pool.run(self._tasks(), lambda: False)
        self._next = task
        outcome = next(outcome for outcome in self._outcomes if not isinstance(outcome.task, Idle))
        return replace(outcome, task=task)

    def _tasks(self) -> Iterator[Task | Idle]:
        """The file that was asked for, and a rest after each: the pool takes a task before it tells an outcome."""
        while True:
            task, self._next = self._next, None
            yield task or Idle()
