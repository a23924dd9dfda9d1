"""Data points, narrowed to what was asked: indicators by name, code, synonym or part of a name; districts; periods."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from db.errors import NothingMatchesError
from db.indicator_catalogue import indicator_list
from db.sql.folding import fold, fold_place
from db.sql.frames import query_rows
from db.sql.periods import parse_period

#: The columns of ``v_observations``.
COLUMNS = (
    *("id", "report_id", "district", "province", "period", "period_start", "period_end", "indicator_code", "indicator"),
    *("indicator_group", "indicator_text", "measure", "basis", "role", "value", "value_text", "unit", "base_value"),
    *("base_unit", "source_table", "source_id", "page", "start", "end", "text", "boxes", "value_max_text"),
    *("confidence", "how", "doubts", "letters", "parent", "section", "report_number", "report_date", "source_path"),
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
    ids = sorted({found for asked in indicators for found in matching_indicators(database, asked)})
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


def matching_indicators(database: Database, asked: str) -> list[int]:
    """The ids of the indicators that ``asked`` means.

    A code, or a name or synonym from the list of indicators, to the letter but for case and diacritics, means that one;
    else every indicator with ``asked`` in its name or in a phrase under which a report gave it. A phrase that only a
    report used doesn't hide the others that hold it.
    """
    wanted = fold(asked)
    named = {
        entry.code: [fold(word) for word in (entry.code, entry.name, *entry.synonyms)]
        for entry in indicator_list().values()
    }
    exact = _ids_of(database, [code for code, names in named.items() if wanted in names])
    if exact:
        return exact
    for pad in (" ", ""):  # whole words: heo is not part of nghèo; else any part
        inside = pad + wanted + pad
        codes = [code for code, names in named.items() if any(inside in pad + name + pad for name in names)]
        partial = _ids_of(database, codes)
        said = database.conn.execute(
            "SELECT DISTINCT indicator_id FROM indicator_phrases WHERE instr(? || folded || ?, ?) > 0",
            [pad, pad, inside],
        ).fetchall()
        if partial or said:
            break
    if not (partial or said):
        _refuse("indicator", asked, (row[0] for row in database.conn.execute("SELECT name FROM indicators")))
    return sorted({*partial, *(row[0] for row in said)})


def _ids_of(database: Database, codes: Sequence[str]) -> list[int]:
    """The ids of those of the listed indicators that some report has."""
    keys = [f"code:{code}" for code in codes]
    sql = f"SELECT id FROM indicators WHERE key IN ({', '.join('?' * len(keys))}) ORDER BY id"
    return [int(row[0]) for row in database.conn.execute(sql, keys)]


def _like(known: Sequence[str], name: str) -> list[str]:
    """Those of ``known`` that ``name`` names, else those that hold it."""
    wanted = fold_place(name)
    exact = [district for district in known if fold_place(district) == wanted]
    return exact or [district for district in known if wanted in fold(district)]


def matching_districts(database: Database, asked: Sequence[str]) -> list[str]:
    """The districts as stored that ``asked`` names, with or without ``huyện`` and diacritics."""
    rows = database.conn.execute(
        "SELECT district FROM reports WHERE district IS NOT NULL UNION "
        "SELECT commune || coalesce(', ' || district, '') FROM reports WHERE commune IS NOT NULL ORDER BY 1"
    )
    known = [str(row[0]) for row in rows]
    found: list[str] = []
    for name in asked:
        matches = _like(known, name)
        if not matches:  # a place inside a district, that only sentences name: looked for last, it takes longer
            inside = database.conn.execute("SELECT DISTINCT district FROM observations WHERE district LIKE '%, %'")
            matches = _like(sorted(str(row[0]) for row in inside), name)
        if not matches:
            _refuse("district", name, known)
        found += matches
    return found


def _any_of(conditions: list[str], values: list[Any], column: str, wanted: Sequence[Any]) -> None:
    conditions.append(f"{column} IN ({', '.join('?' * len(wanted))})")
    values += wanted


def _refuse(what: str, asked: str, known: Iterable[str]) -> None:
    by_fold = {fold(name): name for name in known}
    near = [by_fold[name] for name in difflib.get_close_matches(fold(asked), by_fold, n=5, cutoff=0.5)]
    hint = f" Near it are: {'; '.join(near)}." if near else ""
    hint = hint or f" See all {what}s in baocao {'reports' if what == 'district' else 'export --table indicators'}."
    raise NothingMatchesError(f"no {what} of the loaded reports matches {asked!r}.{hint}", near)
