"""Loads that were asked for in the browser: one after another, each the same job as ``baocao load``, in a process of
its own. What they come to stands in the database, so that nothing is lost when a load, or this server, breaks off.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from db import ArchiveError, open_archive

_LOG = logging.getLogger("baocao.web")
#: Seconds: before a database that could not be asked is asked again; that a load may take to end when it is told to.
_AGAIN, _TO_END = 5.0, 20.0
#: Where the packages are: the process starts there, whatever this one was started from.
_ROOT = Path(__file__).resolve().parents[2]
#: Characters of what a process that broke off said last.
_LAST_WORDS = 600


class Loads:
    """The queue of one database. Safe to call from threads."""

    def __init__(self, archive: Path) -> None:
        """Prepare; nothing runs before :meth:`start`."""
        self._archive = archive.absolute()
        self._lock = threading.Lock()
        self._asked = threading.Event()
        self._closing = False
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._run_id: int | None = None
        self._told_to_end = False

    def start(self) -> None:
        """Take up what waits, and from now on what is queued."""
        self._thread = threading.Thread(target=self._work, name="loads", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something was queued."""
        self._asked.set()

    def stop(self, run_id: int) -> bool:
        """Tell a load to end after the report in hand; says whether it is one of these."""
        with self._lock:
            mine = self._process is not None and self._run_id == run_id
            if mine and not self._told_to_end:  # told twice it would break off at once
                self._told_to_end = True
                _interrupt(self._process)
        return mine

    def running(self) -> int | None:
        """The id of the run that this server has started, and that has not ended."""
        return self._run_id

    def close(self) -> None:
        """End: the load that runs is interrupted, and what waits does so until the next start."""
        self._closing = True
        self._asked.set()
        if self._run_id is not None:
            self.stop(self._run_id)
        if self._thread is not None:
            self._thread.join(_TO_END)
        with self._lock:
            if self._process is not None:
                self._process.kill()

    def _work(self) -> None:
        while not self._closing:
            self._asked.clear()
            try:
                run_id = self._next()
                if run_id is not None:
                    self._run(run_id)
                    continue
            except (ArchiveError, OSError, subprocess.SubprocessError) as error:
                _LOG.error("the queue of loads: %s", error)
                self._asked.wait(_AGAIN)
                continue
            self._asked.wait()

    def _next(self) -> int | None:
        with open_archive(self._archive) as archive:
            return archive.runs.next_queued()

    def _run(self, run_id: int) -> None:
        command = [sys.executable, "-m", "web.cli", "load", "--db", str(self._archive), "--run", str(run_id)]
        with tempfile.TemporaryFile() as said:
            with self._lock:
                if self._closing:
                    return
                # Ctrl-C in the terminal reaches this server alone, which then tells the load once.
                self._process = subprocess.Popen(
                    command,
                    cwd=_ROOT,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=said,
                    start_new_session=True,
                )
                self._run_id, self._told_to_end = run_id, False
            code = self._process.wait()
            with self._lock:
                self._process = self._run_id = None
                told_to_end = self._told_to_end
            if told_to_end and self._closing:
                return  # before it began: it waits for the next start
            said.seek(0)
            last = said.read().decode("utf-8", "replace").strip()[-_LAST_WORDS:]
            self._settle(run_id, "" if told_to_end else f"The load could not begin (exit code {code}). {last}".strip())

    def _settle(self, run_id: int, message: str) -> None:
        """A process that ended before it took its run cannot have said so: it would be started for ever."""
        with open_archive(self._archive, write=True) as archive:
            if archive.runs.get(run_id)["status"] == "queued":
                archive.runs.end(run_id, "failed" if message else "interrupted", message=message or None)


def _interrupt(process: subprocess.Popen[bytes] | None) -> None:
    if process is None or process.poll() is not None:
        return
    if os.name == "nt":
        process.terminate()
    else:
        process.send_signal(signal.SIGINT)
