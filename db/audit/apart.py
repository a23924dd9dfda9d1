"""An audit beside which others go on writing: checking takes long and only reads, and what it finds is written at once.

What was loaded or read anew meanwhile is checked again before that, with the little that was found against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlite_utils import Database

from db.audit.auditing import Audit, audit
from db.audit.writing import note_audit, write_findings
from db.connection import transaction
from db.store import now


def audit_apart(
    database: Database, ids: Sequence[int] | None = None, progress: Callable[[int, int], None] | None = None
) -> Audit:
    """Check the reports with these ``ids``, or all, and write what was found in place of what was found before."""
    began = now()
    with _snapshot(database):
        seen = _loaded(database)
        done = audit(database, ids, progress)
    with transaction(database):
        _catch_up(database, done, seen, ids)
        write_findings(database, done.findings.values(), ids)
        if ids is None:
            note_audit(database, began, done.reports)
    return done


@contextmanager
def _snapshot(database: Database) -> Iterator[None]:
    """All that is read inside is of one state of the database, whatever others write."""
    database.conn.execute("BEGIN")
    try:
        yield
    finally:
        database.conn.execute("ROLLBACK")


def _loaded(database: Database) -> dict[int, str]:
    return dict(database.conn.execute("SELECT id, coalesce(loaded_at, '') FROM reports").fetchall())


def _catch_up(database: Database, done: Audit, seen: dict[int, str], ids: Sequence[int] | None) -> None:
    changed = {number for number, at in _loaded(database).items() if seen.get(number) != at}
    if not changed:
        return
    stale = {
        key: found
        for key, found in done.findings.items()
        if found.report_id in changed or any(item.report_id in changed for item in found.evidence)
    }
    again = (changed if ids is None else changed.intersection(ids)) | {found.report_id for found in stale.values()}
    done.findings = {key: found for key, found in done.findings.items() if found.report_id not in again}
    late = audit(database, sorted(again))
    done.checked |= late.checked
    done.findings = late.findings | done.findings
    done.reports = len(_loaded(database)) if ids is None else done.reports
