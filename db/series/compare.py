"""Comparison of one indicator across periods and districts.

A row of the comparison is an indicator with its measure, basis and unit, in one district; a column is a period. A cell
keeps every value that was reported for it, each with its report and page: values that contradict each other are all
there, and marked; a cell without any is a gap, never a zero.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from db.series.query import ROW_KEY
from db.sql.basis import basis_key, own_basis
from db.sql.frames import frame_of_dicts
from db.sql.frames import rows as as_rows
from db.sql.periods import parse_period
from db.sql.units import Amount, common_unit

#: Parts of a year that every year has a report on. Months and quarters are shown as they come.
_REGULAR = ("", "-H1", "-9M")


def expected_periods(
    reported: Iterable[str | None], period_from: str | None = None, period_to: str | None = None
) -> set[str | None]:
    """``reported``, and every year (half-year, nine months) between them, or between the bounds that were asked for.

    >>> sorted(expected_periods(["2021", "2023"], "2020"))
    ['2020', '2021', '2022', '2023']
    """
    periods = set(reported)
    start = parse_period(period_from).start if period_from else None
    end = parse_period(period_to).end if period_to else None
    for part in _REGULAR:
        years = [int(period[:4]) for period in periods if period is not None and period[4:] == part]
        if not years:
            continue
        # Who asks from 2019 to 2024 wants to see that there is no report on 2020; parts of years are not asked for so.
        asked = [int(bound[:4]) for bound in (start, end) if bound and not part]
        for year in range(min([*years, *asked]), max([*years, *asked]) + 1):
            period = parse_period(f"{year:04}{part}")
            if (start is None or period.start >= start) and (end is None or period.end <= end):
                periods.add(period.text)
    return periods


#: What leads to the printed place of a value, and how sure its number is.
_OF_PLACE = (
    "report_date",
    "value_max_text",
    "page",
    "section",
    "boxes",
    "text",
    "confidence",
    "how",
    "doubts",
    "letters",
)
_MEASURES = ("value", "percent_of_plan", "percent_of_base", "growth", "level", "share")
_COLUMNS = [
    *("indicator", "indicator_code", "measure", "basis", "kind_of_value", "unit", "district", "province", "period"),
    *("period_kind", "status", "value", "value_text", "role", "printed_value", "printed_unit", "report", "report_date"),
    *("value_max_text", "page", "section", "boxes", "text", "confidence", "how", "doubts", "letters", "source_path"),
    "observation_id",
]


def compare(
    points: Sequence[dict[str, Any]], period_from: str | None = None, period_to: str | None = None
) -> pd.DataFrame:
    """The series in ``points`` (rows of ``v_observations``), one row a reported value, in reading order.

    ``period_from`` and ``period_to`` are what was asked for: a year between them that no report fills is a gap too.

    ``value`` is in ``unit``, one for the whole row where the printed units allow; ``printed_value`` and
    ``printed_unit`` are as printed. ``status`` is ``ok``, ``conflict`` (the cell has values that differ), or ``gap``
    (nothing was reported: one row without value).
    """
    rows: list[dict[str, Any]] = []
    for _, family in _families(points):
        for unit, members in _by_unit(family):
            rows += _cells(members, unit)
    periods = sorted(expected_periods((row["period"] for row in rows), period_from, period_to), key=_period_order)
    filled = _with_gaps(rows, periods)
    return frame_of_dicts(filled, _COLUMNS)


def wide(series: pd.DataFrame, label: Callable[[str | None], str] = lambda period: period or "") -> pd.DataFrame:
    """``series`` (from :func:`compare`) as a table: a row for each :data:`ROW_KEY`, a column for each period.

    A cell holds the list of its distinct values as text; empty for a gap. ``label`` names the columns: by default the
    period itself (``2023-H1``).
    """
    columns: dict[str | None, str] = {}
    table: dict[tuple[Hashable, ...], dict[str, list[str]]] = {}
    for row in as_rows(series):
        columns[row["period"]] = label(row["period"])
        cell = table.setdefault(tuple(row[name] for name in ROW_KEY), {}).setdefault(columns[row["period"]], [])
        if row["value_text"] is not None and row["value_text"] not in cell:
            cell.append(row["value_text"])
    labels = [columns[period] for period in sorted(columns, key=_period_order)]
    records = [dict(zip(ROW_KEY, key, strict=True)) | cells for key, cells in table.items()]
    return pd.DataFrame(records, columns=[*ROW_KEY, *labels])


def _families(points: Sequence[dict[str, Any]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The points by indicator (in the order in which these come), measure, basis and kind of value."""
    families: dict[Any, list[dict[str, Any]]] = {}
    for point in points:
        point["kind_of_value"] = "actual" if point["role"] in ("actual", "estimate") else point["role"]
        basis = basis_key(point["basis"], point["period"])
        key = (point["indicator"], point["measure"], basis, point["kind_of_value"])
        families.setdefault(key, []).append(point)
    order = {indicator: place for place, indicator in enumerate(dict.fromkeys(key[0] for key in families))}
    return sorted(families.items(), key=lambda item: (order[item[0][0]], _MEASURES.index(item[0][1]), *item[0][2:]))


def _by_unit(family: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The points of one family in one unit, or, where the units don't convert, in one group a unit."""
    shared = common_unit([_amount(point) for point in family])
    if shared:
        for point, value in zip(family, shared[1], strict=True):
            point["in_unit"] = value
        return [(shared[0], family)]
    groups: dict[str, list[dict[str, Any]]] = {}
    for point in family:
        point["in_unit"] = Decimal(point["value_text"])
        groups.setdefault(point["unit"], []).append(point)
    return list(groups.items())


def _cells(members: list[dict[str, Any]], unit: str) -> list[dict[str, Any]]:
    # One spelling of the basis serves the whole row.
    basis = own_basis(members[0]["basis"], members[0]["period"])
    values: dict[tuple[Any, ...], set[Decimal]] = {}
    for point in members:
        values.setdefault((point["district"], point["province"], point["period"]), set()).add(point["in_unit"])
    rows = []
    for point in members:
        distinct = values[point["district"], point["province"], point["period"]]
        columns = ("indicator", "indicator_code", "measure", "kind_of_value", "district", "province", "period", "role")
        rows.append(
            {
                **{name: point.get(name) for name in (*columns, *_OF_PLACE)},
                "basis": basis,
                "unit": unit,
                "period_kind": _kind(point["period"]),
                "status": "conflict" if len(distinct) > 1 else "ok",
                "value": float(point["in_unit"]),
                "value_text": format(point["in_unit"].normalize(), "f"),
                "printed_value": point["value_text"],
                "printed_unit": point["unit"],
                "report": point["report_number"],
                "source_path": point["source_path"],
                "observation_id": point["id"],
            }
        )
    return rows


def _with_gaps(rows: list[dict[str, Any]], periods: list[str | None]) -> list[dict[str, Any]]:
    """``rows`` by series and period, with a row without value where a series skips a period that others have."""
    series: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        series.setdefault(tuple(row[name] for name in ROW_KEY), []).append(row)
    filled: list[dict[str, Any]] = []
    for members in series.values():
        for period in periods:
            cells = [row for row in members if row["period"] == period]
            if not cells:
                gap = {name: members[0][name] for name in (*ROW_KEY, "indicator_code")}
                cells = [gap | {"period": period, "period_kind": _kind(period), "status": "gap"}]
            filled += sorted(cells, key=lambda row: (str(row.get("report_date") or ""), row.get("observation_id") or 0))
    return filled


def _amount(point: dict[str, Any]) -> Amount:
    base = point["base_value"]
    return Amount(
        Decimal(point["value_text"]), point["unit"], None if base is None else float(base), point["base_unit"]
    )


def _kind(period: str | None) -> str | None:
    try:
        return parse_period(period or "").code
    except ValueError:
        return None


def _period_order(period: str | None) -> tuple[int, tuple[int, int, int], str]:
    """Chronological, with whole years first: a half year never stands between two years."""
    try:
        parsed = parse_period(period or "")
    except ValueError:
        return (2, (0, 0, 0), period or "")
    return (0 if parsed.kind == "year" else 1, parsed.order, parsed.text)
