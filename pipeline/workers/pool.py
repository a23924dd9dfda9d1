"""A pool of worker processes: a job that crashes or hangs costs its own file, and the load goes on.

``concurrent.futures`` gives up all pending work when one worker dies, and cannot stop one that hangs. Here each worker
has one file at a time and a pipe of its own, so the file that was lost is known, and the next worker takes over.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from typing import Any

from pipeline.workers.forkserver import context
from pipeline.workers.memory import MAX_WORKER_BYTES, resident_bytes
from pipeline.workers.process import Job, Worker, WorkerLost, WorkerResult

#: How long a wait may last at most, in seconds: so soon is an interrupt noticed, and a worker that grows.
_POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker is given: seconds for a task and for a step of it, bytes of memory, tasks until it is replaced."""

    timeout: float
    step_timeout: float = float("inf")
    memory: int = MAX_WORKER_BYTES
    tasks: int = 200


def _nothing(_task: Any, _step: Any) -> None:
    return None


def _never(_lost: WorkerLost) -> Any:
    return None


class Pool:
    """``workers`` processes, started when first needed, each of which calls ``job(task, tell)``.

    ``job`` is a function of a module; ``tell(step)`` says that a step of the task begins.
    """

    def __init__(
        self,
        job: Job,
        workers: int,
        limits: Limits,
        preload: tuple[str, ...] = (),
        *,
        on_step: Callable[[Any, Any], None] = _nothing,
        again: Callable[[WorkerLost], Any] = _never,
    ) -> None:
        """Prepare; ``preload`` names modules worth importing once.

        ``on_step(task, step)`` is called as steps begin. ``again`` may answer a loss with a task in its place, which
        is then tried instead of telling that the first was lost.
        """
        self._job = job
        self._size = workers
        self._limits = limits
        self._context = context(preload)
        self._on_step = on_step
        self._again = again
        self._workers: list[Worker] = []
        self._retries: deque[Any] = deque()

    def run(self, tasks: Iterable[Any], stopping: Callable[[], bool]) -> Iterator[WorkerResult | WorkerLost]:
        """Yield a result for each task, in the order in which they end; none once ``stopping()`` is true.

        ``tasks`` may yield None where none can be begun before another has ended.
        """
        queue = iter(tasks)
        try:
            while not stopping():
                self._hand_out(queue)
                busy = [worker for worker in self._workers if worker.busy]
                if not busy:
                    return
                for outcome in self._collect(busy):
                    # The next task goes out before the outcome is stored, so that no worker waits for the database.
                    if not stopping():
                        self._hand_out(queue)
                    yield outcome
        finally:
            for worker in self._workers:
                worker.stop()
            self._workers.clear()

    def _hand_out(self, queue: Iterator[Any]) -> None:
        """Give each idle worker a task, as long as there are any."""
        while True:
            idle = next((worker for worker in self._workers if not worker.busy), None)
            if idle is None and len(self._workers) >= self._size:
                return
            try:
                task = self._retries.popleft() if self._retries else next(queue)
            except StopIteration:
                return
            if task is None:
                return  # the next one has to wait until more has come back
            if idle is None:
                idle = Worker(self._context, self._job, self._limits.memory)
                self._workers.append(idle)
            idle.take(task, self._limits.timeout, self._limits.step_timeout)

    def _collect(self, busy: list[Worker]) -> list[WorkerResult | WorkerLost]:
        nearest = min(worker.deadline for worker in busy) - time.monotonic()
        ready = set(wait([worker.pipe for worker in busy], timeout=max(0.0, min(nearest, _POLL_SECONDS))))
        outcomes: list[WorkerResult | WorkerLost] = []
        for worker in busy:
            outcome = self._fetch(worker) if worker.pipe in ready else self._over_limit(worker)
            if outcome is None:
                continue
            if isinstance(outcome, WorkerLost) or self._is_worn(worker):
                worker.stop()
                self._workers.remove(worker)
            if isinstance(outcome, WorkerLost) and (instead := self._again(outcome)) is not None:
                self._retries.append(instead)
            else:
                outcomes.append(outcome)
        return outcomes

    def _fetch(self, worker: Worker) -> WorkerResult | WorkerLost | None:
        outcome = worker.fetch(self._on_step)
        if isinstance(outcome, WorkerLost) and worker.peak > self._limits.memory / 2:
            # A library that is refused memory ends its process; what it had asked for last, nobody sees.
            return replace(outcome, reason="too_large", detail=_needed(self._limits.memory))
        return outcome

    def _over_limit(self, worker: Worker) -> WorkerLost | None:
        if worker.deadline <= time.monotonic():
            in_step = worker.step is not None and worker.step_deadline <= worker.task_deadline
            seconds = self._limits.step_timeout if in_step else self._limits.timeout
            return WorkerLost(worker.task, "timed_out", f"it took more than {seconds:g} seconds", worker.step, in_step)
        now = resident_bytes(worker.process.pid or 0) or 0
        worker.peak = max(worker.peak, now)
        if now > self._limits.memory:
            return WorkerLost(
                worker.task, "too_large", _needed(self._limits.memory), worker.step, worker.step is not None
            )
        return None

    def _is_worn(self, worker: Worker) -> bool:
        """Whether a worker that has done a task is to be replaced: after many, or when it has kept too much memory."""
        if worker.tasks >= self._limits.tasks:
            return True
        return (resident_bytes(worker.process.pid or 0) or 0) > self._limits.memory / 2


def _needed(memory: int) -> str:
    return f"it needed more than {memory / 2**20:.0f} MiB of memory"


__all__ = ["Limits", "Pool", "WorkerLost", "WorkerResult"]
