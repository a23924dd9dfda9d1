"""Jobs: reading one content with one version of the extractors, how often that was begun, and how it ended.

``files`` says what became of each path; a job is the work itself, under whatever names its bytes lie on the shelf.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from db.sql.clock import now

JobState = Literal["begun", "done", "failed"]
#: Failures that the same bytes meet again in the same version: reading them once more would change nothing.
SETTLED = ("not_pdf", "empty", "zero_pages", "damaged", "password_required", "no_text")


@dataclass(frozen=True, slots=True)
class JobFailure:
    """Why a content failed; ``source_path`` is the name that stands in the sentence ``error``."""

    kind: str
    error: str
    source_path: str


def begin_job(database: Database, sha256: str, version: str, source_path: str, run_id: int | None) -> None:
    """A worker is given this content: one attempt more."""
    database.conn.execute(
        "INSERT INTO jobs (sha256, extractor_version, source_path, state, attempts, run_id, updated_at) "
        "VALUES (:sha256, :version, :path, 'begun', 1, :run, :now) ON CONFLICT (sha256, extractor_version) DO UPDATE "
        "SET source_path = :path, state = 'begun', attempts = attempts + 1, run_id = :run, updated_at = :now, "
        "error_kind = NULL, error = NULL",
        {"sha256": sha256, "version": version, "path": source_path, "run": run_id, "now": now()},
    )


def end_job(
    database: Database, sha256: str, version: str, state: JobState, kind: str | None = None, error: str | None = None
) -> None:
    """Write how a job that was begun ended; in the transaction that stores what came of it."""
    database.conn.execute(
        "UPDATE jobs SET state = :state, error_kind = :kind, error = :error, updated_at = :now "
        "WHERE sha256 = :sha256 AND extractor_version = :version AND state = 'begun'",
        {"sha256": sha256, "version": version, "state": state, "kind": kind, "error": error, "now": now()},
    )


def is_begun(database: Database, sha256: str, version: str) -> bool:
    """Whether there is a job of this content and version."""
    sql = "SELECT 1 FROM jobs WHERE sha256 = ? AND extractor_version = ?"
    return database.conn.execute(sql, [sha256, version]).fetchone() is not None


def settled_failure(database: Database, sha256: str, version: str) -> JobFailure | None:
    """How this content failed in this version, where it would fail again; None where it is worth an attempt."""
    marks = ", ".join("?" * len(SETTLED))
    row = database.conn.execute(
        "SELECT error_kind, error, source_path FROM jobs WHERE sha256 = ? AND extractor_version = ? "
        f"AND state = 'failed' AND error_kind IN ({marks})",
        [sha256, version, *SETTLED],
    ).fetchone()
    return JobFailure(*row) if row else None
