"""``archive.series``: data points, the comparison of an indicator across districts and periods, and indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from db.read_models.archive_overview import comparable
from db.read_models.reports import indicators
from db.read_models.series import SeriesPage, series_page
from db.read_models.series_scope import IndicatorRef, SeriesFilter, suggest
from db.series.compare import compare
from db.series.places_today import add_today
from db.series.query import COLUMNS, observations
from db.sql.frames import frame_of_dicts
from db.sql.transactions import Connection


@dataclass(frozen=True, slots=True)
class SeriesRepository:
    """Data points and series. Frames have typed columns and are empty when nothing matches."""

    connection: Connection

    def observations(
        self,
        indicators: Sequence[str] = (),
        districts: Sequence[str] = (),
        period_from: str | None = None,
        period_to: str | None = None,
        measure: str | None = None,
        roles: Sequence[str] = (),
    ) -> pd.DataFrame:
        """Data points with their evidence (page, boxes, printed text, file); an argument left out narrows nothing.

        Indicators are codes, names, synonyms or parts of names; districts are names with or without their kind; both
        match without case and diacritics. Periods are written ``2023``, ``2023-H1``, ``2023-Q1``, ``2023-9M``.

        Raises:
            NothingMatchesError: an indicator or a district matches nothing; its ``near`` holds similar names.
            ValueError: a period is not one of these forms.
        """
        points = observations(self.connection.database, indicators, districts, period_from, period_to, measure, roles)
        return frame_of_dicts(points, COLUMNS)

    def compare(
        self,
        indicators: Sequence[str] = (),
        districts: Sequence[str] = (),
        period_from: str | None = None,
        period_to: str | None = None,
        measure: str | None = None,
        roles: Sequence[str] = ("actual", "estimate"),
        today: bool = False,
    ) -> pd.DataFrame:
        """Series, one row a value, gap or conflict: see :func:`db.series.compare.compare`; :func:`db.frames.wide` makes
        a table with one column for each period of it.

        ``today`` adds the province and the communes that hold each place since 1 July 2025.

        Raises:
            NothingMatchesError: an indicator or a district matches nothing.
            ValueError: a period is written wrongly.
        """
        points = observations(self.connection.database, indicators, districts, period_from, period_to, measure, roles)
        series = compare(points, period_from, period_to)
        return add_today(series) if today else series

    def indicators(self, which: str = "listed", limit: int | None = None) -> pd.DataFrame:
        """Indicators: ``listed`` (all, known ones first), ``unmatched`` phrases, or ``assigned`` ones."""
        return indicators(self.connection.database, which, limit)

    def comparable_indicators(self) -> list[dict[str, str | None]]:
        """The listed indicators that some report has: code, name, group, in the order of the list."""
        return comparable(self.connection.database)

    def suggest(self, words: str, limit: int) -> list[IndicatorRef]:
        """At most ``limit`` indicators of this archive with ``words`` in their name, synonyms or wordings."""
        return suggest(self.connection.database, words, limit)

    def page(self, wanted: SeriesFilter, measure: str | None = None) -> SeriesPage:
        """As many series as a page can show, each value with the row that it was read from.

        Raises:
            ValueError: a period is written wrongly.
        """
        return series_page(self.connection.database, wanted, measure)
