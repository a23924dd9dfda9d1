"""extractors: a :class:`corpus.Document` becomes records. Knows Vietnamese wording; no files, no SQL.

>>> import corpus, extractors
>>> document = corpus.read_text("Thu ngân sách 6 tháng đầu năm 2023 đạt 12,5 tỷ đồng.")
>>> [figure.text for figure in extractors.extract(document).figures]
['12,5 tỷ đồng']
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.extraction import extract
    from extractors.records import (
        Citation,
        Equation,
        Extraction,
        Figure,
        Observation,
        Percentage,
        Ratio,
        ReportHeader,
    )
    from extractors.spacy_pipeline import pipeline

__all__ = [
    "Citation",
    "Equation",
    "Extraction",
    "Figure",
    "Observation",
    "Percentage",
    "Ratio",
    "ReportHeader",
    "extract",
    "pipeline",
]

_MODULES = {"extract": "extraction", "pipeline": "spacy_pipeline"}


def __getattr__(name: str) -> Any:
    """Each name is imported when it is first asked for: spaCy takes a second, which ``baocao --help`` must not wait."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULES.get(name, 'records')}"), name)
