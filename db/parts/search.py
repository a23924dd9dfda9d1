"""``archive.search``: full text of pages, citations and indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from db.read_models.search import Hits, SearchFilter, search_page
from db.search.query import search
from db.sql.transactions import Connection


@dataclass(frozen=True, slots=True)
class SearchRepository:
    """Full-text search."""

    connection: Connection

    def __call__(
        self,
        words: str,
        districts: Sequence[str] = (),
        period_from: str | None = None,
        period_to: str | None = None,
        limit: int | None = None,
        kinds: Sequence[str] = ("page",),
    ) -> pd.DataFrame:
        """Deprecated: the old way to write :meth:`find`."""
        return self.find(words, districts, period_from, period_to, limit, kinds)

    def find(
        self,
        words: str,
        districts: Sequence[str] = (),
        period_from: str | None = None,
        period_to: str | None = None,
        limit: int | None = None,
        kinds: Sequence[str] = ("page",),
    ) -> pd.DataFrame:
        """Pages (or citations, indicators) with every word, the best first: see :func:`db.search.query.search`.

        Raises:
            NothingMatchesError: a district matches nothing.
            ValueError: a period is written wrongly.
        """
        return search(self.connection.database, words, districts, period_from, period_to, limit, kinds)

    def page(self, wanted: SearchFilter, kind: str, limit: int, offset: int = 0) -> Hits:
        """The matches of one kind (``page``, ``citation``, ``indicator``), the best first, a page of a list at a time.

        Raises:
            ValueError: a period is written wrongly.
        """
        return search_page(self.connection.database, wanted, kind, limit, offset)
