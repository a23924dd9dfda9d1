"""One document in, all records out."""

from __future__ import annotations

import functools

from spacy.language import Language

from corpus import Document
from extractors.components import build_pipeline, records, run
from extractors.header import read_header
from extractors.observations import observe
from extractors.records import Citation, Extraction, Figure, Percentage, Ratio


@functools.cache
def _pipeline() -> Language:
    return build_pipeline()


def extract(document: Document) -> Extraction:
    """Run every component over ``document``; offsets in the result are into ``document.text``."""
    doc = run(_pipeline(), document)
    figures = tuple(records(doc, "figures", Figure))
    percentages = tuple(records(doc, "percentages", Percentage))
    header = read_header(document)
    return Extraction(
        report=header,
        citations=tuple(records(doc, "citations", Citation)),
        figures=figures,
        percentages=percentages,
        ratios=tuple(records(doc, "ratios", Ratio)),
        observations=observe(document, header.period, figures, percentages),
    )
