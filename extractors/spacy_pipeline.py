"""The whole way of extraction as one spaCy pipeline: ``pipeline()("Thu ngân sách đạt 12,5 tỷ đồng.")``.

spaCy holds the text, its tokens and the span groups, so that each step sees what the ones before it read and others
can be slotted in. ``blank("xx")`` has no model: nothing is downloaded, nothing is learnt.
"""

from __future__ import annotations

import re

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus import Document
from extractors import spacy_components  # noqa: F401  # registers the factories
from extractors.doc_records import attach

#: The steps in the order in which they build on each other: header for the reporting period, citations before the
#: numbers that are none, tables and equations before the data points that they explain.
STEPS = (
    "header",
    "citations",
    "ratios",
    "figures",
    "percentages",
    "indicators",
    "tables",
    "equations",
    "observations",
    "confidence",
)
#: Tokens are runs of letters, runs of digits and single marks, so that every span of the grammar is on token borders.
#: The second group is the blank that a token may carry.
_TOKEN = re.compile(r"([^\W\d_]+|\d+|[^\w\s]|_|\s+)( ?)")


class GrammarTokenizer:
    """Cuts a text where the grammar may begin or end a span."""

    def __init__(self, vocab: Vocab) -> None:
        """Make a tokenizer for ``vocab``."""
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc with ``doc.text == text``."""
        tokens = _TOKEN.findall(text)
        return Doc(self.vocab, words=[word for word, _ in tokens], spaces=[bool(blank) for _, blank in tokens])


def pipeline() -> Language:
    """A new pipeline of all steps: takes a string (Unicode NFC) or a Doc, gives a Doc with ``doc._.baocao``.

    A string has no pages, footnotes or tables, and each line of it is a block; :func:`extractors.extract` takes a
    ``corpus.Document`` with all of these.

    >>> pipeline().pipe_names[:3]
    ['baocao_header', 'baocao_citations', 'baocao_ratios']
    """
    nlp = spacy.blank("xx")
    nlp.tokenizer = GrammarTokenizer(nlp.vocab)
    for name in STEPS:
        nlp.add_pipe(f"baocao_{name}")
    return nlp


def make_doc(nlp: Language, document: Document) -> Doc:
    """A Doc of the text of ``document``, which the steps then read with its footnotes, sections and tables."""
    doc = nlp.make_doc(document.text)
    attach(doc, document)
    return doc
