"""What the steps of the pipeline have read in one spaCy Doc: the records of every kind, and the document under them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from spacy.tokens import Doc

from corpus import Block, Document
from corpus.layout.sections import find_sections
from extractors.records import (
    Citation,
    Equation,
    Extraction,
    Figure,
    Observation,
    Percentage,
    PrintedRecord,
    Ratio,
    ReportHeader,
)
from extractors.tables.reader import TableRecords
from extractors.text.sentences import Sentences
from extractors.text.spans import Span

R = TypeVar("R", Figure, Percentage)

#: Where the records of a Doc are kept, in its ``user_data``.
_KEY = "baocao"
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(slots=True)
class DocRecords:
    """The records of one Doc: each step of the pipeline reads those of the steps before it, and adds its own.

    Offsets are into ``document.text``, which is the text of the Doc.
    """

    document: Document
    sentences: Sentences
    header: ReportHeader = field(default_factory=ReportHeader)
    citations: Sequence[Citation] = ()
    figures: Sequence[Figure] = ()
    percentages: Sequence[Percentage] = ()
    ratios: Sequence[Ratio] = ()
    equations: Sequence[Equation] = ()
    observations: Sequence[Observation] = ()
    tables: TableRecords = field(default_factory=TableRecords)

    @property
    def prose_figures(self) -> list[Figure]:
        """The figures of running text."""
        return [item for item in self.figures if item.how != "cell"]

    @property
    def prose_percentages(self) -> list[Percentage]:
        """The percentages of running text."""
        return [item for item in self.percentages if item.how != "cell"]

    def merge_tables(self, tables: TableRecords) -> None:
        """Add the records of ``tables`` in the order of the text; what the prose grammars read in their cells goes."""
        self.tables = tables
        if not tables.spans:
            return
        figures = _outside(self.figures, tables.spans)
        known = {figure.id for figure in figures}
        percentages = [
            item if item.figure is None or item.figure in known else replace(item, figure=None)
            for item in _outside(self.percentages, tables.spans)
        ]
        self.figures = sorted([*figures, *tables.figures], key=_start)
        self.percentages = sorted([*percentages, *tables.percentages], key=_start)

    def extraction(self) -> Extraction:
        """All records."""
        return Extraction(
            report=self.header,
            citations=tuple(self.citations),
            figures=tuple(self.figures),
            percentages=tuple(self.percentages),
            ratios=tuple(self.ratios),
            observations=tuple(self.observations),
            equations=tuple(self.equations),
        )


def _start(record: PrintedRecord) -> int:
    return record.start


def _outside(records: Sequence[R], spans: Sequence[Span]) -> list[R]:
    """Those of ``records`` that begin in none of ``spans``."""
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    outside: list[R] = []
    for record in records:
        before = bisect.bisect_right(starts, record.start) - 1
        if before < 0 or record.start >= ordered[before][1]:
            outside.append(record)
    return outside


def attach(doc: Doc, document: Document) -> DocRecords:
    """Tie ``doc`` to ``document``, whose text is that of ``doc``."""
    records = DocRecords(document, Sentences(document.text))
    doc.user_data[_KEY] = records
    return records


def records_of(doc: Doc) -> DocRecords:
    """The records of ``doc``. A Doc of a string has none yet: each of its lines is a block."""
    records = doc.user_data.get(_KEY)
    return records if isinstance(records, DocRecords) else attach(doc, _document_of(doc.text))


def _document_of(text: str) -> Document:
    blocks = [Block("paragraph", match.start(), match.end()) for match in _LINE.finditer(text)]
    sections, marked = find_sections(text, blocks)
    return Document(text, blocks=marked, sections=sections)
