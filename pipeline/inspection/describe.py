"""Rows of ``baocao inspect``: how the text of each page was obtained, why, and how many records are on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus import Document
from corpus.document import Box, Page
from corpus.syllables import syllable_share
from extractors.records import Extraction

#: What boxes are drawn for, and in which colour.
COLOURS = {
    "citation": "#c62828",
    "figure": "#1565c0",
    "percentage": "#2e7d32",
    "ratio": "#6a1b9a",
    "table": "#9e9e9e",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a page, and what it is around."""

    kind: str
    box: Box


def marks(document: Document, extraction: Extraction) -> Iterator[Mark]:
    """The boxes of all that was found, tables first, so that what stands in a table is drawn over it."""
    for table in document.tables:
        yield Mark("table", table.box)
    for kind, items in _items(extraction):
        for item in items:
            for box in document.boxes(item.start, item.end):
                yield Mark(kind, box)


def _items(extraction: Extraction) -> Iterator[tuple[str, Sequence[Any]]]:
    yield "citation", extraction.citations
    yield "figure", extraction.figures
    yield "percentage", extraction.percentages
    yield "ratio", extraction.ratios


def page_rows(document: Document, extraction: Extraction) -> list[dict[str, Any]]:
    """One object a page, the same for people and for ``--json``."""
    counts: dict[int, Counter[str]] = {page.number: Counter() for page in document.pages}
    for table in document.tables:
        counts[table.page]["tables"] += 1
    for kind, items in _items(extraction):
        for item in items:
            page = document.page_of(item.start)
            if page is not None:
                counts[page][f"{kind}s"] += 1
    return [_row(page, counts[page.number], document.warnings) for page in document.pages]


def _row(page: Page, counts: Counter[str], warnings: Sequence[str]) -> dict[str, Any]:
    decision = page.decision
    share, words = syllable_share(page.text)
    start = f"page {page.number}: "
    return {
        "page": page.number,
        "text_source": page.text_source,
        "encoding": decision.encoding if decision else None,
        "reason": decision.reason if decision else "the page cannot be opened",
        "layer_words": decision.layer_words if decision else 0,
        "layer_syllable_share": decision.layer_share if decision else None,
        "words": words,
        "syllable_share": round(share, 3) if words else None,
        "confidence": decision.confidence if decision else None,
        "turned": _turned(page),
        "tables": counts["tables"],
        "citations": counts["citations"],
        "figures": counts["figures"],
        "percentages": counts["percentages"],
        "ratios": counts["ratios"],
        "warnings": [warning.removeprefix(start) for warning in warnings if warning.startswith(start)],
    }


def _turned(page: Page) -> float:
    """Degrees, counter-clockwise, by which the page was turned to be read."""
    return 90.0 * page.decision.rotation_quarters + page.decision.degrees if page.decision else 0.0
