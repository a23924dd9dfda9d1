"""Outcomes of checks on mentions, and titles made comparable."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from db.audit.finding import Finding, Outcome, Severity
from db.audit.mentions import Mention
from db.folding import fold

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
        told, _, scope = mention.key.rpartition("|")
        kind_and_number = "|".join(told.split("|")[:2])
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
