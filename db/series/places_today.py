"""Today's province and communes of a former district: districts were abolished on 1 July 2025."""

from __future__ import annotations

import pandas as pd

from extractors.lexicon.gazetteer import find_district, find_province, province_today, today_of


def add_today(series: pd.DataFrame) -> pd.DataFrame:
    """``series`` with ``province_today`` and ``communes_today`` (names, comma between), in order of today's province.

    Both are None where the place is in no list, or its territory is divided among several provinces.
    """
    known: dict[tuple[str | None, str | None, str | None], tuple[str | None, str | None]] = {}
    rows = []
    for district, province, date in zip(series["district"], series["province"], series["report_date"], strict=True):
        key = (district, province, date)
        if key not in known:
            known[key] = _today(*key)
        rows.append(known[key])
    with_today = series.copy()
    with_today["province_today"] = pd.Series([row[0] for row in rows], index=with_today.index, dtype="object")
    with_today["communes_today"] = pd.Series([row[1] for row in rows], index=with_today.index, dtype="object")
    # A gap has no report; its series has.
    with_today["province_today"] = with_today.groupby(["district", "province"], dropna=False)[
        "province_today"
    ].transform(_filled)
    with_today["communes_today"] = with_today.groupby(["district", "province"], dropna=False)[
        "communes_today"
    ].transform(_filled)
    return with_today.sort_values("province_today", kind="stable", na_position="last").reset_index(drop=True)


def _filled(values: pd.Series[str]) -> pd.Series[str]:
    """Each place has one answer: that of its first row that has one."""
    known = values.dropna()
    return values if known.empty else values.fillna(known.iloc[0])


def _today(district: str | None, province: str | None, date: str | None) -> tuple[str | None, str | None]:
    if district:
        # A commune stands before its district: xã An Hòa, huyện An Lão.
        unit = find_district(district.rpartition(", ")[2], province, date)
        if unit is not None:
            today = today_of(unit)
            return (_name(today.province), ", ".join(today.communes) or None)
    old_province = find_province(province, date) if province else None
    return (_name(province_today(old_province)) if old_province else None, None)


def _name(province: object) -> str | None:
    kind, name = getattr(province, "kind", None), getattr(province, "name", None)
    return f"{kind} {name}" if kind and name else None
