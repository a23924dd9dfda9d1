"""The connection to a Dask cluster; its failures become a ClusterError with a remedy."""

from __future__ import annotations

import logging
import pickle
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cluster.job import JobError
from pipeline.errors import ClusterError, InvalidRequestError, MissingPackageError

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds until a scheduler that does not answer is given up.
_CONNECT_TIMEOUT_SECONDS = 15.0
#: Seconds between two looks at the workers.
_WORKER_CHECK_SECONDS = 3.0
#: Seconds that a load waits for a worker when there is none.
_MAX_SECONDS_WITHOUT_WORKERS = 120.0


def configure(path: Path | None) -> None:
    """Take over Dask's settings from a YAML file, certificates for TLS among them.

    Raises:
        ClusterError: the file is no YAML with settings.
        MissingPackageError: Dask is not installed.
    """
    dask = _dask()
    if path is None:
        return
    try:
        settings = dask.config.collect(paths=[str(path)], env={})
    except ValueError as error:
        raise ClusterError(f"{path}: cannot be read as Dask's settings ({error}).", "Mend the file.") from error
    dask.config.update(dask.config.config, settings, priority="new")


@dataclass(frozen=True, slots=True)
class WorkersDied:
    """So many workers died while they had the task, as many as the scheduler lets die for one."""

    times: int


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler listens at ``address``; what is still out is called back at the end.

    Raises:
        ClusterError: there is no such scheduler, or it may not be spoken to.
        InvalidRequestError: the address is none.
        MissingPackageError: Dask is not installed.
    """
    _dask()
    from distributed import Client

    _check(address)
    # What goes wrong is told once, as a sentence; Dask would log it with tracebacks too.
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.batched"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(
            address, timeout=_CONNECT_TIMEOUT_SECONDS, set_as_default=False, direct_to_workers=False, name="baocao"
        )
    except (OSError, RuntimeError) as error:
        raise ClusterError(
            f"{address}: no Dask scheduler answers there ({' '.join(str(error).split())}).",
            "Start one (dask scheduler), or name the address that it printed.",
        ) from error
    try:
        yield Cluster(client, address)
    finally:
        # A scheduler that is gone cannot be taken leave of.
        with suppress(OSError, TimeoutError, CancelledError, RuntimeError):
            client.close(timeout=2)


def _check(address: str) -> None:
    """See that Dask can make something of the address; where it cannot, it would say so late and at length."""
    from distributed import Security

    if not re.fullmatch(r"(tcp|tls)://.+:\d+", address):
        raise InvalidRequestError(
            f"--scheduler {address}: is no address of the form tcp://HOST:PORT or tls://HOST:PORT.",
            "Name the address that the scheduler printed.",
        )
    security = Security()
    secured = address.startswith("tls://")
    if security.require_encryption and not secured:
        raise ClusterError(
            f"{address}: Dask's settings ask for encryption.", "Give an address that begins with tls://."
        )
    if secured and security.get_connection_args("client").get("ssl_context") is None:
        raise ClusterError(
            f"{address}: needs certificates, and Dask's settings name none (distributed.comm.tls).",
            "Give a file that does with --dask-config.",
        )


class Cluster:
    """A connected cluster, in the words of a load."""

    def __init__(self, client: Client, address: str) -> None:
        """Take over an open ``client``."""
        self._client = client
        self._address = address
        self._threads = 0
        self._looked = self._last_worker = time.monotonic()
        self._look()

    def submit(self, order: Any) -> Future:
        """Hand in one task, a :class:`pipeline.cluster.job.Order`."""
        with self._translated_errors():
            return self._client.submit(_job(), pickle.dumps(order), pure=False)

    def threads(self) -> int:
        """How many files the cluster reads at a time, as it was some seconds ago."""
        if time.monotonic() - self._looked > _WORKER_CHECK_SECONDS:
            self._look()
        return self._threads

    def check(self) -> None:
        """See that there is a scheduler still, and a worker.

        Raises:
            ClusterError: there is none, or has been none for too long.
        """
        if not self.threads() and time.monotonic() - self._last_worker > _MAX_SECONDS_WITHOUT_WORKERS:
            raise ClusterError(
                f"{self._address}: has had no worker for {_MAX_SECONDS_WITHOUT_WORKERS:.0f} seconds.",
                f"Start some (dask worker {self._address}). {ClusterError.remedy}",
            )

    def result(self, future: Future, timeout: float) -> Any:
        """What the job returned; :class:`WorkersDied` where its worker died time and again, :class:`JobError` where it
        could not be done there, None where it is not at hand after ``timeout`` seconds.

        Raises:
            ClusterError: the scheduler is lost, or a machine cannot run the job at all.
        """
        with self._translated_errors():
            if future.status == "error":
                return self._error_outcome(future.exception(timeout=timeout))
            try:
                return pickle.loads(future.result(timeout=timeout))
            except TimeoutError:
                return None

    def _error_outcome(self, error: BaseException) -> WorkersDied | JobError:
        from distributed.scheduler import KilledWorker

        if isinstance(error, KilledWorker):
            return WorkersDied(error.allowed_failures + 1)
        if isinstance(error, ImportError):
            raise ClusterError(
                f"{self._address}: a worker of this cluster cannot run baocao ({error}).",
                f"Install the same version there, for the Python that runs the worker. {ClusterError.remedy}",
            ) from error
        return JobError(f"{type(error).__name__}: {error}")

    def _look(self) -> None:
        with self._translated_errors():
            self._threads = sum(self._client.nthreads().values())
        self._looked = time.monotonic()
        if self._threads:
            self._last_worker = self._looked

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except (CancelledError, OSError) as error:
            raise ClusterError(f"{self._address}: the Dask scheduler is gone.") from error


def _job() -> Callable[[bytes], bytes]:
    """What a worker is sent, and the scheduler passes on. Only when it runs, baocao is needed: a worker that lacks it
    says so then, where one that cannot read a message would leave."""

    def carry_out_there(order: bytes) -> bytes:
        import pickle
        import traceback

        from pipeline.cluster.job import JobError, run_order

        try:
            read = pickle.loads(order)
        except Exception as error:
            raise ImportError(f"it does not understand what it is sent: {error}") from error
        try:
            return pickle.dumps(run_order(read))
        except Exception as error:  # noqa: BLE001  # the border of the machine: its faults are told, not spread
            trace = "".join(traceback.format_exception(error))
            return pickle.dumps(JobError(f"{type(error).__name__}: {error}", trace))

    # Dask sends the code of a function within a function, and only the names of others.
    return carry_out_there


def _dask() -> Any:
    try:
        import dask
        import distributed  # noqa: F401  # dask alone is not enough
    except ImportError as error:
        raise MissingPackageError(
            "--engine dask needs Dask, which is not installed.",
            "Install baocao with it (pip install '.[dask]' in its folder), or the package distributed into the same "
            "environment.",
        ) from error
    return dask
