"""Filters of the register of cited documents, and their SQL conditions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from db.citations.conflicts import Conflict, conflicting
from db.sql.folding import fold
from db.sql.lookup import matching_districts, report_ids
from db.sql.values import number_key


@dataclass(frozen=True, slots=True)
class CitationFilter:
    """What the register is narrowed to. Types, issuers and districts match without case and diacritics.

    ``issuer`` matches in part. ``number`` matches whole (``19/QĐ-UBND``) or by its first figures (``19``), ``report``
    likewise: it is the citing report's own. ``held`` says whether the archive has the document itself, ``conflict``
    that mentions give it two dates or issuers.
    """

    kind: str | None = None
    issuer: str | None = None
    number: str | None = None
    year: int | None = None
    report: str | None = None
    district: str | None = None
    held: bool | None = None
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class DocumentFacets:
    """The types and issuers of cited documents as they stand, each in order."""

    types: tuple[str, ...]
    issuers: tuple[str, ...]


def names_of_documents(database: Database) -> DocumentFacets:
    """Every type and issuer that some document has."""
    return DocumentFacets(tuple(_distinct(database, "type")), tuple(_distinct(database, "issuer")))


def _distinct(database: Database, column: str) -> Iterator[str]:
    """The values of a column, from index entry to index entry: there are few of them, and many documents."""
    value: str | None = ""
    following = f"SELECT min({column}) FROM cited_documents WHERE {column} > ?"
    while (value := database.conn.execute(following, [value]).fetchone()[0]) is not None:
        yield value


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is asked for, in SQL: of documents ``d``, and the citing reports (None for all). ``wide``: most match."""

    where: str
    values: Sequence[Any]
    reports: Sequence[int] | None
    wide: bool


def narrow(database: Database, asked: CitationFilter, names: DocumentFacets | None = None) -> Narrowed:
    """What ``asked`` means in this database; ``names`` spare reading them again.

    Raises:
        NothingMatchesError: no report is of that district, or has that number.
    """
    where, values = conditions(database, asked, names)
    wide = replace(asked, held=asked.held or None, district=None, report=None) == CitationFilter()
    return Narrowed(where, values, citing_reports(database, asked), wide)


def conditions(database: Database, asked: CitationFilter, names: DocumentFacets | None = None) -> tuple[str, list[Any]]:
    """What is asked of a document ``d``, in SQL, without the reports that cite it."""
    clauses, values = ["TRUE"], list[Any]()
    if names is None and (asked.kind or asked.issuer):
        names = names_of_documents(database)
    of_types, of_issuers = (names.types, names.issuers) if names else ((), ())
    for name, named, wanted, whole in (
        ("type", of_types, asked.kind, True),
        ("issuer", of_issuers, asked.issuer, False),
    ):
        if wanted:
            folded = _written_out(wanted)
            known = [t for t in named if (_written_out(t) == folded if whole else folded in _written_out(t))]
            # The plus: a type has so many documents that to look each up by the index would take longer.
            clauses.append(f"+d.{name} IN ({', '.join('?' * len(known))})")
            values += known
    if asked.number:
        key = number_key(asked.number)
        # The key of a document is type|number|year|scope.
        patterns = [f"%|{key}|%", *([f"%|{key}/%|%|%"] if key.isdigit() else [])]
        clauses.append("(" + " OR ".join(["d.key LIKE ?"] * len(patterns)) + ")")
        values += patterns
    if asked.year:
        clauses.append("(d.year = ? OR d.date LIKE ?)")
        values += [asked.year, f"{asked.year}-%"]
    if asked.held is not None:
        # A report that its own annex names is not cited.
        others = (
            "EXISTS (SELECT 1 FROM cited_by b WHERE b.cited_document_id = d.id AND b.report_id <> d.held_report_id)"
        )
        clauses.append(f"{'' if asked.held else 'NOT '}(d.held_report_id IS NOT NULL AND {others})")
    if asked.conflict:
        clauses.append("d.id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(conflicting(database, asked.conflict))))
    return " AND ".join(clauses), values


_SHORT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "btv": "ban thuong vu", "bch": "ban chap hanh"}


def _written_out(name: str) -> str:
    """``name`` folded, with the abbreviations that every report uses written out."""
    return " ".join(_SHORT.get(word, word) for word in fold(name).split())


def citing_reports(database: Database, asked: CitationFilter) -> list[int] | None:
    """The citing reports that are asked for; None for all."""
    if not asked.report and not asked.district:
        return None
    ids = set(report_ids(database, asked.report)) if asked.report else None
    if asked.district:
        named = matching_districts(database, [asked.district])
        rows = database.conn.execute(f"SELECT id FROM reports WHERE district IN ({', '.join('?' * len(named))})", named)
        of_district = {int(row[0]) for row in rows}
        ids = of_district if ids is None else ids & of_district
    return sorted(ids or ())
