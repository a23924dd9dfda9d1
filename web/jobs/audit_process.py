"""The audit that a reader starts: a process of its own, one at a time, so that the room stays quick meanwhile."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

#: The exit codes of ``baocao audit`` that are none of a failure: nothing found, something found.
_SOUND = (0, 4)
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class AuditState:
    """How the audit stands: ``seconds`` it has run or took; ``message`` is what it said when it ``failed``."""

    status: Literal["idle", "running", "done", "failed"] = "idle"
    seconds: float = 0.0
    message: str = ""


class Auditor:
    """Starts ``baocao audit`` over one archive, and knows how the last one ended. Safe to call from threads."""

    def __init__(self, archive: Path) -> None:
        """Prepare; nothing is started."""
        self._command = [sys.executable, "-m", "web.cli", "audit", "--db", str(archive.absolute())]
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._began = 0.0
        self._last = AuditState()

    def start(self) -> bool:
        """Begin an audit, unless one is going on; says whether it was begun."""
        with self._lock:
            if self._process is not None:
                return False
            # From the folder of the program: what lies beside an archive may have the name of a module.
            process = subprocess.Popen(
                self._command,
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
            self._process, self._began = process, time.monotonic()
        threading.Thread(target=self._follow, args=(process,), daemon=True).start()
        return True

    def state(self) -> AuditState:
        """How it stands now."""
        with self._lock:
            if self._process is not None:
                return AuditState("running", time.monotonic() - self._began)
            return self._last

    def close(self) -> None:
        """End an audit that is going on: it writes all it found at its end, or nothing."""
        with self._lock:
            process = self._process
        if process is not None:
            process.terminate()
            process.wait()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        _, output = process.communicate()
        lines = [line.strip() for line in output.splitlines() if line.strip()]
        sound = process.returncode in _SOUND
        message = "" if sound or not lines else lines[-1].removeprefix("Error: ")
        with self._lock:
            took = time.monotonic() - self._began
            self._last = AuditState("done" if sound else "failed", took, message)
            self._process = None
