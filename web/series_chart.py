"""The chart of a page of series: panels with links to the evidence, the legend, and what was left out."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from db.series_page import MAIN, Source
from pipeline.chart_panels import Panel, panels_of_rows
from pipeline.chart_style import as_bars
from web.chart_layout import Layout, Mark, lay_out
from web.chart_scale import tick_texts
from web.series_query import Kind
from web.series_table import Place, place_of
from web.series_words import against, kind_words, length_words, period_words
from web.words import Language, number_in, say

Rows = Sequence[Mapping[str, Any]]
Sources = Mapping[int, Source]
MAX_PANELS = 8
#: As many colours as styles has, and shapes of points.
_COLOURS = 7
_DIGIT = 6.9


@dataclass(frozen=True, slots=True)
class Look:
    """How a district is drawn in every panel: ``number`` is that of its colour and shape; ``again`` after the last."""

    district: str
    number: int
    again: bool

    @property
    def css(self) -> str:
        """The classes of what is drawn of it."""
        return f"d{self.number} again" if self.again else f"d{self.number}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel: ``ticks`` are (pixels from the top, number); ``axis`` is the width of their column in pixels."""

    title: str
    subtitle: str
    layout: Layout
    ticks: tuple[tuple[float, str], ...]
    axis: int
    blocks: tuple[tuple[float, str], ...]
    places: Mapping[int, Place]
    titles: Mapping[int, str]
    printed: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Chart:
    """``signs`` are what the legend explains besides the districts."""

    drawn: tuple[Drawn, ...]
    looks: Mapping[str, Look]
    signs: tuple[str, ...]
    kind: Kind
    left_out: int


def chart_of(rows: Rows, sources: Sources, kind: Kind | None, language: Language) -> Chart | None:
    """The chart of series; None where there is nothing to draw. Without a ``kind``: bars as long as they are few."""
    found = panels_of_rows(plans_beside(rows))
    if not found:
        return None
    chosen = found[:MAX_PANELS]
    kind = kind or ("bars" if all(map(as_bars, chosen)) else "lines")
    districts = sorted({district for panel in chosen for district in panel.districts})
    looks = {name: Look(name, place % _COLOURS, place >= _COLOURS) for place, name in enumerate(districts)}
    drawn = tuple(_drawn(panel, sources, districts, kind, language, len(chosen) == 1) for panel in chosen)
    return Chart(drawn, looks, tuple(_signs(drawn)), kind, len(found) - len(chosen))


def plans_beside(rows: Rows) -> list[Mapping[str, Any]]:
    """``rows`` with one plan a district, to be drawn beside what was done, whoever gave it.

    Of several givers' plans that one is kept that names none, else that of most values: the others stand in the table.
    """
    done = {_family(row) for row in rows if row["kind_of_value"] == "actual" and row["basis"] is None}
    counts: dict[tuple[Any, ...], dict[str | None, int]] = {}
    for row in rows:
        if _is_beside(row, done):
            bases = counts.setdefault(_of_whom(row), {})
            bases[row["basis"]] = bases.get(row["basis"], 0) + (row["status"] != "gap")
    kept = {whose: max(bases, key=lambda basis: (basis is None, bases[basis])) for whose, bases in counts.items()}
    chosen: list[Mapping[str, Any]] = []
    for row in rows:
        if not _is_beside(row, done):
            chosen.append(row)
        elif row["basis"] == kept[_of_whom(row)]:
            chosen.append({**row, "basis": None})
    return chosen


def _family(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["indicator"], row["measure"], row["unit"])


def _of_whom(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (*_family(row), row["kind_of_value"], row["district"], row["province"])


def _is_beside(row: Mapping[str, Any], done: Container[tuple[Any, ...]]) -> bool:
    """Whether a row is a plan (or what was told later) of something that was done."""
    return row["kind_of_value"] != "actual" and row["measure"] in MAIN and _family(row) in done


def _drawn(
    panel: Panel, sources: Sources, districts: Sequence[str], kind: Kind, language: Language, alone: bool
) -> Drawn:
    def printed(value: Decimal) -> str:
        return number_in(language, format(value.normalize(), "f"))

    layout = lay_out(panel, districts, printed, bars=kind == "bars", alone=alone)
    numbers = [number_in(language, text) for text in tick_texts(layout.scale.ticks)]
    heights = [layout.scale.y(tick) for tick in layout.scale.ticks]
    told = against(panel.measure, panel.basis, language)
    return Drawn(
        panel.title,
        " · ".join(part for part in (told, panel.unit) if part),
        layout,
        tuple(zip(heights, numbers, strict=True)),
        round(max(map(len, numbers)) * _DIGIT) + 12,
        tuple((middle, _length(name, language)) for middle, name in layout.blocks),
        {mark.observation: place_of(sources[mark.observation]) for mark in layout.marks},
        {mark.observation: _title(mark, sources, panel.unit, printed(mark.value), language) for mark in layout.marks},
        {mark.observation: printed(mark.value) for mark in layout.marks},
    )


def _length(label: str, language: Language) -> str:
    """What a stretch of the axis is called: months and quarters of several years are told in their ticks."""
    if language == "en" and label in ("quý", "tháng", "không rõ kỳ"):
        return say(language, {"quý": "series.quarters", "tháng": "series.months"}.get(label, "series.no_period"))
    return length_words(label, language) if label not in ("quý", "tháng", "không rõ kỳ") else label


def _title(mark: Mark, sources: Sources, unit: str, printed: str, language: Language) -> str:
    """What a value says, for who points at it or hears it."""
    source = sources[mark.observation]
    year, length = period_words(mark.period, language)
    kind = "estimate" if mark.estimate and mark.kind == "actual" else mark.kind
    return say(
        language,
        "series.point",
        district=mark.district,
        period=f"{year} ({length})",
        kind=kind_words(kind, language),
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
