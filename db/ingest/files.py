"""Rows of ``files``: every file that was met, and its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from db.sql.clock import now

#: ``replaced``: the file at this path has other content now; what was loaded from the earlier one is kept.
Status = Literal["loaded", "duplicate", "failed", "replaced"]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file. ``error`` is a sentence for the user; ``sha256`` is None for a file never read."""

    source_path: str
    sha256: str | None
    status: Status
    started_at: str
    report_id: int | None = None
    error_kind: str | None = None
    error: str | None = None


Reprocess = Literal["outdated", "failed", "all"]
_TO_REPROCESS = {
    "outdated": "SELECT source_path FROM reports WHERE extractor_version IS NOT :version",
    "failed": "SELECT source_path FROM files WHERE status = 'failed'",
}
_TO_REPROCESS["all"] = f"SELECT source_path FROM reports UNION {_TO_REPROCESS['failed']}"


def paths_to_reprocess(database: Database, which: Reprocess, version: str) -> list[str]:
    """The files of reports that another version than ``version`` extracted, that failed, or all."""
    rows = database.conn.execute(f"{_TO_REPROCESS[which]} ORDER BY source_path", {"version": version})
    return [str(row[0]) for row in rows]


def record_file(database: Database, outcome: FileOutcome) -> None:
    """Write the row of one file; must run in a transaction. The same outcome again changes nothing."""
    same = database.conn.execute(
        "SELECT id, status, report_id, error_kind, error FROM files WHERE source_path = ? AND sha256 IS ?",
        [outcome.source_path, outcome.sha256],
    ).fetchone()
    if same and tuple(same[1:]) == (outcome.status, outcome.report_id, outcome.error_kind, outcome.error):
        return
    database.conn.execute(
        "UPDATE files SET status = 'replaced' WHERE source_path = ? AND sha256 IS NOT ?",
        [outcome.source_path, outcome.sha256],
    )
    values = {
        "id": same[0] if same else None,
        "source_path": outcome.source_path,
        "sha256": outcome.sha256,
        "status": outcome.status,
        "error_kind": outcome.error_kind,
        "error": outcome.error,
        "report_id": outcome.report_id,
        "started_at": outcome.started_at,
        "finished_at": now(),
    }
    database.conn.execute(
        "INSERT INTO files (id, source_path, sha256, status, error_kind, error, report_id, started_at, finished_at) "
        "VALUES (:id, :source_path, :sha256, :status, :error_kind, :error, :report_id, :started_at, :finished_at) "
        "ON CONFLICT (id) DO UPDATE SET status = excluded.status, error_kind = excluded.error_kind, "
        "error = excluded.error, report_id = excluded.report_id, started_at = excluded.started_at, "
        "finished_at = excluded.finished_at",
        values,
    )


def record_known(database: Database, source_path: str, sha256: str, report_id: int, started_at: str) -> Status:
    """Record a file whose content is in the database: as that report's own file, or as a duplicate of it."""
    own = database.conn.execute("SELECT source_path FROM reports WHERE id = ?", [report_id]).fetchone()
    status: Status = "loaded" if own[0] == source_path else "duplicate"
    record_file(database, FileOutcome(source_path, sha256, status, started_at, report_id))
    return status
