"""What a worker of a Dask cluster does with one file. It is sent by name, so baocao is installed on every machine."""

from __future__ import annotations

import hashlib
import multiprocessing
import tempfile
import threading
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.load.extractor_version import extractor_version
from pipeline.workers.persistent_reader import PersistentReader
from pipeline.workers.pool import Limits
from pipeline.workers.process import WorkerLost, WorkerResult
from pipeline.workers.read_report import Failed, Task, unreadable_message


@dataclass(frozen=True, slots=True)
class Order:
    """A file to read, what it may take, and its bytes where the workers cannot see the file itself."""

    task: Task
    limits: Limits
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class VersionMismatch:
    """The worker at this address reads with another version than the one that rows are to be marked with."""

    worker: str
    version: str


@dataclass(frozen=True, slots=True)
class JobError:
    """The worker could not do what it was sent, and why: no fault of the file."""

    why: str
    traceback: str = ""


def run_order(order: Order) -> WorkerResult | WorkerLost | VersionMismatch:
    """Read the file in a process of its own, with the limits of a load on one machine: what crashes costs its file,
    and not the worker."""
    own = extractor_version(order.task.ocr)
    if own != order.task.version:
        return VersionMismatch(_address(), own)
    if order.data is None:
        return _check_visible(order.task) or _read_apart(order.task, order.limits)
    with tempfile.TemporaryDirectory(prefix="baocao-") as folder:
        place = Path(folder) / "report.pdf"
        place.write_bytes(order.data)
        return _renamed(_read_apart(replace(order.task, path=place), order.limits), order.task)


def _read_apart(task: Task, limits: Limits) -> WorkerResult | WorkerLost:
    # A nanny marks its worker as a process that starts none; here it has to.
    multiprocessing.current_process().daemon = False
    return _reader(threading.get_ident()).read(task, limits)


@cache
def _reader(_thread: int) -> PersistentReader:
    """The process beside one thread of the worker; it ends with the worker."""
    return PersistentReader()


def _check_visible(task: Task) -> WorkerResult | None:
    """The failure of a file that this machine does not see, or sees otherwise."""
    try:
        if not task.path.is_file():
            return WorkerResult(task, Failed("not_on_worker", _unseen(task.path)))
        with task.path.open("rb") as source:
            same = hashlib.file_digest(source, "sha256").hexdigest() == task.sha256
    except OSError as error:
        return WorkerResult(
            task, Failed("unreadable", f"{unreadable_message(task.path, error)} (On the worker {_address()}.)")
        )
    if same:
        return None
    message = f"{task.path}: has another content on the worker {_address()} than here. {_ADVICE}"
    return WorkerResult(task, Failed("not_on_worker", message))


_ADVICE = "Give all machines the same folder under the same path, or send the files (--send-files)."


def _unseen(path: Path) -> str:
    return f"{path}: the worker {_address()} sees no such file. {_ADVICE}"


def _renamed(outcome: WorkerResult | WorkerLost, task: Task) -> WorkerResult | WorkerLost:
    """``outcome`` under the name that the file has where it came from."""
    value = outcome.value if isinstance(outcome, WorkerResult) else None
    if isinstance(value, Failed):
        message = value.message.replace(str(outcome.task.path), str(task.path))
        return WorkerResult(task, replace(value, message=message))
    return replace(outcome, task=task)


def _address() -> str:
    from distributed import get_worker

    try:
        return str(get_worker().address)
    except ValueError:
        return "on this machine"
