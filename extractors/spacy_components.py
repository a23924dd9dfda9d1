"""The steps of the pipeline as spaCy factories: ``nlp.add_pipe("baocao_citations")``, each with its span group.

Each step reads the records of the steps before it (``extractors/doc_records.py``), adds its own, and writes them as
spans: ``doc.spans["citations"]``, where ``span._.baocao_record`` is the record and ``span.id_`` its id. They are
offered under the entry-point group ``spacy_factories``, so that spaCy finds them wherever baocao is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.citations.finder import find_citations
from extractors.confidence import with_confidence
from extractors.doc_records import DocRecords, records_of
from extractors.equations.finder import equations_of
from extractors.header.reader import read_header
from extractors.indicators.assign import assign_indicators
from extractors.numbers.figures import find_figures
from extractors.observations.from_mentions import observe
from extractors.observations.from_ratios import observe_ratios
from extractors.observations.sectors import with_sectors
from extractors.percentages.finder import find_percentages
from extractors.ratios.finder import find_ratios
from extractors.records import Citation, Extraction, Figure, Percentage, PrintedRecord, Ratio, RecordKind
from extractors.tables.reader import read_tables

Step = Callable[[Doc, DocRecords], None]
Component = Callable[[Doc], Doc]
Factory = Callable[[Language, str], Component]

#: The kinds of records that are span groups.
GROUPS: tuple[RecordKind, ...] = ("citations", "figures", "percentages", "ratios")


def _factory(name: str) -> Callable[[Step], Factory]:
    """Register a step under ``baocao_<name>``; what is returned makes its component, as spaCy asks for it."""

    def register(step: Step) -> Factory:
        def make(nlp: Language, name: str) -> Component:  # noqa: ARG001  # spaCy wants both, by these names
            def component(doc: Doc) -> Doc:
                step(doc, records_of(doc))
                return doc

            return component

        make.__doc__ = step.__doc__
        Language.factory(f"baocao_{name}", func=make)
        return make

    return register


@_factory("header")
def make_header(_doc: Doc, records: DocRecords) -> None:
    """The report itself: number, type, issuer, place, date, title, reporting period."""
    records.header = read_header(records.document)


@_factory("citations")
def make_citations(doc: Doc, records: DocRecords) -> None:
    """Cited documents."""
    document = records.document

    def in_footnote(offset: int) -> bool:
        block = document.block_at(offset)
        return block is not None and block.kind == "footnote"

    records.citations = find_citations(document.text, in_footnote)
    _write_spans(doc, "citations", records.citations)


@_factory("ratios")
def make_ratios(doc: Doc, records: DocRecords) -> None:
    """Ratios, outside of citations."""
    records.ratios = find_ratios(records.document.text, _spans(records.citations))
    _write_spans(doc, "ratios", records.ratios)


@_factory("figures")
def make_figures(doc: Doc, records: DocRecords) -> None:
    """Figures, outside of citations and ratios."""
    records.figures = find_figures(records.document.text, _spans(records.citations) + _spans(records.ratios))
    _write_spans(doc, "figures", records.figures)


@_factory("percentages")
def make_percentages(doc: Doc, records: DocRecords) -> None:
    """Percentages with relation and basis, outside of citations."""
    records.percentages = find_percentages(records.document.text, _spans(records.citations), records.sentences)
    _write_spans(doc, "percentages", records.percentages)


@_factory("indicators")
def make_indicators(_doc: Doc, records: DocRecords) -> None:
    """The indicator of each figure and percentage, and the figure that a percentage speaks of."""
    records.figures, records.percentages = assign_indicators(
        records.document.text,
        list(records.figures),
        list(records.percentages),
        list(records.ratios),
        records.sentences,
    )


@_factory("tables")
def make_tables(doc: Doc, records: DocRecords) -> None:
    """The records of ruled tables, in place of what the grammars of running text read in their cells."""
    records.merge_tables(read_tables(records.document, records.header.period))
    if records.tables.spans:
        _write_spans(doc, "figures", records.figures)
        _write_spans(doc, "percentages", records.percentages)


@_factory("equations")
def make_equations(_doc: Doc, records: DocRecords) -> None:
    """Printed arithmetic: sums, quotients, shares of a whole."""
    prose = equations_of(records.document.text, records.prose_figures, records.prose_percentages, records.ratios)
    records.equations = (*prose, *records.tables.equations)


@_factory("observations")
def make_observations(_doc: Doc, records: DocRecords) -> None:
    """Data points of running text, of ratios and of tables."""
    document, period = records.document, records.header.period
    prose = observe(document, period, records.prose_figures, records.prose_percentages, records.equations)
    ratios = observe_ratios(document, period, records.ratios, records.sentences)
    observations = (*prose, *ratios, *records.tables.observations)
    records.observations = with_sectors(observations, records.figures, records.percentages)


@_factory("confidence")
def make_confidence(_doc: Doc, records: DocRecords) -> None:
    """How sure each record is."""
    records.citations = with_confidence(records.document, "citations", records.citations)
    records.figures = with_confidence(records.document, "figures", records.figures)
    records.percentages = with_confidence(records.document, "percentages", records.percentages)
    records.ratios = with_confidence(records.document, "ratios", records.ratios)


def _spans(records: Sequence[PrintedRecord]) -> list[tuple[int, int]]:
    return [record.span for record in records]


def _write_spans(doc: Doc, group: RecordKind, records: Sequence[PrintedRecord]) -> None:
    spans = []
    for record in records:
        span = doc.char_span(record.start, record.end, label=group, span_id=record.id, alignment_mode="expand")
        if span is None:
            raise ValueError(f"{group}: no tokens at {record.start}-{record.end}")  # empty spans are a bug upstream
        spans.append(span)
    doc.spans[group] = spans


def _of_kind(kind: RecordKind) -> Callable[[Doc], Sequence[PrintedRecord]]:
    def get(doc: Doc) -> Sequence[PrintedRecord]:
        records: dict[RecordKind, Sequence[Citation | Figure | Percentage | Ratio]]
        own = records_of(doc)
        records = {
            "citations": own.citations,
            "figures": own.figures,
            "percentages": own.percentages,
            "ratios": own.ratios,
        }
        return records[kind]

    return get


def _extraction(doc: Doc) -> Extraction:
    return records_of(doc).extraction()


def _record(span: Span) -> PrintedRecord | None:
    own = records_of(span.doc)
    lists = (own.citations, own.figures, own.percentages, own.ratios)
    return next((item for records in lists for item in records if item.id == span.id_), None)


def register_extensions() -> None:
    """``doc._.baocao`` (an Extraction), ``doc._.baocao_figures`` … (lists), ``span._.baocao_record``."""
    for kind in GROUPS:
        Doc.set_extension(f"baocao_{kind}", getter=_of_kind(kind), force=True)
    Doc.set_extension("baocao", getter=_extraction, force=True)
    Span.set_extension("baocao_record", getter=_record, force=True)


register_extensions()
