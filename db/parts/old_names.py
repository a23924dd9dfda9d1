"""Names that :class:`db.archive.Archive` had before it had parts. They still work; new code uses the parts."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from db.citations.filters import CitationFilter
    from db.parts.citations import CitationRepository
    from db.parts.maintenance import Maintenance
    from db.parts.runs import RunRepository
    from db.parts.series import SeriesRepository


def _deprecated(old: str, new: str) -> None:
    warnings.warn(f"Archive.{old} is deprecated: use archive.{new}", DeprecationWarning, stacklevel=3)


class OldNames:
    """Deprecated methods of an archive, each an alias of one of a part."""

    if TYPE_CHECKING:

        @property
        def series(self) -> SeriesRepository:
            """Of the archive."""

        @property
        def citations(self) -> CitationRepository:
            """Of the archive."""

        @property
        def maintenance(self) -> Maintenance:
            """Of the archive."""

        @property
        def runs(self) -> RunRepository:
            """Of the archive."""

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
        """Deprecated: ``archive.series.compare``."""
        _deprecated("compare", "series.compare")
        return self.series.compare(indicators, districts, period_from, period_to, measure, roles, today)

    def observations(
        self,
        indicators: Sequence[str] = (),
        districts: Sequence[str] = (),
        period_from: str | None = None,
        period_to: str | None = None,
        measure: str | None = None,
        roles: Sequence[str] = (),
    ) -> pd.DataFrame:
        """Deprecated: ``archive.series.observations``."""
        _deprecated("observations", "series.observations")
        return self.series.observations(indicators, districts, period_from, period_to, measure, roles)

    def cited_documents(
        self,
        asked: CitationFilter | None = None,
        limit: int | None = None,
        offset: int = 0,
        places: int | None = None,
        **narrowed: Any,
    ) -> pd.DataFrame:
        """Deprecated: ``archive.citations.documents``."""
        _deprecated("cited_documents", "citations.documents")
        return self.citations.documents(asked, limit, offset, places, **narrowed)

    def table(self, name: str) -> pd.DataFrame:
        """Deprecated: ``archive.maintenance.table``."""
        _deprecated("table", "maintenance.table")
        return self.maintenance.table(name)

    def queue_run(self, paths: Sequence[str], options: Mapping[str, Any]) -> int:
        """Deprecated: ``archive.runs.queue``."""
        _deprecated("queue_run", "runs.queue")
        return self.runs.queue(paths, options)
