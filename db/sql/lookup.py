"""What people name, as ids: indicators, districts and reports, with close matches where nothing has that name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from sqlite_utils import Database

from db.errors import NothingMatchesError
from db.indicator_catalogue import indicator_list
from db.sql.folding import fold, fold_place
from db.sql.values import same_number


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
        by_wording = database.conn.execute(
            "SELECT DISTINCT indicator_id FROM indicator_phrases WHERE instr(? || folded || ?, ?) > 0",
            [pad, pad, inside],
        ).fetchall()
        if partial or by_wording:
            break
    if not (partial or by_wording):
        _refuse("indicator", asked, (row[0] for row in database.conn.execute("SELECT name FROM indicators")))
    return sorted({*partial, *(row[0] for row in by_wording)})


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
    districts: list[str] = []
    for name in asked:
        matches = _like(known, name)
        if not matches:  # a place inside a district, that only sentences name: looked for last, it takes longer
            inside = database.conn.execute("SELECT DISTINCT district FROM observations WHERE district LIKE '%, %'")
            matches = _like(sorted(str(row[0]) for row in inside), name)
        if not matches:
            _refuse("district", name, known)
        districts += matches
    return districts


def report_ids(database: Database, asked: str) -> list[int]:
    """The ids of the reports with this number, file name or id (``#7``)."""
    # Only numbers with the figures that are asked for are looked at closely: an archive has many reports.
    figures = re.search(r"[1-9]\d*", asked)
    rows = database.conn.execute(
        "SELECT id, number, source_path FROM reports "
        "WHERE instr(number, ?) OR instr(source_path, ?) OR '#' || id = ? ORDER BY id",
        [figures[0] if figures else "", asked, asked],
    ).fetchall()
    ids = [
        row[0] for row in rows if asked in (f"#{row[0]}", PurePath(row[2]).name, row[2]) or same_number(row[1], asked)
    ]
    if not ids:
        raise NothingMatchesError(f"no loaded report has the number {asked!r}. See baocao reports for those it has.")
    return ids


def _refuse(what: str, asked: str, known: Iterable[str]) -> None:
    by_fold = {fold(name): name for name in known}
    near = [by_fold[name] for name in difflib.get_close_matches(fold(asked), by_fold, n=5, cutoff=0.5)]
    hint = f" Near it are: {'; '.join(near)}." if near else ""
    hint = hint or f" See all {what}s in baocao {'reports' if what == 'district' else 'export --table indicators'}."
    raise NothingMatchesError(f"no {what} of the loaded reports matches {asked!r}.{hint}", near)
