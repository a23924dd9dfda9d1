"""One document in, all records out."""

from __future__ import annotations

from corpus import Document
from extractors.records import Extraction, ReportHeader


def extract(document: Document) -> Extraction:
    """Run every component over ``document``."""
    return Extraction(report=ReportHeader())
