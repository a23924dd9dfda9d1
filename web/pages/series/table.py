"""Series as a table: groups of lines, plan below what was done, and in each cell the values with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from db.text import fold
from db.types import MAIN_MEASURES, ROW_KEY, Source
from pipeline.charts.labels import against, basis_words, kind_words, measured, period_words
from pipeline.charts.panels import period_order
from pipeline.i18n import Language, number_in

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
class Cell:
    """The values of one district for one period, none for a gap; ``differ`` is whether reports contradict each other
    (``between``), or one of them itself (``within``); None where there is one value.
    """

    values: tuple[Value, ...]
    differ: Literal["between", "within"] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What one district says of one thing, a cell a period; ``label`` is the kind of value, and who it is against."""

    district: str | None
    province: str | None
    kind: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Group:
    """Lines of one indicator, measure and unit; ``against`` says what all of them are measured against."""

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

    @property
    def differ(self) -> str | None:
        """Where values differ: ``between`` reports, ``within`` one, ``both``; None where they don't."""
        kinds = {cell.differ for cell in self._cells() if cell.differ}
        return "both" if len(kinds) > 1 else next(iter(kinds), None)

    @property
    def signs(self) -> tuple[str, ...]:
        """What the legend has to explain: ``gap``, ``estimate``, as far as they are there."""
        gaps = any(not cell.values for cell in self._cells())
        estimates = any(value.estimate for cell in self._cells() for value in cell.values)
        return tuple(name for name, there in (("gap", gaps), ("estimate", estimates)) if there)

    def _cells(self) -> Iterator[Cell]:
        return (cell for group in self.groups for line in group.lines for cell in line.cells)


def table_of(
    series: Sequence[Mapping[str, Any]], sources: Mapping[int, Source], language: Language, most: int
) -> Table:
    """The table of series, a column a period in the order of the chart; no more than ``most`` lines.

    Who a value is measured against never makes two rows one, nor one indicator two groups: it is told in the line.
    """
    rows: dict[tuple[Any, ...], dict[str | None, list[Mapping[str, Any]]]] = {}
    for row in series:
        rows.setdefault(tuple(row[name] for name in ROW_KEY), {}).setdefault(row["period"], []).append(row)
    periods = sorted({period for cells in rows.values() for period in cells}, key=period_order)
    groups: list[Group] = []
    for keys in _families(rows):
        measure, unit = keys[0][1], keys[0][4]
        bases = {basis for _, _, basis, *_ in keys}
        same = measure not in MAIN_MEASURES and len(bases) == 1
        against_words = against(measure, keys[0][2], language) if same else measured(measure, language)
        group = Group(keys[0][0], measure, against_words, unit)
        for _, _, basis, kind, own_unit, district, province in keys:
            label = (
                kind_words(kind, language) if measure in MAIN_MEASURES or kind != "actual" or same else None,
                None if same else basis_words(measure, basis, language),
                own_unit if own_unit != unit else None,
            )
            key = (keys[0][0], measure, basis, kind, own_unit, district, province)
            cells = tuple(_cell(rows[key].get(period, ()), sources, language) for period in periods)
            group.lines.append(Line(district, province, kind, " · ".join(filter(None, label)), cells))
        group.lines.sort(
            key=lambda line: (line.district or "", line.province or "", _KINDS.index(line.kind), fold(line.label))
        )
        groups.append(group)
    shown = _first(groups, most)
    return Table(tuple(period_words(period, language) for period in periods), tuple(shown), len(rows) - _lines(shown))


def _families(keys: Iterable[tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
    """Rows of one indicator, measure and unit; a plan in another unit stands with what was done.

    Of one indicator they stand in a row; what was done comes first, for its unit names the family.
    """
    families: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    keys = list(keys)
    for key in sorted(keys, key=lambda key: key[3] != "actual"):
        indicator, measure, _, kind, unit, *_ = key
        family = (indicator, measure, unit)
        if family not in families and kind != "actual" and measure in MAIN_MEASURES:
            family = next((other for other in families if other[:2] == (indicator, measure)), family)
        families.setdefault(family, []).append(key)
    order = list(dict.fromkeys(key[0] for key in keys))
    return sorted(families.values(), key=lambda family: order.index(family[0][0]))


def _first(groups: Sequence[Group], most: int) -> list[Group]:
    """``groups`` up to the line that is the last of ``most``."""
    first: list[Group] = []
    for group in groups:
        room = most - _lines(first)
        if room > 0:
            first.append(replace(group, lines=group.lines[:room]))
    return first


def _lines(groups: Sequence[Group]) -> int:
    return sum(len(group.lines) for group in groups)


def _cell(members: Sequence[Mapping[str, Any]], sources: Mapping[int, Source], language: Language) -> Cell:
    by_text: dict[str, list[Mapping[str, Any]]] = {}
    for row in members:
        if row["value_text"] is not None:
            by_text.setdefault(_text(row, language), []).append(row)
    values = tuple(_value(text, same, sources, language) for text, same in by_text.items())
    if len(values) < 2:
        return Cell(values)
    reports = [sources[row["observation_id"]].report_id for same in by_text.values() for row in _once(same, sources)]
    return Cell(values, "between" if len(reports) == len(set(reports)) else "within")


def _once(rows: Sequence[Mapping[str, Any]], sources: Mapping[int, Source]) -> Iterable[Mapping[str, Any]]:
    """One row of each report, of those that say the same."""
    return {sources[row["observation_id"]].report_id: row for row in rows}.values()


def _text(row: Mapping[str, Any], language: Language) -> str:
    text = number_in(language, row["value_text"])
    if row["value_max_text"] and row["printed_unit"] == row["unit"]:
        text += f"–{number_in(language, row['value_max_text'])}"
    return text


def _value(text: str, rows: Sequence[Mapping[str, Any]], sources: Mapping[int, Source], language: Language) -> Value:
    by_page: dict[tuple[int, int | None], Place] = {}
    for source in (sources[row["observation_id"]] for row in rows):
        by_page.setdefault((source.report_id, source.page), place_of(source))
    first = rows[0]
    in_print = f"{number_in(language, first['printed_value'])} {first['printed_unit']}"
    return Value(
        text,
        in_print if first["printed_unit"] != first["unit"] else "",
        all(row["role"] == "estimate" for row in rows),
        all(row["doubts"] not in (None, "", "[]") for row in rows),
        tuple(by_page.values()),
    )


def place_of(source: Source) -> Place:
    """The printed place of a value, as a link to it."""
    # By hand: quoting a thousand links that need none takes longer than all else of a table.
    href = f"/reports/{source.report_id}/pages/{source.page or 1}?row={source.row}"
    return Place(source.report, source.page, href)
