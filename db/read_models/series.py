"""The series page: a bounded number of series, each value with the row that it was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from db.read_models.series_scope import (
    IndicatorRef,
    SeriesFilter,
    TermMatch,
    district_counts,
    match_districts,
    match_indicators,
)
from db.read_models.series_scope import measure_counts as count_measures
from db.series.query import points
from db.sql.values import base_name

if TYPE_CHECKING:
    import pandas as pd

#: All that a report can say of an indicator: plans, and what it tells of an earlier period, stand beside what was done.
ROLES = ("actual", "estimate", "plan", "prior")
#: What an indicator is, rather than what it is measured against: shown together, and first.
MAIN_MEASURES = ("value", "level")
MEASURES = (*MAIN_MEASURES, "percent_of_plan", "percent_of_base", "growth", "share")
#: Indicators and districts that one page compares; districts that it compares where none was asked for.
MAX_INDICATORS, MAX_DISTRICTS, SOME_DISTRICTS = 6, 14, 7
#: Data points that a page is made of in good time; of one district all are shown, however many.
MAX_POINTS = 280


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value is printed: the report by id and name, the page (None where unknown), and the row in links."""

    report_id: int
    report: str
    page: int | None
    row: str
    point: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """``series`` is a frame as :func:`db.series.compare.compare` gives it, empty where nothing matches.

    ``indicators`` and ``districts`` are those shown, of ``indicators_found`` and ``districts_found``. ``measures``
    counts the data points of each measure; ``shown_measures`` are those in ``series``. ``sources`` is by observation.
    """

    indicators_asked: tuple[TermMatch, ...]
    districts_asked: tuple[TermMatch, ...]
    indicators: tuple[IndicatorRef, ...]
    indicators_found: int
    districts: tuple[str | None, ...]
    districts_found: int
    measures: Mapping[str, int]
    shown_measures: tuple[str, ...]
    series: pd.DataFrame
    sources: Mapping[int, Source]


def series_page(database: Database, asked: SeriesFilter, measure: str | None = None) -> SeriesPage:
    """What is ``asked``, in ``measure``; for None in the measures of :data:`MAIN_MEASURES`, or the first that there is.

    Raises:
        ValueError: a period is written wrongly.
    """
    from db.series.compare import compare  # pandas takes 0.4 s to import

    words = tuple(match_indicators(database, asked.indicators))
    places = tuple(match_districts(database, asked.districts))
    indicators = list(dict.fromkeys(one for matched in words for one in matched.found))
    chosen = _fairly(words)[:MAX_INDICATORS]
    ids = [one.id for one in chosen]
    wanted = list(dict.fromkeys(name for matched in places for name in matched.found))
    counted = district_counts(database, ids, wanted, asked) if ids and (wanted or not places) else []
    first = [name for name, _ in counted][: MAX_DISTRICTS if places else SOME_DISTRICTS]
    whole = not places and len(first) == len(counted)
    counts = count_measures(database, ids, () if whole else [name for name in first if name], asked) if counted else {}
    measures = {name: sum(counts[name].values()) for name in MEASURES if name in counts}
    shown = _measures(measures, measure)
    districts = _within(first, [counts[name] for name in shown if name in counts])
    every = whole and len(districts) == len(counted)
    narrowed = [] if every else [name for name in districts if name is not None]
    read: list[dict[str, Any]] = []
    if shown and (every or narrowed):
        read = points(database, ids, narrowed, asked.period_from, asked.period_to, shown, ROLES)
    return SeriesPage(
        words,
        places,
        tuple(chosen),
        len(indicators),
        tuple(districts),
        len(counted),
        measures,
        shown,
        compare(read, asked.period_from, asked.period_to),
        {point["id"]: _source(point) for point in read},
    )


def _fairly(words: Sequence[TermMatch]) -> list[IndicatorRef]:
    """What ``words`` mean, in turn one of each, so that a word that means much leaves room for the others."""
    longest = max((len(matched.found) for matched in words), default=0)
    in_turn = (matched.found[place] for place in range(longest) for matched in words if place < len(matched.found))
    return list(dict.fromkeys(in_turn))


def _measures(held: Mapping[str, int], measure: str | None) -> tuple[str, ...]:
    if measure is not None:
        return (measure,)
    main = tuple(name for name in MAIN_MEASURES if name in held)
    return main or tuple(held)[:1]


def _within(districts: Sequence[str | None], counts: Sequence[Mapping[str | None, int]]) -> list[str | None]:
    """As many of ``districts`` as stay below :data:`MAX_POINTS`, and one at least."""
    chosen: list[str | None] = []
    total = 0
    for name in districts:
        here = sum(count.get(name, 0) for count in counts)
        if chosen and total + here > MAX_POINTS:
            continue
        total += here
        chosen.append(name)
    return chosen


def _source(point: Mapping[str, Any]) -> Source:
    name = point["report_number"] or base_name(point["source_path"])
    return Source(point["report_id"], name, point["page"], f"{point['source_table']}-{point['source_id']}", point)
