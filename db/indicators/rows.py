"""Rows of ``indicators`` and ``indicator_phrases``, written as reports are stored and phrases assigned."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from db.bundle import Bundle, Row
from db.indicator_catalogue import indicator_list
from db.search import index as indexing
from db.sql.folding import fold, phrase_key


def follow_assignments(database: Database, bundle: Bundle) -> None:
    """Give the phrases of ``bundle`` the indicators that an archivist assigned them to."""
    assigned = dict(database.conn.execute("SELECT phrase_key, indicator_key FROM assignments"))
    if not assigned:
        return
    for row in bundle.tables["observations"]:
        key = assigned.get(phrase_key(row["indicator"]))
        if key is not None and key != row["indicator_key"]:
            row["indicator_key"] = key
            row["match_how"], row["match_score"] = "assigned", None
            bundle.indicators.setdefault(key, indicator_row(key))
    used = {row["indicator_key"] for row in bundle.tables["observations"]}
    for key in [key for key in bundle.indicators if key not in used]:
        del bundle.indicators[key]


def indicator_row(key: str) -> Row:
    """The row of an indicator by its key: ``code:revenue`` from the list, ``phrase:…`` under its own words."""
    kind, _, words = key.partition(":")
    entry = indicator_list().get(words) if kind == "code" else None
    if entry is not None:
        return {"key": key, "code": entry.code, "name": entry.name, "group": entry.group, "unit": entry.unit}
    return {"key": key, "code": None, "name": words, "group": None, "unit": None}


def indicator_key(named: str) -> str:
    """The key of the indicator that a person names by code or name; any other words are an indicator of their own."""
    wanted = fold(named)
    for entry in indicator_list().values():
        if wanted in (fold(entry.code), fold(entry.name)):
            return f"code:{entry.code}"
    return f"phrase:{phrase_key(named)}"


def register_indicators(database: Database, bundle: Bundle) -> dict[str, int]:
    """Add the indicators of ``bundle`` that are new; returns the id of each, by key."""
    return add_indicators(database, bundle.indicators.values())


def add_indicators(database: Database, rows: Iterable[Row]) -> dict[str, int]:
    """Add indicators that are new, or whose name comes earlier in the alphabet; returns ids by key."""
    listed = list(rows)
    database.conn.executemany(
        'INSERT INTO indicators (code, name, "group", unit, key) VALUES (:code, :name, :group, :unit, :key) '
        "ON CONFLICT (key) DO UPDATE SET name = CASE WHEN excluded.code IS NULL "
        'THEN min(name, excluded.name) ELSE excluded.name END, "group" = excluded."group", unit = excluded.unit',
        listed,
    )
    find = "SELECT id FROM indicators WHERE key = ?"
    return {row["key"]: int(database.conn.execute(find, [row["key"]]).fetchone()[0]) for row in listed}


def register_phrases(database: Database, observations: Iterable[Row], indicators: dict[str, int]) -> None:
    """Keep every wording under which an indicator is reported, and put new ones into the index."""
    seen: set[tuple[str, int]] = set()
    for row in observations:
        place = (phrase_key(row["indicator"]), indicators[row["indicator_key"]])
        if place in seen:
            continue
        seen.add(place)
        how = row.get("match_how") or ("unmatched" if row["indicator_key"].startswith("phrase:") else "exact")
        add_phrase(database, *place, how, row.get("match_score"))


def add_phrase(database: Database, key: str, indicator_id: int, how: str, score: float | None) -> None:
    """One wording of one indicator; nothing happens when it is known."""
    added = database.conn.execute(
        "INSERT INTO indicator_phrases (key, folded, indicator_id, how, score) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING RETURNING id",
        [key, fold(key), indicator_id, how, score],
    ).fetchall()
    indexing.add_rows(database, "indicator_phrases", [(row[0], key) for row in added])


_UNUSED = "NOT EXISTS (SELECT 1 FROM observations o WHERE o.indicator_id = indicators.id)"


def drop_unused(database: Database) -> None:
    """Take out indicators that nothing is observed of: phrases that an earlier version took for indicators."""
    unused = [row[0] for row in database.conn.execute(f"SELECT id FROM indicators WHERE {_UNUSED}")]
    for number in unused:
        phrases = database.conn.execute("SELECT id, key FROM indicator_phrases WHERE indicator_id = ?", [number])
        indexing.remove_rows(database, "indicator_phrases", phrases.fetchall())
        database.conn.execute("DELETE FROM indicator_phrases WHERE indicator_id = ?", [number])
        database.conn.execute("DELETE FROM indicators WHERE id = ?", [number])
