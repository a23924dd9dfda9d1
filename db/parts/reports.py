"""``archive.reports``: the loaded reports, their pages, and the files that were met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.read_models import archive_overview as overview
from db.read_models.archive_overview import ReportFilter
from db.read_models.findings import page_sizes
from db.sql.lookup import report_ids
from db.sql.transactions import Connection

if TYPE_CHECKING:
    import pandas as pd

    from db.read_models.explanation import Explanation


@dataclass(frozen=True, slots=True)
class ReportRepository:
    """Loaded reports."""

    connection: Connection

    def __call__(self) -> pd.DataFrame:
        """Deprecated: the old way to write :meth:`frame`."""
        return self.frame()

    def frame(self) -> pd.DataFrame:
        """One row a report: its header, and how many pages, citations, figures, percentages, observations it gave."""
        from db.read_models.reports import reports  # pandas takes 0.4 s to import: only those who want a frame wait

        return reports(self.connection.database)

    def files(self, status: str | None = None) -> pd.DataFrame:
        """One row a file once met, with the reason where it failed; ``status`` narrows to one."""
        from db.read_models.reports import files  # pandas: see above

        return files(self.connection.database, status)

    def ids(self, wanted: str) -> list[int]:
        """The reports with this number (``164/BC-UBND``, or 164), file name or id (``#7``).

        Raises:
            NothingMatchesError: there is none.
        """
        return report_ids(self.connection.database, wanted)

    def page(self, wanted: ReportFilter, limit: int, offset: int = 0) -> tuple[list[dict[str, Any]], int]:
        """Reports with their header and how many rows each gave, the latest first; and how many there are in all."""
        return overview.reports_page(self.connection.database, wanted, limit, offset)

    def header(self, number: int) -> dict[str, Any] | None:
        """The header of the report with this id, with its ``name`` (number, or file name); None where there is none."""
        return overview.report(self.connection.database, number)

    def related(self, number: int) -> list[dict[str, Any]]:
        """The reports with the same text in other bytes (``same_text``), and other versions of it (``version``)."""
        return overview.related_reports(self.connection.database, number)

    def pages(self, number: int) -> list[dict[str, Any]]:
        """The pages of a report without their text: page, text_source, width and height in points."""
        return overview.report_pages(self.connection.database, number)

    def page_text(self, number: int, page: int) -> str:
        """The text of a page as it was read; empty when there is none."""
        return overview.page_text(self.connection.database, number, page)

    def page_sizes(self, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, float]]:
        """Width and height in points of these pages, by report and page; a page that is not there is left out."""
        return page_sizes(self.connection.database, places)

    def explain(self, table: str, number: int) -> Explanation:
        """The way of one row of ``table`` (figures, percentages, ratios, citations, observations), by its id.

        Raises:
            NothingMatchesError: there is no such row.
        """
        from db.read_models.explanation import explain  # reads the tables of the extractors: a load needs none of it

        return explain(self.connection.database, table, number)

    def districts(self) -> list[tuple[str, str | None]]:
        """The districts that reports are of, with their provinces, by name."""
        return overview.districts(self.connection.database)

    def years(self) -> list[int]:
        """The years that reports are of, the latest first."""
        return overview.years(self.connection.database)

    def totals(self) -> dict[str, int]:
        """How many reports, pages, districts, cited documents, figures, percentages and ratios there are."""
        return overview.totals(self.connection.database)

    def failed_files(self) -> int:
        """How many files could not be read."""
        return overview.failed_files(self.connection.database)
