"""Findings and outcomes of checks, and the kinds of findings."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

from db.audit.plugins import built_in_checks, plugin_checks

_MISSING_VI = {"number": "số", "date": "ngày, năm"}


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding: ``title`` for lists, ``message`` with places to fill, ``meaning`` with its severities."""

    code: str
    title_en: str
    title_vi: str
    message_en: str
    message_vi: str
    meaning_en: str
    meaning_vi: str


def finding_kinds() -> dict[str, FindingKind]:
    """Every kind by its code: those of ``data/finding_kinds.csv`` in its order, then those that checks bring along."""
    return _listed_kinds() | {
        kind.code: kind for check in (*built_in_checks(), *plugin_checks()) for kind in check.kinds
    }


@cache
def _listed_kinds() -> dict[str, FindingKind]:
    with resources.files("db").joinpath("data", "finding_kinds.csv").open(encoding="utf-8") as file:
        return {row["kind"]: FindingKind(*row.values()) for row in csv.DictReader(file)}


def messages(finding: Finding) -> tuple[str, str]:
    """What ``finding`` says, in English and in Vietnamese."""
    kind = finding_kinds()[finding.kind]
    values = dict.fromkeys(("period", "before", "basis", "missing", "register", "slip", "times"), "")
    values |= dict(finding.values) | {"subject": finding.subject, "arithmetic": finding.arithmetic}
    slip = values.pop("slip")
    values["slip_en"] = f" One slip would explain it: {slip}." if slip else ""
    values["slip_vi"] = f" Có thể chỉ là lỗi ghi số: {slip}." if slip else ""
    values["missing_vi"] = _MISSING_VI.get(values["missing"], "")
    # Not str.format on anything printed: a report's words may hold braces, and they only ever enter as values.
    return kind.message_en.format_map(values), kind.message_vi.format_map(values)


Severity = Literal["high", "medium", "low"]
#: The gravest first.
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One printed place: ``role`` is what it is in the arithmetic (total, part, value, plan, earlier value …)."""

    role: str
    report_id: int
    report: str | None
    table: str
    row_id: int
    page: int | None
    start: int | None
    end: int | None
    text: str
    boxes: str | None = None
    sha256: str = ""

    def plain(self) -> dict[str, Any]:
        """As it is stored, in JSON."""
        return {
            "role": self.role,
            "report_id": self.report_id,
            "report": self.report,
            "table": self.table,
            "row_id": self.row_id,
            "page": self.page,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "boxes": json.loads(self.boxes) if self.boxes else [],
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at. ``values`` fill the sentence of its kind (``data/finding_kinds.csv``)."""

    kind: str
    severity: Severity
    report_id: int
    other_report_id: int | None
    subject: str
    arithmetic: str
    evidence: tuple[Evidence, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    #: What two reports disagree on, whichever of them it is said of; empty where it is one report's own.
    identity: str = ""

    @property
    def key(self) -> str:
        """Equal for the same finding after another load: of the report's content, the printed words, the arithmetic.

        Row ids, offsets and the version of the extractor don't enter it, nor do the other reports that bear it out, of
        which every load may bring more: what was dismissed stays dismissed.
        """
        if self.identity:
            return hashlib.sha256(f"{self.kind}\n{self.identity}".encode()).hexdigest()[:16]
        own = [item for item in self.evidence if item.report_id == self.report_id]
        places = sorted(f"{item.sha256}:{item.page}:{' '.join(item.text.split())}" for item in own[:1])
        identity = "\n".join([self.kind, self.subject.casefold(), self.arithmetic, *places])
        return hashlib.sha256(identity.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check of printed numbers or mentions: the rows that it saw, and what was wrong, if anything."""

    kind: str
    rows: tuple[tuple[str, int], ...]
    finding: Finding | None = None
