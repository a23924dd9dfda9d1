"""What a check looks at: one report with its data points and equations, the other reports, and the register."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import cached_property

from sqlite_utils import Database

from db.audit.comparison import Nearby, clear_values
from db.audit.equations import PrintedEquation, equations_of_report
from db.audit.facts import Fact, Report, facts_of_report, facts_of_series
from db.audit.mentions import Mention, mentions_of_report

#: Series of reports that were checked before, by indicator and district.
SeriesCache = MutableMapping[tuple[int, str | None], list[Fact]]


@dataclass(frozen=True)
class AuditContext:
    """One report, and what it can be held against. Each part is read from the database when it is first asked for."""

    database: Database
    report: Report
    series: SeriesCache

    @cached_property
    def facts(self) -> list[Fact]:
        """All data points of the report, in the order of the print."""
        return facts_of_report(self.database, self.report)

    @cached_property
    def clear_facts(self) -> list[Fact]:
        """Those data points whose name has one value in the report: see :func:`db.audit.comparison.clear_values`."""
        return clear_values(self.facts)

    @cached_property
    def equations(self) -> list[PrintedEquation]:
        """The equations that the report prints, with exact numbers."""
        return list(equations_of_report(self.database, self.report))

    @cached_property
    def checked_percentages(self) -> frozenset[int]:
        """Ids of the percentages that an equation of the report itself checks."""
        results = (equation.result for equation in self.equations)
        return frozenset(result.row_id for result in results if result is not None and result.table == "percentages")

    @cached_property
    def nearby(self) -> Nearby:
        """The figures of the report by place."""
        return Nearby(self.database, self.report.id)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The documents that the report cites, in the order of the print."""
        return mentions_of_report(self.database, self.report.id)

    @cached_property
    def has_register(self) -> bool:
        """Whether a catalogue of known documents was imported."""
        return self.database.conn.execute("SELECT 1 FROM known_documents LIMIT 1").fetchone() is not None

    def series_of(self, fact: Fact) -> list[Fact]:
        """The data points of the fact's indicator and district in every report, by period, as far as they are clear."""
        key = (fact.indicator_id, fact.district)
        if key not in self.series:
            self.series[key] = clear_values(facts_of_series(self.database, *key))
        return self.series[key]
