"""A small pool of processes that survives what it reads: a job that crashes or hangs loses its file, not the batch.

``concurrent.futures`` gives up all pending work when one worker dies, and cannot stop one that hangs. Here each worker
has one file at a time and a pipe of its own, so the file that was lost is known, and the next worker takes over.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, Literal

#: How long a wait may last at most, in seconds: so soon is an interrupt noticed.
_TICK = 0.25
#: What a process may take to start and import; a job's own time only counts from then on.
_START_UP = 120.0


@dataclass(frozen=True, slots=True)
class Done:
    """A job that came to its end, with what it returned."""

    task: Any
    value: Any


@dataclass(frozen=True, slots=True)
class Lost:
    """A job whose process died or was stopped for taking too long."""

    task: Any
    reason: Literal["crashed", "timed_out"]
    detail: str


class Pool:
    """``workers`` processes, started when first needed, each of which calls ``job(task)`` (a function of a module)."""

    def __init__(self, job: Callable[[Any], Any], workers: int, timeout: float, preload: tuple[str, ...] = ()) -> None:
        """Prepare; ``timeout`` is in seconds and for one task; ``preload`` names modules worth importing once."""
        self._job = job
        self._size = workers
        self._timeout = timeout
        self._context = _context(preload)
        self._workers: list[_Worker] = []

    def run(self, tasks: Iterable[Any], stopping: Callable[[], bool]) -> Iterator[Done | Lost]:
        """Yield an outcome for each task, as they end. When ``stopping()`` holds, no outcome more."""
        queue = iter(tasks)
        exhausted = False
        try:
            while not stopping():
                exhausted = exhausted or not self._hand_out(queue)
                busy = [worker for worker in self._workers if worker.busy]
                if not busy:
                    return
                for outcome in self._collect(busy):
                    # The next task goes out before the outcome is stored, so that no worker waits for the database.
                    if not stopping():
                        exhausted = exhausted or not self._hand_out(queue)
                    yield outcome
        finally:
            for worker in self._workers:
                worker.stop()
            self._workers.clear()

    def _hand_out(self, queue: Iterator[Any]) -> bool:
        """Give each idle worker a task; False when there are none left."""
        while True:
            idle = next((worker for worker in self._workers if not worker.busy), None)
            if idle is None and len(self._workers) >= self._size:
                return True
            try:
                task = next(queue)
            except StopIteration:
                return False
            if idle is None:
                idle = _Worker(self._context, self._job)
                self._workers.append(idle)
            idle.take(task, self._timeout)

    def _collect(self, busy: list[_Worker]) -> list[Done | Lost]:
        nearest = min(worker.deadline for worker in busy) - time.monotonic()
        ready = set(wait([worker.pipe for worker in busy], timeout=max(0.0, min(nearest, _TICK))))
        outcomes: list[Done | Lost] = []
        for worker in busy:
            outcome: Done | Lost | None
            if worker.pipe in ready:
                outcome = worker.fetch()
            elif worker.deadline <= time.monotonic():
                outcome = Lost(worker.task, "timed_out", f"it took more than {self._timeout:g} seconds")
            else:
                outcome = None
            if outcome is None:
                continue
            if isinstance(outcome, Lost):
                worker.stop()
                self._workers.remove(worker)
            outcomes.append(outcome)
        return outcomes


class _Worker:
    def __init__(self, context: BaseContext, job: Callable[[Any], Any]) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, job), daemon=True)  # type: ignore[attr-defined]  # typeshed lacks it on BaseContext
        self.process.start()
        theirs.close()
        self.task: Any = None
        self.busy = self.started = False
        self.timeout = self.deadline = 0.0

    def take(self, task: Any, timeout: float) -> None:
        self.task, self.busy, self.timeout = task, True, timeout
        self.deadline = time.monotonic() + timeout + (0.0 if self.started else _START_UP)
        try:
            self.pipe.send(task)
        except OSError:
            # It died while idle: fetch() will find that out, and say so.
            return

    def fetch(self) -> Done | Lost | None:
        """What the process sent; None when that is no more than that it has started."""
        try:
            value = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(timeout=5)
            return Lost(self.task, "crashed", _cause_of_death(self.process.exitcode))
        if not self.started:
            self.started = True
            self.deadline = time.monotonic() + self.timeout
            return None
        self.busy = False
        return Done(self.task, value)

    def stop(self) -> None:
        """End the process: by its own will when idle, by force when it works."""
        self.pipe.close()
        if self.busy:
            self.process.kill()
        self.process.join(timeout=5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _serve(pipe: Connection, job: Callable[[Any], Any]) -> None:
    # Ctrl-C reaches the whole group; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        pipe.send("started")
        while True:
            pipe.send(job(pipe.recv()))
    except (EOFError, ConnectionError):
        # The parent has gone, or wants no more.
        return


def _end_with_parent() -> None:
    """A worker that hangs would outlive a load that was killed, and nobody would stop it any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _context(preload: tuple[str, ...]) -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


def _cause_of_death(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        try:
            return f"the process was ended by {signal.Signals(-exitcode).name}"
        except ValueError:
            return f"the process was ended by signal {-exitcode}"
    return f"the process ended by itself with code {exitcode}"
