"""What a rule of the temporal reference looks at, and what it answers: the input and output of ``reference.RULES``."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TypedDict

from corpus import Document
from extractors.records import Role
from extractors.temporal.adverbials import period_of_paragraph
from extractors.text.sentences import clauses
from extractors.text.spans import Span

#: How far back the start of a paragraph is looked for, in characters.
MAX_PARAGRAPH_CHARS = 2000
#: What is cut from the ends of a cue.
_MARGIN = " \n:;,("


class TimeFields(TypedDict):
    """The fields of an :class:`extractors.records.Observation` that a temporal reference decides."""

    role: Role
    period: str | None
    method: str
    cue_start: int | None
    cue_end: int | None


@dataclass(frozen=True, slots=True)
class TimeReference:
    """The temporal reference of a value: the reporting period, an earlier one, a plan.

    ``role``: what the value is. ``period``: the period that it is of, in the form of ``temporal/periods.py``; None
    where the text leaves it open. ``rule``: the code of the rule that decided (``data/time_rules.csv`` lists them).
    ``cue``: the span of ``Document.text`` that the rule read it from; None where it is the rule of what has no cue.
    """

    role: Role
    period: str | None
    rule: str
    cue: Span | None = None

    def fields(self) -> TimeFields:
        """The fields of an observation that it gives."""
        start, end = self.cue or (None, None)
        return {"role": self.role, "period": self.period, "method": self.rule, "cue_start": start, "cue_end": end}


@dataclass(frozen=True)
class ValueContext:
    """A value in its text: ``start`` is its offset, ``sentence`` its sentence up to it, ``period`` that of the report.

    Not slotted, so that what several rules ask is worked out once.
    """

    document: Document
    start: int
    sentence: str
    period: str | None

    @functools.cached_property
    def clause(self) -> str:
        """The clause of the value, up to it."""
        return clauses(self.sentence)[-1]

    @functools.cached_property
    def paragraph_start(self) -> int:
        """Where the paragraph of the value begins."""
        return self.document.text.rfind("\n", max(0, self.start - MAX_PARAGRAPH_CHARS), self.start) + 1

    @functools.cached_property
    def _of_paragraph(self) -> tuple[str, Span] | None:
        return period_of_paragraph(self.document.text[self.paragraph_start : self.start]) if not self.period else None

    @property
    def own_period(self) -> str | None:
        """The reporting period; in a report that states none, the one that the paragraph states."""
        return self.period or (self._of_paragraph[0] if self._of_paragraph else None)

    @property
    def paragraph_cue(self) -> Span | None:
        """The span that the paragraph states its period in; None where the report states one itself."""
        return self.cue(self.paragraph_start, *self._of_paragraph[1]) if self._of_paragraph else None

    @property
    def year(self) -> str | None:
        """The year of the reporting period: plans are made for a year."""
        return self.period[:4] if self.period else None

    def in_sentence(self, match: re.Match[str] | Span) -> Span:
        """The span in the document of a match, or span, in ``sentence``."""
        start, end = match if isinstance(match, tuple) else match.span()
        return self.cue(self.start - len(self.sentence), start, end)

    def in_clause(self, match: re.Match[str]) -> Span:
        """The span in the document of a match in ``clause``."""
        return self.cue(self.start - len(self.clause), *match.span())

    def cue(self, base: int, start: int, end: int) -> Span:
        """The span ``base + start`` to ``base + end`` of the document without the marks at its ends."""
        text = self.document.text[base + start : base + end]
        return base + start + len(text) - len(text.lstrip(_MARGIN)), base + start + len(text.rstrip(_MARGIN))
