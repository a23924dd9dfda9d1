"""The spaCy pipeline: one component for each kind of record, each writing one ``doc.spans`` group.

spaCy holds the text, its tokens and the span groups, so that each component sees what the ones before it found and
others can be slotted in. Records travel in ``doc.user_data["records"]``, keyed by group and by the span's id.
``blank("xx")`` has no model: nothing is downloaded, nothing is learnt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus import Document
from extractors.citations.finder import find_citations
from extractors.indicators.assign import assign_indicators
from extractors.numbers.figures import find_figures
from extractors.percentages.finder import find_percentages
from extractors.ratios.finder import find_ratios
from extractors.records import Citation, Figure, Percentage, Ratio
from extractors.text.sentences import Sentences

Record = Citation | Figure | Percentage | Ratio
R = TypeVar("R", Citation, Figure, Percentage, Ratio)

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


def build_pipeline() -> Language:
    """The components in the order in which they build on each other."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = GrammarTokenizer(nlp.vocab)
    for name in ("citations", "ratios", "figures", "percentages", "indicators"):
        nlp.add_pipe(f"baocao_{name}")
    return nlp


def run(nlp: Language, document: Document) -> Doc:
    """``document`` through the pipeline; the components find it in ``doc.user_data["document"]``."""
    doc = nlp.make_doc(document.text)
    doc.user_data["document"] = document
    doc.user_data["sentences"] = Sentences(document.text)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def records(doc: Doc, group: str, kind: type[R]) -> list[R]:
    """The records of one group, in the order of the text."""
    found = doc.user_data.get("records", {}).get(group, {})
    return [record for record in found.values() if isinstance(record, kind)]


def _write(doc: Doc, group: str, found: Sequence[Record]) -> None:
    spans = []
    kept: dict[str, Record] = {}
    for number, record in enumerate(found):
        span = doc.char_span(
            record.start, record.end, label=group, span_id=f"{group}/{number}", alignment_mode="expand"
        )
        if span is None:
            raise ValueError(f"{group}: no tokens at {record.start}-{record.end}")  # empty spans are a bug upstream
        spans.append(span)
        kept[span.id_] = record
    doc.spans[group] = spans
    doc.user_data.setdefault("records", {})[group] = kept


def _text(doc: Doc) -> str:
    """``doc.text``, which spaCy would put together from its tokens at every call: a fifth of the whole cost."""
    document: Document = doc.user_data["document"]
    return document.text


def _taken(doc: Doc, *groups: str) -> list[tuple[int, int]]:
    stored: dict[str, dict[str, Any]] = doc.user_data.get("records", {})
    return [(record.start, record.end) for group in groups for record in stored.get(group, {}).values()]


@Language.component("baocao_citations")
def _citations(doc: Doc) -> Doc:
    document: Document = doc.user_data["document"]

    def in_footnote(offset: int) -> bool:
        block = document.block_at(offset)
        return block is not None and block.kind == "footnote"

    _write(doc, "citations", find_citations(document.text, in_footnote))
    return doc


@Language.component("baocao_ratios")
def _ratios(doc: Doc) -> Doc:
    _write(doc, "ratios", find_ratios(_text(doc), _taken(doc, "citations")))
    return doc


@Language.component("baocao_figures")
def _figures(doc: Doc) -> Doc:
    _write(doc, "figures", find_figures(_text(doc), _taken(doc, "citations", "ratios")))
    return doc


@Language.component("baocao_percentages")
def _percentages(doc: Doc) -> Doc:
    _write(doc, "percentages", find_percentages(_text(doc), _taken(doc, "citations"), doc.user_data["sentences"]))
    return doc


@Language.component("baocao_indicators")
def _indicators(doc: Doc) -> Doc:
    figures, percentages = assign_indicators(
        _text(doc),
        records(doc, "figures", Figure),
        records(doc, "percentages", Percentage),
        records(doc, "ratios", Ratio),
        doc.user_data["sentences"],
    )
    _write(doc, "figures", figures)
    _write(doc, "percentages", percentages)
    return doc


__all__ = ["GrammarTokenizer", "build_pipeline", "records", "run"]
