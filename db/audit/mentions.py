"""Mentions of documents as the checks see them, and comparison of their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz
from sqlite_utils import Database

from db.audit.model import Evidence, Finding, Outcome, Severity
from db.sql.folding import fold

#: Titles less alike than this are of two things. Reports shorten and reword titles: 100 is one inside the other.
_ALIKE = 55
_WORDS = 4


def rows_of(*mentions: Mention) -> tuple[tuple[str, int], ...]:
    """The rows that a check saw."""
    return tuple(("citations", mention.id) for mention in mentions)


def outcome_of(
    kind: str, severity: Severity, mention: Mention, other: Mention | None, arithmetic: str, values: dict[str, str]
) -> Outcome:
    """A finding on ``mention``, and on the ``other`` that it is held against; low where one was read from a scan."""
    involved = [mention, other] if other is not None else [mention]
    if any(item.scanned for item in involved):
        severity = "low"
    first_seen = other.report_id if other is not None and other.report_id != mention.report_id else None
    evidence = tuple(item.evidence("mention") for item in involved)
    identity = ""
    if other is not None:
        document, _, scope = mention.key.rpartition("|")
        kind_and_number = "|".join(document.split("|")[:2])
        identity = "|".join([kind_and_number, scope, *sorted(arithmetic.split(" ≠ "))])
    finding = Finding(
        kind, severity, mention.report_id, first_seen, mention.name, arithmetic, evidence, values, identity
    )
    return Outcome(kind, rows_of(*involved), finding)


def bare_title(title: str | None) -> str:
    """Its words alone, folded."""
    return " ".join(re.sub(r"[^\w ]", " ", fold(title or "")).split())


def long_enough(title: str | None) -> bool:
    """Whether a title says enough to be told from another."""
    return len(bare_title(title).split()) >= _WORDS


def likeness(one: str | None, other: str | None) -> float:
    """0 to 100, whatever the order of the words; 100 where one title lies in the other."""
    return float(fuzz.token_set_ratio(bare_title(one), bare_title(other)))


def alike(one: str | None, other: str | None) -> bool:
    """Whether two titles can be one document's."""
    return likeness(one, other) >= _ALIKE


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation with its report. ``key`` is type | number | year | scope (see ``db.citations.identity``)."""

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
    mentions = _read(database, f"{_MENTIONS} WHERE c.id IN ({chosen}) {order}", list(counted))
    return [replace(mention, reports=counted[mention.id]) for mention in mentions]


def same_number_documents(database: Database, mention: Mention) -> list[Mention]:
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
