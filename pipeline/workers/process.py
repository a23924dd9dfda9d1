"""One worker process: the parent's handle on it, and the loop that runs inside it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, Literal

from pipeline.workers.memory import limit_memory

#: What a process may take to start and import; a job's own time only counts from then on.
_MAX_START_UP_SECONDS = 120.0
#: A function of a module: the task, and whom to tell that a step of it begins.
Job = Callable[[Any, Callable[[Any], None]], Any]
#: What comes through the pipe: the process is there; a step begins; the task is done.
_Message = tuple[Literal["started", "step", "done"], Any]


@dataclass(frozen=True, slots=True)
class WorkerResult:
    """What a worker returned for a task."""

    task: Any
    value: Any


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """A task whose worker process died, or was stopped for taking too much time or memory.

    ``step`` is the last step that began; ``in_step`` says that the process was lost during that step.
    """

    task: Any
    reason: Literal["crashed", "timed_out", "too_large"]
    detail: str
    step: Any = None
    in_step: bool = False


class Worker:
    """The parent's end."""

    def __init__(self, context: BaseContext, job: Job, memory: int) -> None:
        """Start a process that may have ``memory`` bytes."""
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, job, memory), daemon=True)  # type: ignore[attr-defined]  # typeshed lacks it on BaseContext
        self.process.start()
        theirs.close()
        self.task: Any = None
        self.step: Any = None
        self.busy = self.started = False
        self.tasks = 0
        #: The most memory, in bytes, that it was seen to have in this task.
        self.peak = 0
        self.timeout = self.step_timeout = 0.0
        self.task_deadline = self.step_deadline = float("inf")

    @property
    def deadline(self) -> float:
        """The :func:`time.monotonic` at which it has taken too long."""
        return min(self.task_deadline, self.step_deadline)

    def take(self, task: Any, timeout: float, step_timeout: float) -> None:
        """Give it a task, which may take ``timeout`` seconds, and each step of it ``step_timeout``."""
        self.task, self.step, self.busy, self.peak = task, None, True, 0
        self.timeout, self.step_timeout = timeout, step_timeout
        self.task_deadline = time.monotonic() + timeout + (0.0 if self.started else _MAX_START_UP_SECONDS)
        self.step_deadline = float("inf")
        try:
            self.pipe.send(task)
        except OSError:
            # It died while idle: fetch() will find that out, and say so.
            return

    def fetch(self, on_step: Callable[[Any, Any], None]) -> WorkerResult | WorkerLost | None:
        """What the process sent; None when that is no more than that it has started, or how far it is."""
        while True:
            try:
                kind, value = self.pipe.recv()
            except (EOFError, OSError):
                self.process.join(timeout=5)
                why = _cause_of_death(self.process.exitcode)
                return WorkerLost(self.task, "crashed", why, self.step, self.step is not None)
            if kind == "done":
                self.busy = False
                self.tasks += 1
                return WorkerResult(self.task, value)
            if kind == "started":
                self.started = True
                self.task_deadline = time.monotonic() + self.timeout
            else:
                self.step = value
                # None: the steps are over, and what follows is of the whole file.
                self.step_deadline = float("inf") if value is None else time.monotonic() + self.step_timeout
                on_step(self.task, value)
            if not self.pipe.poll():
                return None

    def stop(self) -> None:
        """End the process: by its own will when idle, by force when it works."""
        self.pipe.close()
        if self.busy:
            self.process.kill()
        self.process.join(timeout=5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


def _serve(pipe: Connection, job: Job, memory: int) -> None:
    # Ctrl-C reaches the whole group; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def send(kind: str, value: Any) -> None:
        pipe.send((kind, value))

    try:
        send("started", None)
        limit_memory(memory)
        while True:
            send("done", job(pipe.recv(), lambda step: send("step", step)))
    except (EOFError, ConnectionError):
        # The parent has gone, or wants no more.
        return


def _end_with_parent() -> None:
    """A worker that hangs would outlive a load that was killed, and nobody would stop it any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _cause_of_death(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        try:
            return f"the process was ended by {signal.Signals(-exitcode).name}"
        except ValueError:
            return f"the process was ended by signal {-exitcode}"
    return f"the process ended by itself with code {exitcode}"
