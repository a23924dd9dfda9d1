"""A Dask cluster for tests: a scheduler and workers as processes of their own, on free ports of this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.made_pdfs import environment


@dataclass
class MadeCluster:
    """Its scheduler is there; workers are started when they are needed."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    def scheduler(self, *options: str, **settings: str) -> subprocess.Popen[bytes]:
        told = self.folder / "scheduler.json"
        place = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
        process = self._start("scheduler", *place, *options, **settings)
        while not told.exists() or not told.read_text():
            assert process.poll() is None
            time.sleep(0.02)
        self.address = json.loads(told.read_text())["address"]
        return process

    def worker(self, *options: str, **settings: str) -> subprocess.Popen[bytes]:
        """One that reads one file at a time. Without a nanny it is one process, which can be killed."""
        place = ("--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--local-directory", str(self.folder))
        return self._start("worker", self.address, *place, *options, **settings)

    def _start(self, *arguments: str, **settings: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{len(self.processes)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            env={**environment(), **settings},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        log.close()
        self.processes.append(process)
        return process


@contextmanager
def made_cluster(folder: Path) -> Iterator[MadeCluster]:
    """A cluster whose processes end with the test."""
    folder.mkdir()
    cluster = MadeCluster(folder)
    try:
        yield cluster
    finally:
        for process in reversed(cluster.processes):
            process.terminate()
        for process in cluster.processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
