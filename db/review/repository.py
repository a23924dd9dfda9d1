"""The archivist's side of a database: audits, what is set aside, corrected, assigned, and the imported register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from db.review.corrections import Change, correct, undo
from db.schema.open import transaction

if TYPE_CHECKING:
    import pandas as pd

    from db.archive import Archive
    from db.audit import Audit
    from db.review.verdicts import Judgement


class Review:
    """What people do with an open archive. Everything that writes needs one opened with ``write=True``."""

    def __init__(self, archive: Archive) -> None:
        """Work on ``archive``."""
        self.archive = archive
        self.database = archive.database

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self.archive.explained(), transaction(self.database):
            yield

    def audit(
        self, report_ids: Sequence[int] | None = None, progress: Callable[[int, int], None] | None = None
    ) -> Audit:
        """Check these reports, or all, and write what was found in place of what was found before.

        Others can write while it checks: see :mod:`db.audit.run`.
        """
        from db.audit.run import audit_apart

        with self.archive.explained():
            return audit_apart(self.database, report_ids, progress)

    def findings(
        self,
        kind: str | None = None,
        severity: str | None = None,
        report_ids: Sequence[int] | None = None,
        dismissed: bool = False,
    ) -> pd.DataFrame:
        """What the last audit wrote: see :func:`db.audit.findings_table.findings`."""
        from db.audit.findings_table import findings

        return findings(self.database, kind, severity, report_ids, dismissed)

    def dismiss(self, key: str, who: str, why: str) -> str:
        """Set a finding aside, with a reason, for this and every later audit; returns its whole key."""
        from db.audit.findings_table import dismiss

        with self._writing():
            return dismiss(self.database, key, who, why)

    def confirm(self, key: str, who: str, why: str = "") -> str:
        """Say that a finding is a mistake indeed; it stays a finding. Returns its whole key."""
        from db.audit.findings_table import dismiss

        with self._writing():
            return dismiss(self.database, key, who, why, "confirmed")

    def restore(self, key: str) -> None:
        """Take a dismissal, or a confirmation, back."""
        from db.audit.findings_table import restore

        with self._writing():
            restore(self.database, key)

    def correct(self, table: str, row_id: int, field: str, value: str | None, who: str, why: str) -> int:
        """Correct a field of a row (see :data:`db.review.editable_fields.FIELDS`); returns the number of the
        correction.

        Raises:
            NothingMatchesError: no such row or field.
            ValueError: the value is none of that field's.
        """
        with self._writing():
            return correct(self.database, Change(table, row_id, field, value, who, why))

    def undo(self, number: int) -> None:
        """Take a correction back."""
        with self._writing():
            undo(self.database, number)

    def judge(self, said: Judgement) -> int:
        """Say of a row that it is read rightly, corrected, or none: see :func:`db.review.verdicts.judge`."""
        from db.review.verdicts import judge

        with self._writing():
            return judge(self.database, said)

    def undo_review(self, number: int) -> tuple[str, int]:
        """Take a verdict back, with its corrections; returns the table and the id of the row."""
        from db.review.verdicts import undo_review

        with self._writing():
            return undo_review(self.database, number)

    def last_review(self, who: str) -> int | None:
        """The number of the last verdict of ``who`` that stands."""
        from db.review.verdicts import last_review

        return last_review(self.database, who)

    def corrections(self, status: str | None = None) -> pd.DataFrame:
        """What was corrected, by whom, when and why; ``status`` is active, undone or lost."""
        from db.sql.frames import query

        where, values = ("WHERE status = ?", [status]) if status else ("", [])
        return query(self.database, f"SELECT * FROM v_corrections {where} ORDER BY id", values)

    def assign(self, phrase: str, indicator: str, who: str, why: str) -> tuple[str, int]:
        """Give a phrase an indicator, here and in later loads; returns the indicator's name and how many rows moved."""
        from db.indicators.assignments import assign

        with self._writing():
            return assign(self.database, phrase, indicator, who, why)

    def unassign(self, phrase: str) -> None:
        """Take an assignment back: the phrase is an indicator of its own again, until the next load."""
        from db.indicators.assignments import unassign

        with self._writing():
            unassign(self.database, phrase)

    def import_register(self, rows: Sequence[dict[str, Any]], source: str, province: str | None = None) -> int:
        """Take a catalogue of documents in: rows with type, number, date, issuer, title; returns how many are new."""
        from db.citations.known_documents import import_rows

        with self._writing():
            return import_rows(self.database, rows, source, province)
