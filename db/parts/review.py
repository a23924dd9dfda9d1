"""``archive.review``: corrections, verdicts on rows, the queue of rows to review, and assigned indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import pandas as pd

from db.indicators.assignments import assign, unassign
from db.read_models import page_rows
from db.read_models.page_rows import PageRow
from db.review.corrections import Change, correct, undo
from db.review.verdicts import Judgement, judge, last_review, undo_review
from db.schema.operations import REVIEWED_TABLES
from db.sql.frames import query
from db.sql.transactions import Connection


@dataclass(frozen=True, slots=True)
class ReviewRepository:
    """What people correct and confirm. What writes needs an archive opened with ``write=True``."""

    connection: Connection

    def __call__(self) -> Self:
        """Deprecated: the part itself, for code that still writes ``archive.review()``."""
        return self

    def correct(self, table: str, row_id: int, field: str, value: str | None, who: str, why: str) -> int:
        """Correct a field of a row (see :data:`db.types.FIELDS`); returns the number of the correction.

        Raises:
            NothingMatchesError: no such row or field.
            ValueError: the value is none of that field's.
        """
        with self.connection.transaction():
            return correct(self.connection.database, Change(table, row_id, field, value, who, why))

    def undo(self, number: int) -> None:
        """Take a correction back.

        Raises:
            NothingMatchesError: there is no active correction of that number.
        """
        with self.connection.transaction():
            undo(self.connection.database, number)

    def corrections(self, status: str | None = None) -> pd.DataFrame:
        """One row a correction: what, by whom, when and why; ``status`` is active, undone or lost."""
        where, values = ("WHERE status = ?", [status]) if status else ("", [])
        return query(self.connection.database, f"SELECT * FROM v_corrections {where} ORDER BY id", values)

    def judge(self, judgement: Judgement) -> int:
        """Store the verdict on a row (accepted, corrected, rejected); returns its number.

        Raises:
            NothingMatchesError: there is no such row, or its table is not reviewed.
            ValueError: a change is one that its field cannot take; or a row is corrected without a change.
        """
        with self.connection.transaction():
            return judge(self.connection.database, judgement)

    def undo_review(self, number: int) -> tuple[str, int]:
        """Take a verdict back, with its corrections; returns the table and the id of the row.

        Raises:
            NothingMatchesError: there is no active verdict of that number.
        """
        with self.connection.transaction():
            return undo_review(self.connection.database, number)

    def last_review(self, who: str) -> int | None:
        """The number of the last verdict of ``who`` that stands."""
        return last_review(self.connection.database, who)

    def assign(self, phrase: str, indicator: str, who: str, why: str) -> tuple[str, int]:
        """Give a phrase an indicator, here and in later loads; returns the indicator's name and how many rows moved."""
        with self.connection.transaction():
            return assign(self.connection.database, phrase, indicator, who, why)

    def unassign(self, phrase: str) -> None:
        """Take an assignment back: the phrase is an indicator of its own again, until the next load."""
        with self.connection.transaction():
            unassign(self.connection.database, phrase)

    def row(self, table: str, number: int) -> PageRow | None:
        """One row by its table and id; None where there is none, or its table is not reviewed."""
        return page_rows.row(self.connection.database, table, number)

    def rows_of_page(self, report_id: int, page: int) -> list[PageRow]:
        """The rows with a box on a page, in the order of the print."""
        return page_rows.rows_of_page(self.connection.database, report_id, page)

    def queue(
        self,
        report_id: int | None = None,
        tables: Sequence[str] = REVIEWED_TABLES,
        after: tuple[float, str, int] | None = None,
        limit: int = 1,
    ) -> list[PageRow]:
        """The rows that nobody has reviewed, the least certain first, behind ``after`` (confidence, table, id)."""
        return page_rows.queue(self.connection.database, report_id, tables, after, limit)

    def counts(self, report_id: int | None = None) -> dict[str, int]:
        """How many rows there are (``rows``), and how many were ``accepted``, ``corrected`` and ``rejected``."""
        return page_rows.review_counts(self.connection.database, report_id)

    def recent(self, report_id: int | None, limit: int) -> list[dict[str, Any]]:
        """The last verdicts that stand, the newest first, with the report and the corrected values."""
        return page_rows.recent_reviews(self.connection.database, report_id, limit)
