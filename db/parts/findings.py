"""``archive.findings``: the audit, what it found, and which findings people dismissed or confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from db.audit.findings_table import dismiss, findings, restore
from db.audit.run import Audit, audit_apart
from db.read_models import findings as pages
from db.read_models.archive_overview import findings_by_kind
from db.read_models.findings import FindingFilter, LastAudit, Neighbours
from db.sql.transactions import Connection


@dataclass(frozen=True, slots=True)
class FindingRepository:
    """Findings of the audit. What writes needs an archive opened with ``write=True``."""

    connection: Connection

    def audit(
        self, report_ids: Sequence[int] | None = None, progress: Callable[[int, int], None] | None = None
    ) -> Audit:
        """Check these reports, or all, and write what was found in place of what was found before.

        ``progress`` is called with the number of reports done and their total. Others can write while it checks: see
        :mod:`db.audit.run`.
        """
        with self.connection.explained():
            return audit_apart(self.connection.database, report_ids, progress)

    def frame(
        self,
        kind: str | None = None,
        severity: str | None = None,
        report_ids: Sequence[int] | None = None,
        dismissed: bool = False,
    ) -> pd.DataFrame:
        """One row a finding of the last audit: see :func:`db.audit.findings_table.findings`."""
        return findings(self.connection.database, kind, severity, report_ids, dismissed)

    def dismiss(self, key: str, who: str, why: str) -> str:
        """Set a finding aside, with a reason, for this and every later audit; returns its whole key.

        Raises:
            NothingMatchesError: there is no finding of that key.
        """
        with self.connection.transaction():
            return dismiss(self.connection.database, key, who, why)

    def confirm(self, key: str, who: str, why: str = "") -> str:
        """Confirm that a finding is a mistake; it stays a finding. Returns its whole key.

        Raises:
            NothingMatchesError: there is no finding of that key.
        """
        with self.connection.transaction():
            return dismiss(self.connection.database, key, who, why, "confirmed")

    def restore(self, key: str) -> None:
        """Take a dismissal, or a confirmation, back.

        Raises:
            NothingMatchesError: the finding was neither dismissed nor confirmed.
        """
        with self.connection.transaction():
            restore(self.connection.database, key)

    def page(self, wanted: FindingFilter, limit: int, offset: int = 0) -> tuple[list[dict[str, Any]], int]:
        """Findings, the gravest first, their evidence read from JSON; and how many there are in all."""
        return pages.findings_page(self.connection.database, wanted, limit, offset)

    def get(self, key: str) -> dict[str, Any] | None:
        """One finding by its whole key; None where there is none."""
        return pages.finding(self.connection.database, key)

    def counts(self, wanted: FindingFilter) -> list[tuple[str, str, int]]:
        """Kind, severity and number of findings, whatever kind and severity the filter names."""
        return pages.counts(self.connection.database, wanted)

    def by_kind(self) -> list[dict[str, Any]]:
        """How many findings of each kind and severity are open, the gravest first."""
        return findings_by_kind(self.connection.database)

    def last_audit(self) -> LastAudit:
        """The last audit of the whole archive, by whichever program."""
        return pages.last_audit(self.connection.database)

    def neighbours(self, wanted: FindingFilter, row: dict[str, Any]) -> Neighbours:
        """The findings before and after ``row`` (of :meth:`get`) in the list, and its place in it."""
        return pages.neighbours(self.connection.database, wanted, row)

    def has_reports(self) -> bool:
        """Whether there is anything to audit."""
        return pages.has_reports(self.connection.database)

    def indicators_of(self, rows: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """The indicator phrases of these rows (table, id) of figures and percentages; a row without is left out."""
        return pages.indicators_of(self.connection.database, rows)
