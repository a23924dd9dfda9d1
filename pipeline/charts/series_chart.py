"""A chart of series, ready to be drawn: panels with their words, the legend, and what was left out.

The same for a page of the reading room and for a file of ``baocao compare --chart``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from db.types import MAIN_MEASURES
from pipeline.charts.labels import against, basis_words, kind_words, measured, period_words
from pipeline.charts.layout import Layout, Mark, lay_out
from pipeline.charts.palette import Look, looks_of
from pipeline.charts.panels import Panel, panels_of_rows
from pipeline.charts.scale import tick_texts
from pipeline.charts.selection import Rows, Selection, SeriesBasis, select_series
from pipeline.i18n import Language, length_in, number_in, say, say_count

ChartKind = Literal["bars", "lines"]
#: Bars that one panel takes; with more, lines are read more easily.
MAX_BARS = 48
#: Names of series that are left out, and of districts, that are listed; more are counted.
_MAX_NAMED_BASES, _MAX_NAMED_DISTRICTS = 8, 3
#: Pixels of a digit on the axis.
_DIGIT = 6.9


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value is printed (report by name, page), and what its own measure and basis are."""

    report: str
    page: int | None
    measure: str
    basis: str | None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one chart shows: the first panels or the ``fullest``, and districts by name (None: all)."""

    panels: int = 8
    districts: int | None = None
    fullest: bool = False


@dataclass(frozen=True, slots=True)
class PanelChart:
    """A panel: ``ticks`` are (pixels from the top, number); ``axis`` is the width of their column in pixels.

    ``bases`` says against whom each district's values are, where that is not one for all. ``blocks`` are (place across,
    name) of lengths of period. ``titles`` and ``printed`` are by observation; ``gap`` is the title of a missing value.
    """

    title: str
    subtitle: str
    bases: str
    layout: Layout
    ticks: tuple[tuple[float, str], ...]
    axis: int
    blocks: tuple[tuple[float, str], ...]
    titles: Mapping[int, str]
    printed: Mapping[int, str]
    gap: str


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """``signs`` are what the legend explains besides the districts: kinds of values, estimate, conflict, gap.

    ``panels_left_out`` and ``districts_left_out`` count what is too much; ``undrawn`` names the series that a table
    shows and the chart does not.
    """

    panels: tuple[PanelChart, ...]
    looks: Mapping[str, Look]
    signs: tuple[str, ...]
    kind: ChartKind
    panels_left_out: int
    districts_left_out: int
    undrawn: tuple[str, ...]


def chart_of(
    rows: Rows,
    evidence: Mapping[int, Evidence],
    kind: ChartKind | None,
    language: Language,
    asked: Sequence[str] = (),
    known: Sequence[tuple[str, str | None]] = (),
    limits: Limits | None = None,
) -> SeriesChart | None:
    """The chart of series (rows of ``archive.series.compare``); None where there is nothing to draw.

    ``evidence`` is by observation. Without a ``kind``: bars as long as they are few. For ``asked`` and ``known``
    districts see :func:`pipeline.charts.palette.looks_of`.
    """
    limits = limits or Limits()
    selection = select_series(rows)
    all_panels = panels_of_rows(selection.rows)
    if not all_panels:
        return None
    all_districts = sorted({district for panel in all_panels for district in panel.districts})
    panels = _within(all_panels, limits)
    districts = sorted({district for panel in panels for district in panel.districts})[: limits.districts]
    panels = [panel for panel in panels if set(districts) & set(panel.districts)]
    kind = kind or ("bars" if all(map(as_bars, panels)) else "lines")
    alone = len(panels) == 1
    drawn = tuple(_panel(panel, selection, evidence, districts, kind, language, alone) for panel in panels)
    left_out = len(all_panels) - len(panels), len(all_districts) - len(districts)
    undrawn = _by_basis(selection.left_out, language)
    return SeriesChart(drawn, looks_of(districts, asked, known), tuple(_signs(drawn)), kind, *left_out, undrawn)


def as_bars(panel: Panel) -> bool:
    """Whether ``panel`` has few enough values for bars."""
    return panel.periods * len(panel.districts) * len(panel.kinds) <= MAX_BARS


def _within(panels: Sequence[Panel], limits: Limits) -> list[Panel]:
    """As many panels as the limits allow, in their order."""
    if not limits.fullest:
        return list(panels[: limits.panels])
    places = sorted(range(len(panels)), key=lambda place: (-len(panels[place].cells), place))[: limits.panels]
    return [panels[place] for place in sorted(places)]


def _by_basis(bases: Sequence[SeriesBasis], language: Language) -> tuple[str, ...]:
    """What each basis's values are called, with the districts: ``kế hoạch · KH tỉnh giao (huyện Yên Lâm)``."""
    several = len({basis.family[0] for basis in bases}) > 1
    districts_of: dict[str, list[str]] = {}
    for basis in bases:
        words = [basis.family[0] if several else "", _basis_words(basis, language)]
        districts = districts_of.setdefault(", ".join(filter(None, words)), [])
        districts += [name for name in [_district(basis, language)] if name not in districts]
    names = [f"{words} ({_names(districts, language)})" for words, districts in districts_of.items()]
    return (*names[:_MAX_NAMED_BASES], *(["…"] if len(names) > _MAX_NAMED_BASES else []))


def _names(names: Sequence[str], language: Language) -> str:
    if len(names) <= _MAX_NAMED_DISTRICTS:
        return ", ".join(names)
    return say_count(language, "series.districts", len(names))


def _basis_words(basis: SeriesBasis, language: Language) -> str:
    """``kế hoạch · KH tỉnh giao``, ``so với KH tỉnh giao``."""
    kind = kind_words(basis.kind, language) if basis.kind != "actual" else ""
    return " · ".join(filter(None, [kind, basis_words(basis.family[1], basis.basis, language)]))


def _district(basis: SeriesBasis, language: Language) -> str:
    return basis.district or say(language, "series.no_district_known")


def _panel(
    panel: Panel,
    selection: Selection,
    evidence: Mapping[int, Evidence],
    districts: Sequence[str],
    kind: ChartKind,
    language: Language,
    alone: bool,
) -> PanelChart:
    def printed(value: Decimal) -> str:
        return number_in(language, format(value.normalize(), "f"))

    layout = lay_out(panel, districts, printed, bars=kind == "bars", alone=alone)
    numbers = [number_in(language, text) for text in tick_texts(layout.scale.ticks)]
    heights = [layout.scale.y(tick) for tick in layout.scale.ticks]
    of_panel = [basis for basis in selection.drawn if basis.family == (panel.title, panel.measure, panel.unit)]
    main = panel.measure in MAIN_MEASURES
    bases = [basis for basis in of_panel if basis.basis or not main]
    mixed = main or len({basis.basis for basis in bases}) > 1
    measure = measured(panel.measure, language) if mixed else against(panel.measure, panel.basis, language)
    return PanelChart(
        title=panel.title,
        subtitle=" · ".join(part for part in (measure, panel.unit) if part),
        bases="; ".join(_by_basis(bases, language)) if mixed else "",
        layout=layout,
        ticks=tuple(zip(heights, numbers, strict=True)),
        axis=round(max(map(len, numbers)) * _DIGIT) + 12,
        blocks=tuple((middle, length_in(language, code)) for middle, code in layout.blocks),
        titles={
            mark.observation: _title(mark, evidence[mark.observation], panel.unit, printed(mark.value), language)
            for mark in layout.marks
        },
        printed={mark.observation: printed(mark.value) for mark in layout.marks},
        gap=say(language, "series.gap"),
    )


def _title(mark: Mark, source: Evidence, unit: str, printed: str, language: Language) -> str:
    """What a value says, for who points at it or hears it."""
    year, length = period_words(mark.period, language)
    kind = "estimate" if mark.estimate and mark.kind == "actual" else mark.kind
    basis = basis_words(source.measure, source.basis, language) if source.basis else ""
    return say(
        language,
        "series.point",
        district=mark.district,
        period=f"{year} ({length})",
        kind=" · ".join(filter(None, [kind_words(kind, language), basis])),
        value=f"{printed} {unit}",
        report=source.report,
        page=source.page or "?",
    )


def _signs(panels: Sequence[PanelChart]) -> list[str]:
    """What the legend has to explain, of what is there."""
    marks = [mark for panel in panels for mark in panel.layout.marks]
    kinds = {mark.kind for mark in marks}
    signs: list[str] = [kind for kind in ("actual", "plan", "prior") if kind in kinds] if kinds != {"actual"} else []
    signs += ["estimate"] if any(mark.estimate and mark.kind == "actual" for mark in marks) else []
    signs += ["conflict"] if any(mark.conflict for mark in marks) else []
    return signs + (["gap"] if any(panel.layout.gaps for panel in panels) else [])
