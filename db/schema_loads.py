"""The columns of what an archive remembers of its loads and audits. Part of the public contract."""

from __future__ import annotations

#: Each audit of the whole archive, when it began and ended (UTC): what is loaded later has not been checked.
AUDIT = {"id": int, "started_at": str, "finished_at": str, "reports": int, "findings": int}
#: One load: how far it has come, how it ended. ``paths`` and ``options`` are JSON, as the user gave them.
RUN = {
    "id": int,
    "status": str,
    "started_at": str,
    "finished_at": str,
    "updated_at": str,
    "pid": int,
    "host": str,
    "paths": str,
    "options": str,
    "files_total": int,
    "files_done": int,
    "loaded": int,
    "skipped": int,
    "duplicates": int,
    "failed": int,
    "pages": int,
    "pages_done": int,
    "seconds": float,
    "message": str,
}
RUN_FAILURE = {"id": int, "run_id": int, "source_path": str, "error_kind": str, "error": str}
#: Reading one content with one version of the extractors: the key, how often it was begun, how it ended.
JOB = {
    "sha256": str,
    "extractor_version": str,
    "source_path": str,
    "state": str,
    "attempts": int,
    "error_kind": str,
    "error": str,
    "run_id": int,
    "updated_at": str,
}
