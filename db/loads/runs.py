"""Runs: one row for each load, how far it has come and how it ended, and the files that failed in it."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlite_utils import Database

from db.errors import NothingMatchesError
from db.sql.clock import now
from db.sql.rows import query_rows

#: ``lost``: its process is gone without having said how it ended.
RunStatus = Literal["queued", "running", "done", "interrupted", "failed", "lost"]
_COUNTS = "files_total, files_done, loaded, skipped, duplicates, failed, pages, pages_done, seconds"
#: Seconds by which the clock of a process's start and that of a run may differ.
_CLOCKS_DIFFER = 2.0


@dataclass(frozen=True, slots=True)
class RunCounts:
    """How many files of a run ended how, and how far it has come.

    ``skipped`` are files whose content was loaded before. ``pages`` are those of the reports it stored, ``pages_done``
    all that it has read. ``interrupted``: the run was stopped before its last file.
    """

    files_total: int = 0
    loaded: int = 0
    skipped: int = 0
    duplicates: int = 0
    failed: int = 0
    pages: int = 0
    pages_done: int = 0
    seconds: float = 0.0
    interrupted: bool = False

    @property
    def files_done(self) -> int:
        """How many files are dealt with."""
        return self.loaded + self.skipped + self.duplicates + self.failed

    def plus(self, **added: float) -> RunCounts:
        """The counts with these numbers added to the fields of those names."""
        return replace(self, **{name: getattr(self, name) + number for name, number in added.items()})


def queue_run(database: Database, paths: Sequence[str], options: Mapping[str, Any]) -> int:
    """Put a run there for another process to take; returns its id."""
    values = {"paths": _json(list(paths)), "options": _json(options), "now": now()}
    added = database.conn.execute(
        "INSERT INTO runs (status, updated_at, paths, options) VALUES ('queued', :now, :paths, :options)", values
    )
    return added.lastrowid or 0


def start_run(
    database: Database, paths: Sequence[str], options: Mapping[str, Any], files_total: int, queued: int | None
) -> int:
    """A run of this process begins: a new one, or the one with the id ``queued``; returns its id.

    Raises:
        NothingMatchesError: no run with that id waits to be taken.
    """
    run_id = queue_run(database, paths, options) if queued is None else queued
    _settle_lost(database)
    values = {"id": run_id, "now": now(), "pid": os.getpid(), "host": socket.gethostname()}
    values |= {"files_total": files_total, "paths": _json(list(paths)), "options": _json(options)}
    taken = database.conn.execute(
        "UPDATE runs SET status = 'running', started_at = :now, updated_at = :now, pid = :pid, host = :host, "
        "files_total = :files_total, paths = :paths, options = :options WHERE id = :id AND status = 'queued'",
        values,
    )
    if not taken.rowcount:
        raise NothingMatchesError(f"run {run_id} does not wait to be taken. See baocao runs for those that there are.")
    return run_id


def note_progress(database: Database, run_id: int, counts: RunCounts) -> None:
    """Write how far a run has come."""
    assignments = ", ".join(f"{name} = :{name}" for name in _COUNTS.split(", "))
    values = asdict(counts) | {"files_done": counts.files_done, "id": run_id, "now": now()}
    database.conn.execute(f"UPDATE runs SET {assignments}, updated_at = :now WHERE id = :id", values)


def note_failure(database: Database, run_id: int, source_path: str, kind: str, error: str) -> None:
    """Add a file that failed in a run."""
    database.conn.execute(
        "INSERT INTO run_failures (run_id, source_path, error_kind, error) VALUES (?, ?, ?, ?)",
        [run_id, source_path, kind, error],
    )


def end_run(database: Database, run_id: int, status: RunStatus, counts: RunCounts | None, message: str | None) -> None:
    """Write how a run ended; ``message`` says why, where it did not come to its end."""
    if counts is not None:
        note_progress(database, run_id, counts)
    database.conn.execute(
        "UPDATE runs SET status = :status, finished_at = :now, updated_at = :now, message = :message WHERE id = :id",
        {"id": run_id, "status": status, "message": message, "now": now()},
    )


def runs(database: Database, run_id: int | None = None) -> list[dict[str, Any]]:
    """All runs, the newest first, or the one with this id; ``paths`` and ``options`` are JSON text."""
    where, values = ("WHERE id = ?", [run_id]) if run_id is not None else ("", [])
    rows = query_rows(
        database,
        "SELECT id, status, started_at, finished_at, updated_at, pid, host, paths, options, "
        f"{_COUNTS}, message FROM runs {where} ORDER BY id DESC",
        values,
    )
    for run in rows:
        if _is_lost(run):
            run |= {"status": "lost", "message": _LOST}
    return rows


def run(database: Database, run_id: int) -> dict[str, Any]:
    """The run with this id, ``paths`` and ``options`` unfolded.

    Raises:
        NothingMatchesError: there is none.
    """
    rows = runs(database, run_id)
    if not rows:
        raise NothingMatchesError(f"there is no run {run_id}. See baocao runs for those that there are.")
    return rows[0] | {name: json.loads(rows[0][name] or "null") for name in ("paths", "options")}


def run_failures(database: Database, run_id: int) -> list[dict[str, Any]]:
    """The files that failed in a run, in the order in which they did."""
    sql = "SELECT source_path, error_kind, error FROM run_failures WHERE run_id = ? ORDER BY id"
    return query_rows(database, sql, [run_id])


_LOST = "Its process is gone (killed, or the machine stopped). Run the same load again: it takes up the rest."


def _settle_lost(database: Database) -> None:
    running = query_rows(database, "SELECT id, status, pid, host, started_at FROM runs WHERE status = 'running'")
    lost = [(_LOST, run["id"]) for run in running if _is_lost(run)]
    database.conn.executemany("UPDATE runs SET status = 'lost', message = ? WHERE id = ?", lost)


def _is_lost(run: Mapping[str, Any]) -> bool:
    """Whether a run that has not ended has no process any more. Of another machine, nobody can tell from here."""
    if run["status"] != "running" or run["host"] != socket.gethostname():
        return False
    pid = int(run["pid"])
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass  # somebody else's, and alive
    started = _started(pid)
    # A process that began after the run is another one, under a number that came free.
    return started is not None and started > datetime.fromisoformat(run["started_at"]).timestamp() + _CLOCKS_DIFFER


def _started(pid: int) -> float | None:
    """When a process began, in seconds of the epoch, where the system tells it (Linux)."""
    try:
        ticks = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
        uptime = float(Path("/proc/uptime").read_text().split()[0])
        return time.time() - uptime + ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
