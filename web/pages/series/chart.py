"""The chart of a page of series: panels with links to the evidence, the legend, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from db.types import MAIN_MEASURES, Source
from pipeline.charts.panels import Panel, panels_of_rows
from pipeline.charts.style import as_bars
from pipeline.i18n import Language, length_in, number_in, say, say_count
from web.charts.layout import Layout, Mark, lay_out
from web.charts.scale import tick_texts
from web.pages.series.labels import against, giver_words, kind_words, measured, period_words
from web.pages.series.palette import Look, looks_of
from web.pages.series.query import Kind
from web.pages.series.selection import Chosen, Giver, Rows, choose
from web.pages.series.table import Place, place_of

Sources = Mapping[int, Source]
MAX_PANELS = 8
#: Names of what is left out that are told.
_TOLD = 8
#: Districts that are named rather than counted.
_NAMED = 3
_DIGIT = 6.9


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel: ``ticks`` are (pixels from the top, number); ``axis`` is the width of their column in pixels.

    ``givers`` says against whom each district's values are, where that is not one for all.
    """

    title: str
    subtitle: str
    givers: str
    layout: Layout
    ticks: tuple[tuple[float, str], ...]
    axis: int
    blocks: tuple[tuple[float, str], ...]
    places: Mapping[int, Place]
    titles: Mapping[int, str]
    printed: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Chart:
    """``signs`` are what the legend explains besides the districts.

    ``left_out`` counts the panels that are too many; ``undrawn`` names the series that stand in the table alone.
    """

    drawn: tuple[Drawn, ...]
    looks: Mapping[str, Look]
    signs: tuple[str, ...]
    kind: Kind
    left_out: int
    undrawn: tuple[str, ...]


def chart_of(
    rows: Rows,
    sources: Sources,
    kind: Kind | None,
    language: Language,
    asked: Sequence[str] = (),
    known: Sequence[tuple[str, str | None]] = (),
) -> Chart | None:
    """The chart of series; None where there is nothing to draw. Without a ``kind``: bars as long as they are few.

    For ``asked`` and ``known`` districts see :func:`web.pages.series.palette.looks_of`.
    """
    chosen = choose(rows)
    found = panels_of_rows(chosen.rows)
    if not found:
        return None
    panels = found[:MAX_PANELS]
    kind = kind or ("bars" if all(map(as_bars, panels)) else "lines")
    districts = sorted({district for panel in panels for district in panel.districts})
    drawn = tuple(_drawn(panel, chosen, sources, districts, kind, language, len(panels) == 1) for panel in panels)
    looks = looks_of(districts, asked, known)
    undrawn = _by_giver(chosen.left_out, language)
    return Chart(drawn, looks, tuple(_signs(drawn)), kind, len(found) - len(panels), undrawn)


def _by_giver(givers: Sequence[Giver], language: Language) -> tuple[str, ...]:
    """What each giver's values are called, with the districts: ``kế hoạch · KH tỉnh giao (huyện Yên Lâm)``."""
    several = len({giver.family[0] for giver in givers}) > 1
    whose: dict[str, list[str]] = {}
    for giver in givers:
        words = [giver.family[0] if several else "", _giver_words(giver, language)]
        found = whose.setdefault(", ".join(filter(None, words)), [])
        found += [name for name in [_district(giver, language)] if name not in found]
    told = [f"{words} ({_names(names, language)})" for words, names in whose.items()]
    return (*told[:_TOLD], *(["…"] if len(told) > _TOLD else []))


def _names(names: Sequence[str], language: Language) -> str:
    return ", ".join(names) if len(names) <= _NAMED else say_count(language, "series.districts", len(names))


def _giver_words(giver: Giver, language: Language) -> str:
    """``kế hoạch · KH tỉnh giao``, ``so với KH tỉnh giao``."""
    kind = kind_words(giver.kind, language) if giver.kind != "actual" else ""
    return " · ".join(filter(None, [kind, giver_words(giver.family[1], giver.basis, language)]))


def _district(giver: Giver, language: Language) -> str:
    return giver.district or say(language, "series.no_district_known")


def _drawn(
    panel: Panel,
    chosen: Chosen,
    sources: Sources,
    districts: Sequence[str],
    kind: Kind,
    language: Language,
    alone: bool,
) -> Drawn:
    def printed(value: Decimal) -> str:
        return number_in(language, format(value.normalize(), "f"))

    layout = lay_out(panel, districts, printed, bars=kind == "bars", alone=alone)
    numbers = [number_in(language, text) for text in tick_texts(layout.scale.ticks)]
    heights = [layout.scale.y(tick) for tick in layout.scale.ticks]
    of_panel = [giver for giver in chosen.drawn if giver.family == (panel.title, panel.measure, panel.unit)]
    main = panel.measure in MAIN_MEASURES
    givers = [giver for giver in of_panel if giver.basis or not main]
    mixed = main or len({giver.basis for giver in givers}) > 1
    told = measured(panel.measure, language) if mixed else against(panel.measure, panel.basis, language)
    return Drawn(
        panel.title,
        " · ".join(part for part in (told, panel.unit) if part),
        "; ".join(_by_giver(givers, language)) if mixed else "",
        layout,
        tuple(zip(heights, numbers, strict=True)),
        round(max(map(len, numbers)) * _DIGIT) + 12,
        tuple((middle, length_in(language, code)) for middle, code in layout.blocks),
        {mark.observation: place_of(sources[mark.observation]) for mark in layout.marks},
        {mark.observation: _title(mark, sources, panel.unit, printed(mark.value), language) for mark in layout.marks},
        {mark.observation: printed(mark.value) for mark in layout.marks},
    )


def _title(mark: Mark, sources: Sources, unit: str, printed: str, language: Language) -> str:
    """What a value says, for who points at it or hears it."""
    source = sources[mark.observation]
    year, length = period_words(mark.period, language)
    kind = "estimate" if mark.estimate and mark.kind == "actual" else mark.kind
    point = source.point
    giver = giver_words(point["measure"], point["basis"], language) if point["basis"] else ""
    return say(
        language,
        "series.point",
        district=mark.district,
        period=f"{year} ({length})",
        kind=" · ".join(filter(None, [kind_words(kind, language), giver])),
        value=f"{printed} {unit}",
        report=source.report,
        page=source.page or "?",
    )


def _signs(drawn: Sequence[Drawn]) -> list[str]:
    """What the legend has to explain, of what is there."""
    marks = [mark for one in drawn for mark in one.layout.marks]
    kinds = {mark.kind for mark in marks}
    signs: list[str] = [kind for kind in ("actual", "plan", "prior") if kind in kinds] if kinds != {"actual"} else []
    signs += ["estimate"] if any(mark.estimate and mark.kind == "actual" for mark in marks) else []
    signs += ["conflict"] if any(mark.conflict for mark in marks) else []
    return signs + (["gap"] if any(one.layout.gaps for one in drawn) else [])
