"""What a chart shows, before anything is drawn: series (of :func:`db.series.compare.compare`) as panels, blocks and
cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.frames import rows as as_rows
from db.text import parse_period
from pipeline.i18n import period_code

if TYPE_CHECKING:
    import pandas as pd

#: The code of periods that cannot be read; the others are those of :func:`pipeline.i18n.period_code`.
_NO_PERIOD = "unknown"
#: Whole years first, then what is a part of one, as a year goes on; quarters and months after what sums them up.
_BLOCKS = ("year", "half.1", "cumulative.9", "half.2", "quarter", "month")
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Cell:
    """The values of one district for one period, distinct, the one nearest to nought first; more than one conflict.

    ``observations`` are the ids of the data points that say so, one for each of ``values``.
    """

    values: tuple[Decimal, ...]
    estimate: bool
    observations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Periods of one length, in time; only these may be joined by a line.

    ``label`` is the code of the length (``year``, ``quarter``, ``cumulative.9``), ``ticks`` what each period is called.
    """

    label: str
    periods: tuple[str | None, ...]
    ticks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One indicator in one measure, basis and unit. ``cells`` is by district, kind of value, period; a gap has none."""

    title: str
    measure: str
    basis: str | None
    unit: str
    blocks: tuple[Block, ...]
    districts: tuple[str, ...]
    kinds: tuple[str, ...]
    cells: Mapping[tuple[str, str, str | None], Cell]

    @property
    def periods(self) -> int:
        """How many categories stand on its axis."""
        return sum(len(block.periods) for block in self.blocks)


def panels(series: pd.DataFrame) -> list[Panel]:
    """The panels of ``series``, in its order; what holds gaps alone is none."""
    return panels_of_rows(as_rows(series))


def panels_of_rows(rows: Sequence[Mapping[str, Any]]) -> list[Panel]:
    """The panels of series that are rows already."""
    families: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    name = _district_names(rows)
    for row in rows:
        named = {**row, "who": name[row["district"], row["province"]]}
        families.setdefault(tuple(row[key] for key in ("indicator", "measure", "basis", "unit")), []).append(named)
    return [_panel(key, members) for key, members in families.items() if any(map(_is_value, members))]


def sources(series: pd.DataFrame) -> dict[str, list[str]]:
    """The numbers of the reports that the values of ``series`` are from (or their files' names), by district."""
    by_district: dict[str, list[str]] = {}
    rows = as_rows(series)
    name = _district_names(rows)
    for row in filter(_is_value, rows):
        reports = by_district.setdefault(name[row["district"], row["province"]], [])
        report = row["report"] or Path(row["source_path"] or "?").name
        if report not in reports:
            reports.append(report)
    return dict(sorted(by_district.items()))


def _panel(key: tuple[Any, ...], members: Sequence[dict[str, Any]]) -> Panel:
    indicator, measure, basis, unit = key
    values: dict[tuple[str, str, str | None], list[dict[str, Any]]] = {}
    for row in filter(_is_value, members):
        values.setdefault((row["who"], row["kind_of_value"], row["period"]), []).append(row)
    cells = {place: _cell(members_here) for place, members_here in values.items()}
    block_codes = {_block(period) for _, _, period in cells}
    # A gap keeps its place, but a length of period that has nothing but gaps takes no room.
    periods = {row["period"] for row in members if _block(row["period"]) in block_codes}
    kinds = {place[1] for place in cells}
    return Panel(
        str(indicator),
        measure,
        basis,
        unit,
        tuple(_blocks(periods)),
        tuple(sorted({place[0] for place in cells})),
        tuple(kind for kind in ("prior", "plan", "actual") if kind in kinds),
        cells,
    )


def _cell(rows: Sequence[dict[str, Any]]) -> Cell:
    first: dict[Decimal, int] = {}
    for row in rows:
        first.setdefault(Decimal(row["value_text"]), row["observation_id"])
    values = tuple(sorted(first, key=abs))
    return Cell(values, all(row["role"] == "estimate" for row in rows), tuple(first[value] for value in values))


def _is_value(row: Mapping[str, Any]) -> bool:
    return row["status"] != "gap" and row["value_text"] is not None


def _block(period: str | None) -> str:
    """What a period's length is called: quarters are one length, and so are months; H1 and H2 aren't the same half."""
    try:
        code = period_code(parse_period(period or ""))
    except ValueError:
        return _NO_PERIOD
    length = code.partition(".")[0]
    return length if length in ("quarter", "month") else code


def _blocks(periods: Iterable[str | None]) -> Iterable[Block]:
    by_length: dict[str, list[str | None]] = {}
    for period in periods:
        by_length.setdefault(_block(period), []).append(period)
    for label in sorted(by_length, key=_block_order):
        ordered = sorted(by_length[label], key=_time)
        yield Block(label, tuple(ordered), tuple(_tick(period, label) for period in ordered))


def period_order(period: str | None) -> tuple[Any, ...]:
    """Where a period stands on the axis: by its length, and then in time. A table beside the chart has it there too."""
    return (*_block_order(_block(period)), *_time(period))


def _block_order(label: str) -> tuple[bool, int, str]:
    place = _BLOCKS.index(label) if label in _BLOCKS else len(_BLOCKS)
    return (label == _NO_PERIOD, place, label)


def _time(period: str | None) -> tuple[tuple[int, int, int], str]:
    try:
        return (parse_period(period or "").order, "")
    except ValueError:
        return ((0, 0, 0), period or "")


def _tick(period: str | None, label: str) -> str:
    if period is None or label == _NO_PERIOD:
        return period or "?"
    parsed = parse_period(period)
    # Quarters and months of several years stand side by side; of the other lengths, the year says all.
    if label == "quarter":
        return f"{_ROMAN[parsed.last_month // 3 - 1]}/{parsed.year}"
    return f"{parsed.last_month}/{parsed.year}" if label == "month" else str(parsed.year)


def _district_names(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[Any, Any], str]:
    """What each district is called: with its province where two have one name."""
    pairs = {(row["district"], row["province"]) for row in rows}
    shared = [district for district, _ in pairs]
    return {
        (district, province): f"{district or 'không rõ huyện'}"
        + (f" ({province})" if province and shared.count(district) > 1 else "")
        for district, province in pairs
    }
