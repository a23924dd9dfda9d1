"""Data points (rows of ``v_observations``), filtered by indicator, district, period, measure and role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from db.sql.lookup import matching_districts, matching_indicators
from db.sql.periods import parse_period
from db.sql.rows import query_rows

#: What makes two values comparable. A plan is another row than what was done; an estimate of it is the same row.
ROW_KEY = ["indicator", "measure", "basis", "kind_of_value", "unit", "district", "province"]
#: The columns of ``v_observations``.
COLUMNS = (
    *("id", "report_id", "district", "province", "period", "period_start", "period_end", "indicator_code", "indicator"),
    *("indicator_group", "indicator_text", "measure", "basis", "role", "value", "value_text", "unit", "base_value"),
    *("base_unit", "source_table", "source_id", "page", "start", "end", "text", "boxes", "value_max_text"),
    *("confidence", "how", "doubts", "letters", "parent", "section", "report_number", "report_date", "source_path"),
    *("extraction_method", "ocr_confidence"),
)


def observations(
    database: Database,
    indicators: Sequence[str],
    districts: Sequence[str],
    period_from: str | None,
    period_to: str | None,
    measure: str | None,
    roles: Sequence[str],
) -> list[dict[str, Any]]:
    """The rows of ``v_observations`` that match; nothing given means no narrowing.

    Raises:
        NothingMatchesError: a name matches no indicator or no district, with those that come near.
        ValueError: a period is written wrongly.
    """
    ids = sorted({indicator_id for asked in indicators for indicator_id in matching_indicators(database, asked)})
    places = matching_districts(database, districts) if districts else []
    return points(database, ids, places, period_from, period_to, [measure] if measure else [], roles)


def points(
    database: Database,
    indicator_ids: Sequence[int],
    districts: Sequence[str],
    period_from: str | None,
    period_to: str | None,
    measures: Sequence[str],
    roles: Sequence[str],
) -> list[dict[str, Any]]:
    """The rows of ``v_observations`` of these indicators, in these districts as they are stored; nothing given is all.

    Raises:
        ValueError: a period is written wrongly.
    """
    conditions: list[str] = []
    values: list[Any] = []
    if indicator_ids:
        _any_of(conditions, values, "o.indicator_id", indicator_ids)
    if districts:
        _any_of(conditions, values, "o.district", districts)
    if period_from:
        conditions.append("o.period_start >= ?")
        values.append(parse_period(period_from).start)
    if period_to:
        conditions.append("o.period_end <= ?")
        values.append(parse_period(period_to).end)
    if measures:
        _any_of(conditions, values, "o.measure", measures)
    if roles:
        _any_of(conditions, values, "o.role", roles)
    where = " AND ".join(conditions) or "TRUE"
    return query_rows(
        database,
        f"SELECT v.* FROM v_observations v JOIN observations o ON o.id = v.id WHERE {where} "
        "ORDER BY v.indicator_group IS NULL, v.indicator_group, v.indicator, v.district, v.period_end, v.page, v.id",
        values,
    )


def _any_of(conditions: list[str], values: list[Any], column: str, wanted: Sequence[Any]) -> None:
    conditions.append(f"{column} IN ({', '.join('?' * len(wanted))})")
    values += wanted
