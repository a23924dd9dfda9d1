"""Mentions of documents as the checks see them, and the reports and registers that they are held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from db.audit.finding import Evidence


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation with its report. ``key`` is type | number | year | scope (see ``db.cited``)."""

    id: int
    report_id: int
    report: str | None
    report_date: str | None
    sha256: str
    page: int | None
    start: int
    end: int
    text: str
    boxes: str | None
    type: str | None
    number: str | None
    date: str | None
    year: int | None
    issuer: str | None
    title: str | None
    numbered: bool
    inherited: str | None
    doubts: str | None
    letters: float | None
    document_id: int | None
    key: str
    district: str | None
    #: In how many reports the document is told with this date, issuer and title.
    reports: int = 1

    @property
    def name(self) -> str:
        """Type and number, else the printed words."""
        return " ".join(filter(None, [self.type, self.number])) if self.number else self.text

    @property
    def scanned(self) -> bool:
        """Whether its letters were recognised, and not surely."""
        return self.letters is not None and self.letters < 0.9

    def evidence(self, role: str) -> Evidence:
        """Its printed place."""
        return Evidence(
            role, self.report_id, self.report, "citations", self.id, self.page, self.start, self.end, self.text,
            self.boxes, self.sha256,
        )  # fmt: skip


_MENTIONS = """
SELECT c.id, c.report_id, r.number, r.date, r.sha256, c.page, c."start", c."end", c.text, c.boxes, c.type, c.number,
       c.date, c.year, c.issuer, c.title, c.numbered, c.inherited, c.doubts, c.letters, c.cited_document_id,
       c.document_key, r.district
FROM citations c JOIN reports r ON r.id = c.report_id
"""


def mentions_of_report(database: Database, report_id: int) -> list[Mention]:
    """The mentions in one report, as printed."""
    return _read(database, f'{_MENTIONS} WHERE c.report_id = ? ORDER BY c."start"', [report_id])


def mentions_of_documents(database: Database, documents: Sequence[int]) -> list[Mention]:
    """The mentions of these documents in every report; of one that very many cite, one of each wording."""
    if not documents:
        return []
    marks = ", ".join("?" * len(documents))
    # One mention of each form is enough to see a contradiction, however many thousand reports cite a law.
    forms = database.conn.execute(
        f"SELECT min(id), count(DISTINCT report_id) FROM citations WHERE cited_document_id IN ({marks}) "
        "GROUP BY cited_document_id, date, issuer, title",
        list(documents),
    ).fetchall()
    counted = dict(forms)
    chosen = ", ".join("?" * len(counted))
    order = "ORDER BY r.date, c.report_id, c.id"
    found = _read(database, f"{_MENTIONS} WHERE c.id IN ({chosen}) {order}", list(counted))
    return [replace(mention, reports=counted[mention.id]) for mention in found]


def namesakes(database: Database, mention: Mention) -> list[Mention]:
    """Mentions of other documents of the same type and number, whatever their year and scope: one of each form."""
    kind, number, *_ = mention.key.split("|")
    span = [f"{kind}|{number}|", f"{kind}|{number}|" + chr(0x10FFFF), mention.document_id]
    chosen = (
        "SELECT min(id) FROM citations WHERE document_key >= ? AND document_key < ? AND cited_document_id IS NOT ? "
        "GROUP BY cited_document_id, date, issuer, title LIMIT 200"
    )
    return _read(database, f"{_MENTIONS} WHERE c.id IN ({chosen}) ORDER BY r.date, c.report_id, c.id", span)


def _read(database: Database, sql: str, values: Sequence[Any]) -> list[Mention]:
    rows = database.conn.execute(sql, tuple(values))
    return [Mention(*[*row[:16], bool(row[16]), *row[17:]]) for row in rows]
