"""Runs all checks on each report, and writes the findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlite_utils import Database

from db.audit.context import AuditContext, SeriesCache
from db.audit.facts import Report, reports
from db.audit.findings_table import note_audit, write_findings
from db.audit.model import Finding, Outcome
from db.audit.plugins import built_in_checks, plugin_checks
from db.sql.clock import now
from db.sql.transactions import transaction


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
        key: finding
        for key, finding in done.findings.items()
        if finding.report_id in changed or any(item.report_id in changed for item in finding.evidence)
    }
    again = (changed if ids is None else changed.intersection(ids)) | {finding.report_id for finding in stale.values()}
    done.findings = {key: finding for key, finding in done.findings.items() if finding.report_id not in again}
    late = audit(database, sorted(again))
    done.checked |= late.checked
    done.findings = late.findings | done.findings
    done.reports = len(_loaded(database)) if ids is None else done.reports


#: Checks that see only what is out of all bounds: a number that passed them was not compared with another.
_LOOSE = frozenset({"self_comparison", "impossible_share", "unit_jump", "cumulative_falls"})


@dataclass(slots=True)
class Audit:
    """What an audit found, and which printed rows (``checked``) it held against others, to the printed digit."""

    findings: dict[str, Finding] = field(default_factory=dict)
    checked: set[tuple[str, int]] = field(default_factory=set)
    reports: int = 0

    def take(self, outcomes: Iterator[Outcome | Finding]) -> None:
        """Add what checks yield. The same finding twice is one."""
        for outcome in outcomes:
            if isinstance(outcome, Finding):
                self.findings.setdefault(outcome.key, outcome)
                continue
            if outcome.kind not in _LOOSE:
                self.checked.update(outcome.rows)
            if outcome.finding is not None:
                self.findings.setdefault(outcome.finding.key, outcome.finding)


def audit(
    database: Database, ids: Sequence[int] | None = None, progress: Callable[[int, int], None] | None = None
) -> Audit:
    """Check the reports with these ``ids``, or all, each against itself and against every other report."""
    done = Audit()
    chosen = reports(database, ids)
    series: SeriesCache = {}
    for number, report in enumerate(chosen, 1):
        done.take(outcomes_of(database, report, series))
        done.reports += 1
        if len(series) > _KEPT:
            series.clear()
        if progress is not None:
            progress(number, len(chosen))
    return done


#: Series are read once for many reports; more than this many are not kept in memory.
_KEPT = 20_000


def outcomes_of(database: Database, report: Report, series: SeriesCache) -> Iterator[Outcome | Finding]:
    """What every check says of one report. ``series`` remembers what was read for the reports before."""
    context = AuditContext(database, report, series)
    for check in (*built_in_checks(), *plugin_checks()):
        yield from check(context)
