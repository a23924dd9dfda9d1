"""The engine that reads on a Dask cluster: a bounded number of files is in flight, and one process writes the results.

Dask hands out, watches its workers and does again what was lost with one of them. What is done already is known by the
database alone, so a load that ends for whatever reason is taken up by the same command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from pipeline.cluster.connection import Cluster, WorkersDied, connected
from pipeline.cluster.job import JobError, Order, VersionMismatch
from pipeline.errors import ClusterError
from pipeline.workers.pool import Limits
from pipeline.workers.process import WorkerLost, WorkerResult
from pipeline.workers.read_report import Failed, Task, unreadable_message

if TYPE_CHECKING:
    from distributed import Future

#: Files on their way, for each thread of a worker: one is read while the next waits, and results wait for the writer.
_MAX_FILES_PER_THREAD = 3
#: Bytes on their way where files are sent.
_MAX_BYTES_IN_FLIGHT = 256 * 2**20
#: How long a wait may last at most, in seconds: so soon is an interrupt noticed.
_POLL_SECONDS = 0.25
#: Seconds until a result is asked for again that was lost on its way, with the worker that held it.
_RESULT_TIMEOUT_SECONDS = 5.0


class DaskEngine:
    """Reads on the cluster whose scheduler listens at ``scheduler`` (``tcp://…``, ``tls://…``)."""

    def __init__(self, scheduler: str, *, limits: Limits, send_files: bool = False) -> None:
        """Prepare; each file is read within ``limits``. ``send_files``: the workers do not see the files."""
        self._scheduler = scheduler
        self._limits = limits
        self._send_files = send_files

    def run(self, tasks: Iterable[Task | None], stopping: Callable[[], bool]) -> Iterator[WorkerResult | WorkerLost]:
        """Yield an outcome for each task, as they end. When ``stopping()`` holds, no outcome more.

        Raises:
            ClusterError: the scheduler cannot be reached, or is lost; no worker is left; or one of them reads
                with another version. What was stored before stays.
        """
        with connected(self._scheduler) as cluster:
            yield from _Flow(cluster, self._limits, self._send_files).run(iter(tasks), stopping)


@dataclass(slots=True)
class _Flow:
    cluster: Cluster
    limits: Limits
    send_files: bool
    out: dict[Future, Order] = field(default_factory=dict)
    ended: SimpleQueue[Future] = field(default_factory=SimpleQueue)
    #: What failed before it went out.
    unsent: list[WorkerResult] = field(default_factory=list)
    #: Files that were there when workers died, and may not be to blame: each is read once more, alone.
    suspects: list[Task] = field(default_factory=list)
    bytes_out: int = 0
    exhausted: bool = False
    alone: bool = False

    def run(self, tasks: Iterator[Task | None], stopping: Callable[[], bool]) -> Iterator[WorkerResult | WorkerLost]:
        """Send and collect until all is done or ``stopping()`` holds."""
        while not stopping():
            if not self.out:
                self.alone = False
            if not self.alone:
                self._send(tasks)
            while self.unsent:
                yield self.unsent.pop()
            if not self.out:
                # Also where the next file has to wait: it may be for one of these.
                self.alone = bool(self.suspects)
                if self.suspects:
                    self._submit(self.suspects.pop())
                elif self.exhausted:
                    return
            outcome = self._next_outcome() if self.out else None
            if outcome is not None:
                # The next file goes out before this one is stored, so that no worker waits for the database.
                if not self.alone:
                    self._send(tasks)
                yield outcome

    def _send(self, tasks: Iterator[Task | None]) -> None:
        most = max(1, self.cluster.threads()) * _MAX_FILES_PER_THREAD
        while not self.exhausted and len(self.out) < most and self.bytes_out < _MAX_BYTES_IN_FLIGHT:
            try:
                task = next(tasks)
            except StopIteration:
                self.exhausted = True
                return
            if task is None:
                return  # the next one has to wait until more has come back
            self._submit(task)

    def _submit(self, task: Task) -> None:
        try:
            order = Order(task, self.limits, task.path.read_bytes() if self.send_files else None)
        except OSError as error:
            self.unsent.append(WorkerResult(task, Failed("unreadable", unreadable_message(task.path, error))))
            return
        future = self.cluster.submit(order)
        self.out[future] = order
        self.bytes_out += len(order.data or b"")
        future.add_done_callback(self.ended.put)

    def _next_outcome(self) -> WorkerResult | WorkerLost | None:
        try:
            future = self.ended.get(timeout=_POLL_SECONDS)
        except Empty:
            self.cluster.check()
            return None
        outcome: WorkerResult | WorkerLost | VersionMismatch | WorkersDied | JobError | None = self.cluster.result(
            future, _RESULT_TIMEOUT_SECONDS
        )
        if outcome is None:
            # It went with its worker, and is read again: the other results come first.
            self.cluster.check()
            self.ended.put(future)
            return None
        order = self.out.pop(future)
        self.bytes_out -= len(order.data or b"")
        future.release()
        return self._interpret(outcome, order.task)

    def _interpret(
        self, outcome: WorkerResult | WorkerLost | VersionMismatch | WorkersDied | JobError, task: Task
    ) -> WorkerResult | WorkerLost | None:
        match outcome:
            case VersionMismatch():
                raise _version_error(outcome, task.version)
            case JobError(why, trace):
                message = (
                    f"{task.path}: could not be read on the cluster ({why}). See to its machines, and load it again."
                )
                return WorkerResult(task, Failed("worker_failed", message, trace))
            case WorkersDied() if not self.alone:
                self.suspects.append(task)
                return None
            case WorkersDied(times):
                return WorkerLost(task, "crashed", f"{times} workers died that had it")
            case _:
                return outcome


def _version_error(mismatch: VersionMismatch, version: str) -> ClusterError:
    return ClusterError(
        f"the worker {mismatch.worker} reads with {mismatch.version}, and this program with {version}: its rows would "
        "be marked wrongly, so nothing is taken from it.",
        "Install the same version of baocao there (Tesseract and its Vietnamese data too, or load with --ocr never), "
        "start the worker again, and run the same command: what is stored stays.",
    )
