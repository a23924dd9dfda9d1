"""One document in, all records out."""

from __future__ import annotations

import functools

from spacy.language import Language

from corpus import Document
from extractors.doc_records import records_of
from extractors.records import Extraction
from extractors.spacy_pipeline import make_doc, pipeline


@functools.cache
def _pipeline() -> Language:
    return pipeline()


def extract(document: Document) -> Extraction:
    """Run the pipeline over ``document``; offsets in the result are into ``document.text``."""
    nlp = _pipeline()
    return records_of(nlp(make_doc(nlp, document))).extraction()
