"""Documents that mentions tell of in two ways: with two days, or as issued by two bodies.

Two days are two dates among the mentions of one document. Two issuers are bodies of two levels (the province's
committee and the district's): spellings of one body are no conflict. What the audit found and nobody dismissed counts
too; it also sees what lies in two documents of the register: one title under two years, one number of two bodies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from sqlite_utils import Database

from db.citations.scope import Scope, level_of

Conflict = Literal["any", "dates", "issuers"]
CONFLICTS: tuple[Conflict, ...] = get_args(Conflict)
_NOWHERE = Scope(None, None, "")
#: A document with one mention has one date. Both ends are looked up in the index, however often a law is cited.
_DATES = """
SELECT d.id FROM cited_documents d INDEXED BY idx_documents_repeated WHERE d.mentions > 1
AND (SELECT min(date) FROM citations c WHERE c.cited_document_id = d.id)
 <> (SELECT max(date) FROM citations c WHERE c.cited_document_id = d.id)
"""
#: Central documents are left out: their issuers are of one level, or the audit says what is wrong.
_ISSUERS = """
SELECT DISTINCT d.id, c.issuer FROM cited_documents d CROSS JOIN citations c ON c.cited_document_id = d.id
WHERE d.mentions > 1 AND d.scope <> 'vn' AND c.issuer IS NOT NULL
"""
_FOUND = """
SELECT DISTINCT c.cited_document_id, f.arithmetic FROM findings f, json_each(f.evidence) e
JOIN citations c ON c.id = json_extract(e.value, '$.row_id')
WHERE f.kind = ? AND json_extract(e.value, '$.table') = 'citations' AND c.cited_document_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM dismissals d WHERE d.finding_key = f.key AND d.verdict = 'dismissed')
"""
_KINDS = {"dates": "citation_dates", "issuers": "citation_issuers"}


def conflicting(database: Database, conflict: Conflict) -> set[int]:
    """The ids of the documents with two dates, with two issuers, or with either."""
    if conflict == "any":
        return conflicting(database, "dates") | conflicting(database, "issuers")
    documents = {int(row[0]) for row in database.conn.execute(_FOUND, [_KINDS[conflict]])}
    if conflict == "dates":
        return documents | {int(row[0]) for row in database.conn.execute(_DATES)}
    issuers: dict[int, list[str]] = {}
    for number, issuer in database.conn.execute(_ISSUERS):
        issuers.setdefault(number, []).append(issuer)
    return documents | {number for number, named in issuers.items() if of_two_levels(named)}


def issuers_of(database: Database, documents: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """For those of ``documents`` that are said to be of two bodies: what mentions, or the audit, say of it."""
    issuers: dict[int, list[str]] = {}
    chosen = json.dumps(list(documents))
    sql = f"{_ISSUERS} AND d.id IN (SELECT value FROM json_each(?)) ORDER BY c.issuer"
    for number, issuer in database.conn.execute(sql, [chosen]):
        issuers.setdefault(number, []).append(issuer)
    by_document = {number: tuple(named) for number, named in issuers.items() if of_two_levels(named)}
    for number, arithmetic in database.conn.execute(_FOUND, [_KINDS["issuers"]]):
        if number in documents and number not in by_document:
            by_document[number] = tuple(arithmetic.split(" ≠ "))
    return by_document


def of_two_levels(issuers: Iterable[str]) -> bool:
    """Whether ``issuers`` are bodies of two levels: ``UBND huyện`` and ``UBND tỉnh``."""
    return len({level_of(None, None, issuer, _NOWHERE) for issuer in issuers} - {None}) > 1
