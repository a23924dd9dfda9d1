"""Series as a table: groups of lines, plan below what was done, and in each cell the values with their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.compare import ROW_KEY
from db.folding import fold
from db.series_page import Source
from web.series_words import against, kind_words, period_words
from web.words import Language, number_in

#: The order of the lines of one district.
_KINDS = ("actual", "plan", "prior")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is printed: what it is called, and the link that opens the page with the row lit."""

    report: str
    page: int | None
    href: str


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values of a cell, as the language writes it, with every place that says so.

    ``printed`` is what the first place says, where that is another number: in another unit.
    """

    text: str
    printed: str
    estimate: bool
    unsure: bool
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What one district says of one thing: a cell a period, empty for a gap, several values where they differ."""

    district: str | None
    province: str | None
    kind: str
    label: str
    cells: tuple[tuple[Value, ...], ...]


@dataclass(slots=True)
class Group:
    """Lines of one indicator, measure and unit; ``against`` says what it is measured against."""

    indicator: str
    measure: str
    against: str
    unit: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """``periods`` are (what it is called, its length); ``left_out`` is how many lines were too many."""

    periods: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    left_out: int

    @property
    def shows_provinces(self) -> bool:
        """Whether districts need their provinces to be told apart, or are of several."""
        return len({line.province for group in self.groups for line in group.lines if line.province}) > 1


def table_of(
    series: Sequence[Mapping[str, Any]], sources: Mapping[int, Source], language: Language, most: int
) -> Table:
    """The table of series, its periods in the order of :func:`db.compare.compare`; no more than ``most`` lines."""
    rows: dict[tuple[Any, ...], dict[str | None, list[Mapping[str, Any]]]] = {}
    for row in series:
        rows.setdefault(tuple(row[name] for name in ROW_KEY), {}).setdefault(row["period"], []).append(row)
    periods = list(dict.fromkeys(period for cells in rows.values() for period in cells))
    groups: dict[tuple[Any, ...], Group] = {}
    for key in sorted(rows, key=lambda key: key[3] != "actual"):
        indicator, measure, basis, kind, unit, district, province = key
        group = _home(groups, key) or Group(indicator, measure, against(measure, basis, language), unit)
        groups.setdefault((indicator, measure, basis, unit), group)
        said = basis if group.against != against(measure, basis, language) else None
        label = [kind_words(kind, language), said, unit if unit != group.unit else None]
        cells = tuple(_cell(rows[key][period], sources, language) for period in periods)
        group.lines.append(Line(district, province, kind, " · ".join(part for part in label if part), cells))
    made = list({id(group): group for group in groups.values()}.values())
    for group in made:
        group.lines.sort(
            key=lambda line: (line.district or "", line.province or "", _KINDS.index(line.kind), fold(line.label))
        )
    order = list(dict.fromkeys(key[0] for key in rows))
    made.sort(key=lambda group: order.index(group.indicator))
    kept = _first(made, most)
    return Table(tuple(period_words(period, language) for period in periods), tuple(kept), len(rows) - _lines(kept))


def _first(groups: Sequence[Group], most: int) -> list[Group]:
    """``groups`` up to the line that is the last of ``most``."""
    kept: list[Group] = []
    for group in groups:
        room = most - _lines(kept)
        if room > 0:
            kept.append(replace(group, lines=group.lines[:room]))
    return kept


def _lines(groups: Sequence[Group]) -> int:
    return sum(len(group.lines) for group in groups)


def _home(groups: Mapping[tuple[Any, ...], Group], key: tuple[Any, ...]) -> Group | None:
    """The group of a line: its own; for a plan, whoever gave it, and what was told later, that of what was done."""
    indicator, measure, basis, kind, unit, *_ = key
    found = groups.get((indicator, measure, basis, unit))
    if found is None and kind != "actual" and measure in ("value", "level"):
        found = groups.get((indicator, measure, None, unit))
        alike = (group for place, group in groups.items() if place[:3] == (indicator, measure, None))
        found = found or next(alike, None)
    return found


def _cell(members: Sequence[Mapping[str, Any]], sources: Mapping[int, Source], language: Language) -> tuple[Value, ...]:
    said: dict[str, list[Mapping[str, Any]]] = {}
    for row in members:
        if row["value_text"] is not None:
            said.setdefault(_text(row, language), []).append(row)
    return tuple(_value(text, found, sources, language) for text, found in said.items())


def _text(row: Mapping[str, Any], language: Language) -> str:
    text = number_in(language, row["value_text"])
    if row["value_max_text"] and row["printed_unit"] == row["unit"]:
        text += f"–{number_in(language, row['value_max_text'])}"
    return text


def _value(text: str, found: Sequence[Mapping[str, Any]], sources: Mapping[int, Source], language: Language) -> Value:
    by_page: dict[tuple[int, int | None], Place] = {}
    for source in (sources[row["observation_id"]] for row in found):
        by_page.setdefault((source.report_id, source.page), place_of(source))
    first = found[0]
    in_print = f"{number_in(language, first['printed_value'])} {first['printed_unit']}"
    return Value(
        text,
        in_print if first["printed_unit"] != first["unit"] else "",
        all(row["role"] == "estimate" for row in found),
        all(row["doubts"] not in (None, "", "[]") for row in found),
        tuple(by_page.values()),
    )


def place_of(source: Source) -> Place:
    """The printed place of a value, as a link to it."""
    # By hand: quoting a thousand links that need none takes longer than all else of a table.
    href = f"/reports/{source.report_id}/pages/{source.page or 1}?row={source.row}"
    return Place(source.report, source.page, href)
