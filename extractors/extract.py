"""One document in, all records out."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from spacy.language import Language

from corpus import Document
from extractors.confidence import with_confidence
from extractors.equations.finder import equations_of, moved
from extractors.header.reader import read_header
from extractors.observations.from_mentions import observe
from extractors.observations.from_ratios import observe_ratios
from extractors.observations.sectors import with_sectors
from extractors.records import Citation, Equation, Extraction, Figure, Observation, Percentage, Ratio
from extractors.spacy_pipeline import build_pipeline, records, run
from extractors.tables.reader import TableRecords, read_tables
from extractors.text.sentences import Sentences

R = TypeVar("R", Figure, Percentage)


@functools.cache
def _pipeline() -> Language:
    return build_pipeline()


def extract(document: Document) -> Extraction:
    """Run every component over ``document``; offsets in the result are into ``document.text``."""
    doc = run(_pipeline(), document)
    header = read_header(document)
    tables = read_tables(document, header.period)
    ratios = records(doc, "ratios", Ratio)
    figures, percentages, observations, equations = _with_tables(
        document,
        header.period,
        records(doc, "figures", Figure),
        records(doc, "percentages", Percentage),
        ratios,
        tables,
    )
    return Extraction(
        report=header,
        citations=with_confidence(document, "citations", records(doc, "citations", Citation)),
        figures=with_confidence(document, "figures", figures),
        percentages=with_confidence(document, "percentages", percentages),
        ratios=with_confidence(document, "ratios", ratios),
        observations=tuple(with_sectors(observations, figures, percentages)),
        equations=equations,
    )


def _with_tables(
    document: Document,
    period: str | None,
    figures: list[Figure],
    percentages: list[Percentage],
    ratios: list[Ratio],
    tables: TableRecords,
) -> tuple[tuple[Figure, ...], tuple[Percentage, ...], tuple[Observation, ...], tuple[Equation, ...]]:
    """The records of prose and tables in the order of the text, and the observations and equations of both."""
    prose_figures, kept = _outside(figures, tables.spans)
    prose_percentages, _ = _outside(percentages, tables.spans)
    # A percentage names its figure by its place in the list.
    prose_percentages = [
        replace(item, figure=kept.get(item.figure) if item.figure is not None else None) for item in prose_percentages
    ]
    ties = equations_of(document.text, prose_figures, prose_percentages, ratios)
    prose = observe(document, period, tuple(prose_figures), tuple(prose_percentages), ties)
    prose += observe_ratios(document, period, ratios, Sentences(document.text))
    if not tables.figures and not tables.percentages:
        return tuple(prose_figures), tuple(prose_percentages), prose, ties
    all_figures, places, table_places = _merged(prose_figures, tables.figures)
    all_percentages, percentage_places, table_percentage_places = _merged(prose_percentages, tables.percentages)
    all_percentages = [
        item if item.figure is None else replace(item, figure=places[item.figure]) for item in all_percentages
    ]
    now = {"figures": places, "percentages": percentage_places, "ratios": list(range(len(ratios)))}
    in_tables = {"figures": table_places, "percentages": table_percentage_places}
    observations = [replace(item, source_index=now[item.source][item.source_index]) for item in prose]
    observations += [
        replace(item, source_index=in_tables[item.source][item.source_index]) for item in tables.observations
    ]
    equations = [moved(tie, lambda item: (item[0], now[item[0]][item[1]])) for tie in ties]
    equations += [moved(tie, lambda item: (item[0], in_tables[item[0]][item[1]])) for tie in tables.equations]
    return tuple(all_figures), tuple(all_percentages), tuple(observations), tuple(equations)


def _outside(found: Sequence[R], spans: Sequence[tuple[int, int]]) -> tuple[list[R], dict[int, int]]:
    """Those of ``found`` in none of ``spans``, and for the place of each in the old list its place in the new one."""
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    kept: list[R] = []
    places: dict[int, int] = {}
    for index, record in enumerate(found):
        before = bisect.bisect_right(starts, record.start) - 1
        if before >= 0 and record.start < ordered[before][1]:
            continue
        places[index] = len(kept)
        kept.append(record)
    return kept, places


def _merged(prose: Sequence[R], tables: Sequence[R]) -> tuple[list[R], list[int], list[int]]:
    """Both lists in the order of the text, and where the items of each are now."""
    order = sorted([(item.start, 0, index) for index, item in enumerate(prose)] + [
        (item.start, 1, index) for index, item in enumerate(tables)
    ])  # fmt: skip
    places: tuple[list[int], list[int]] = ([0] * len(prose), [0] * len(tables))
    merged: list[R] = []
    for place, (_, source, index) in enumerate(order):
        places[source][index] = place
        merged.append(tables[index] if source else prose[index])
    return merged, places[0], places[1]
