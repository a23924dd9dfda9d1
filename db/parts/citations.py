"""``archive.citations``: the mentions of documents, and the register of the documents that they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from db.citations.conflicts import issuers_of
from db.citations.filters import CitationFilter, DocumentFacets, Narrowed, names_of_documents, narrow
from db.citations.known_documents import import_rows
from db.citations.query import (
    citations,
    cited_documents,
    count_documents,
    count_narrowed,
    document_rows,
    other_dates,
)
from db.read_models import document as one_document
from db.read_models.document import StatedValue
from db.sql.transactions import Connection


@dataclass(frozen=True, slots=True)
class CitationRepository:
    """Mentions and cited documents. ``fields`` are those of :class:`CitationFilter`, for want of a filter."""

    connection: Connection

    def __call__(self, wanted: CitationFilter | None = None, limit: int | None = None, **fields: Any) -> pd.DataFrame:
        """Deprecated: the old way to write :meth:`mentions`."""
        return self.mentions(wanted, limit, **fields)

    def mentions(self, wanted: CitationFilter | None = None, limit: int | None = None, **fields: Any) -> pd.DataFrame:
        """One row a mention, with the document that it means and its place: ``mentions(number="19", year=2023)``.

        Raises:
            NothingMatchesError: no report is of that district, or has that number.
        """
        return citations(self.connection.database, wanted or CitationFilter(**fields), limit)

    def documents(
        self,
        wanted: CitationFilter | None = None,
        limit: int | None = None,
        offset: int = 0,
        places: int | None = None,
        **fields: Any,
    ) -> pd.DataFrame:
        """One row a cited document: how often, by which reports (number and page), when first and last.

        ``places`` limits the citing reports that are listed of each; see :func:`db.citations.query.cited_documents`.

        Raises:
            NothingMatchesError: no report is of that district, or has that number.
        """
        return cited_documents(self.connection.database, wanted or CitationFilter(**fields), limit, offset, places)

    def count(self, wanted: CitationFilter) -> int:
        """How many cited documents match."""
        return count_documents(self.connection.database, wanted)

    def facets(self) -> DocumentFacets:
        """Every type and issuer that some document has."""
        return names_of_documents(self.connection.database)

    def narrow(self, wanted: CitationFilter, facets: DocumentFacets | None = None) -> Narrowed:
        """Resolve a filter once, for several questions about the same documents.

        Raises:
            NothingMatchesError: no report is of that district, or has that number.
        """
        return narrow(self.connection.database, wanted, facets)

    def count_narrowed(self, narrowed: Narrowed) -> int:
        """How many documents a resolved filter matches."""
        return count_narrowed(self.connection.database, narrowed)

    def document_rows(self, narrowed: Narrowed, limit: int | None, offset: int = 0) -> list[dict[str, Any]]:
        """The documents of a resolved filter without their citing places, those cited by most reports first."""
        return document_rows(self.connection.database, narrowed, limit, offset)

    def other_dates(self, document: Mapping[str, Any]) -> list[str]:
        """The dates that some mentions of a document give instead of the one that most give (ISO)."""
        return other_dates(self.connection.database, document)

    def issuers_of(self, documents: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """The issuers of those of ``documents`` (ids) that are attributed to bodies of two levels."""
        return issuers_of(self.connection.database, documents)

    def document(self, number: int) -> dict[str, Any] | None:
        """The document with this id and its counts, as ``v_register`` has it; None where there is none."""
        return one_document.document(self.connection.database, number)

    def stated_values(self, number: int, field: str) -> list[StatedValue]:
        """The values of ``field`` (``date`` or ``issuer``) that mentions give, those of most mentions first.

        Raises:
            ValueError: ``field`` is another one.
        """
        return one_document.stated_values(self.connection.database, number, field)

    def citing_reports(self, number: int) -> list[dict[str, Any]]:
        """Every report that cites a document, the latest first, with how often it does (``mentions``)."""
        return one_document.citing_reports(self.connection.database, number)

    def mentions_in(self, number: int, reports: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
        """The mentions of a document in these ``reports``, by report, in the order of the text."""
        return one_document.mentions_in(self.connection.database, number, reports)

    def first_mentions(self, number: int) -> dict[int, tuple[int, int | None]]:
        """For each report that cites a document: the id and the page of its first mention."""
        return one_document.first_mentions(self.connection.database, number)

    def reports_saying(self, number: int, date: str | None) -> dict[int, set[str]]:
        """The reports that give the document another date than ``date``, and these dates (ISO)."""
        return one_document.reports_saying(self.connection.database, number, date)

    def findings_about(self, number: int, limit: int) -> list[dict[str, Any]]:
        """The findings whose evidence is a mention of the document, the gravest first; dismissed ones last."""
        return one_document.findings_about(self.connection.database, number, limit)

    def register_entries(self, number: int) -> list[dict[str, Any]] | None:
        """What the imported register says of the document; None where no register was imported."""
        return one_document.register_entries(self.connection.database, number)

    def documents_of(self, citations: Sequence[int]) -> Mapping[int, dict[str, Any]]:
        """The documents that these mentions (ids) mean, by the id of the mention."""
        return one_document.documents_of(self.connection.database, citations)

    def import_register(self, rows: Sequence[dict[str, Any]], source: str, province: str | None = None) -> int:
        """Import a catalogue of documents: rows with type, number, date, issuer, title; returns how many are new.

        Raises:
            ValueError: a row has no type or number, or a date that is none; nothing is imported then.
        """
        with self.connection.transaction():
            return import_rows(self.connection.database, rows, source, province)
