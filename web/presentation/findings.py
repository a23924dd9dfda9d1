"""What the audit says, as people read it: dates as they are written, the arithmetic in its parts, the roles by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from db.types import FindingKind, finding_kinds
from pipeline.i18n import Language, date_in, english_marks, has_message, period_in, say

_ISO_DATE = re.compile(r"(?<![\w/.-])((?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\w/-])")
_PERIOD = re.compile(r"(?<![\w/.-])((?:19|20)\d\d-(?:H[12]|Q[1-4]|\d{1,2}M|0[1-9]|1[0-2]))(?![\w/-])")
_QUOTED = re.compile(r"(“[^”]*”)")
_CLASH = re.compile(r" (≠|>|↔) ")


def with_dates(language: Language, text: str) -> str:
    """``text`` with its ISO dates as the language writes them."""
    return _ISO_DATE.sub(lambda match: date_in(language, match[1]), text)


def as_read(language: Language, text: str) -> str:
    """``text`` with days, periods, the marks of numbers as the language writes them; what is quoted is as printed."""
    parts = _QUOTED.split(text)
    for place in range(0, len(parts), 2):
        with_periods = _PERIOD.sub(lambda match: period_in(language, match[1]), with_dates(language, parts[place]))
        parts[place] = english_marks(with_periods) if language == "en" else with_periods
    return "".join(parts)


def message_of(language: Language, row: Mapping[str, Any]) -> str:
    """The sentence of a finding."""
    return as_read(language, row["message_vi"] if language == "vi" else row["message"])


def steps_of(language: Language, arithmetic: str) -> Sequence[tuple[bool, str]]:
    """The arithmetic in parts: (whether it is the sign of the contradiction, the words)."""
    parts = _CLASH.split(as_read(language, arithmetic)) if arithmetic else []
    return [(place % 2 == 1, part) for place, part in enumerate(parts)]


def title_of(language: Language, kind: str) -> str:
    """The name of a kind of finding."""
    known = finding_kinds().get(kind)
    return kind if known is None else (known.title_vi if language == "vi" else known.title_en)


def meaning_of(language: Language, kind: str) -> str:
    """What a kind of finding means, and when it is high, medium or low."""
    known: FindingKind | None = finding_kinds().get(kind)
    return "" if known is None else (known.meaning_vi if language == "vi" else known.meaning_en)


def role_of(language: Language, role: str) -> str:
    """What a piece of evidence is in the arithmetic; a role that has no name yet as it stands."""
    key = f"finding.role.{role.replace(' ', '_')}"
    return say(language, key) if has_message(key) else role


def document_name(document: Mapping[str, Any]) -> str:
    """What a cited document is called: its type and number; without one the words that it is mentioned by."""
    if not document["number"] and document["name"]:
        return str(document["name"])
    named = [document["type"], document["number"] or document["title"] or document["issuer"] or document["year"]]
    return " ".join(str(part) for part in named if part) or "?"
