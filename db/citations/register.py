"""The register of cited documents: one row for each, its fields those that most mentions give.

Which row a mention belongs to is settled by :mod:`db.citations.identity`, and for mentions that don't say whose
document it is,
here: they follow the only document of that type, number and year in their place that can be meant. All of it is worked
out from the mentions at hand, so it doesn't depend on the order of loading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from db.citations.counts import count_report, recount
from db.citations.identity import year_of

_FIELDS = ("type", "number", "date", "year", "issuer", "title")
#: A document without a number is called by the words of its mentions: Luật Đất đai năm 2013.
_NAME = "CASE WHEN number IS NULL THEN text END"
#: The archive has the document when it is a report of that key, or the report of the place that is likely meant
#: where the mention names no issuer (``?nam hai/vinh trach``).
_HELD = "(SELECT min(id) FROM reports WHERE document_key IN ({0}, replace({0}, '|?', '|')))"
_UPDATE = (
    f"UPDATE cited_documents SET {', '.join(f'{name} = :{name}' for name in (*_FIELDS, 'name'))}, "
    f"held_report_id = {_HELD.format(':key')} WHERE key = :key"
)
_JOIN = (
    "UPDATE citations SET cited_document_id = (SELECT id FROM cited_documents WHERE key = ?) "
    "WHERE report_id = ? AND document_key = ?"
)
_MOVE = (
    "UPDATE citations SET cited_document_id = :document WHERE document_key = :document_key AND date IS :date "
    "AND number IS :number AND cited_document_id IS NOT :document"
)
#: A mention that a reader rejected means no document.
_MEANT = "document_key IS NOT NULL"
#: Type, number and year; and the province.
_Family = tuple[str, str]
_LAST_CHARACTER = chr(0x10FFFF)


def update_register(database: Database, report_id: int, before: set[str]) -> None:
    """Make the register agree with the mentions in ``citations`` after those of one report were written.

    ``before`` are the keys of the documents that the report cited until then, when it is extracted anew; and its own.
    To be called in the transaction that wrote the mentions.
    """
    columns = ", ".join(("document_key", *_FIELDS))
    families: dict[_Family, list[dict[str, Any]]] = {_family(key): [] for key in before}
    for mention in _rows(database, f"SELECT {columns} FROM citations WHERE report_id = ? AND {_MEANT}", [report_id]):
        families.setdefault(_family(mention["document_key"]), []).append(mention)
    renewed: set[int] = set()
    for family, mentions in sorted(families.items()):
        if before or not _say_nothing_new(database, mentions):
            documents, moved = _update_family(database, family)
            # What else the report says is added to the counts: to count what all cite would take ever longer.
            renewed |= documents if before else moved
        else:
            for key in {mention["document_key"] for mention in mentions}:
                database.conn.execute(_JOIN, [key, report_id, key])
    recount(database, sorted(renewed))
    count_report(database, report_id)
    own = database.conn.execute("SELECT document_key FROM reports WHERE id = ?", [report_id]).fetchone()[0]
    if own is not None:
        prefix, _, scope = own.rpartition("|")
        database.conn.execute(
            f"UPDATE cited_documents SET held_report_id = {_HELD.format('key')} WHERE key IN (?, ?)",
            [own, f"{prefix}|?{scope}"],
        )


def renew_documents(database: Database, keys: Iterable[str]) -> None:
    """Work the documents with these keys out anew, and all that share type, number and year with them."""
    renewed: set[int] = set()
    for family in sorted({_family(key) for key in keys}):
        renewed |= _update_family(database, family)[0]
    recount(database, sorted(renewed))


def _say_nothing_new(database: Database, mentions: list[dict[str, Any]]) -> bool:
    """Whether ``mentions`` add to the majority of each field at most: then nothing but their number changes.

    That spares reading all mentions of a law again for each of the thousands of reports that cite it.
    """
    find = f"SELECT {', '.join(_FIELDS)} FROM cited_documents WHERE key = ?"
    for mention in mentions:
        known = _rows(database, find, [mention["document_key"]])
        if not known or mention["document_key"].rpartition("|")[2].startswith("?"):
            return False
        if any(mention[name] not in (None, known[0][name]) for name in _FIELDS):
            return False
    return True


def _family(key: str) -> _Family:
    """Type, number and year, and the province of the scope: what a mention without an issuer may mean lies in there.

    Every district has its 27/QĐ-UBND of a year; those of other provinces need not be looked at.
    """
    name, _, scope = key.rpartition("|")
    return name + "|", scope.removeprefix("?").partition("/")[0]


def _update_family(database: Database, family: _Family) -> tuple[set[int], set[int]]:
    """Work a family out anew; returns the ids of its documents, and of those that mentions have left or come to."""
    prefix, province = family
    span = [
        prefix + province,
        prefix + province + _LAST_CHARACTER,
        f"{prefix}?{province}",
        f"{prefix}?{province}{_LAST_CHARACTER}",
    ]
    # Mentions that say the same are one form: a law that thousands of reports cite has a few dozen.
    columns = ", ".join(("document_key", "cited_document_id", *_FIELDS))
    where = "(document_key >= ? AND document_key < ? OR document_key >= ? AND document_key < ?)"
    sql = f"SELECT {columns}, {_NAME} AS name, count(*) AS times FROM citations WHERE {where} GROUP BY {columns}, name"
    forms = _rows(database, sql, span)
    by_key: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for form in forms:
        form["meant"] = _meant(form, forms)
        by_key[form["meant"]].append(form)
    select = "SELECT id, key FROM cited_documents WHERE key >= ? AND key < ? OR key >= ? AND key < ?"
    documents = _rows(database, select, span)
    known: dict[str, int] = {row["key"]: row["id"] for row in documents}
    for key, members in sorted(by_key.items()):
        values = {name: _most_common(members, name) for name in (*_FIELDS, "name")}
        values |= {"key": key, "scope": key.rpartition("|")[2]}
        if key not in known:
            added = database.conn.execute("INSERT INTO cited_documents (key, scope) VALUES (:key, :scope)", values)
            known[key] = added.lastrowid or 0
        database.conn.execute(_UPDATE, values)
    moved: set[int] = set()
    for form in forms:
        document, earlier = known[form["meant"]], form["cited_document_id"]
        if earlier != document:
            database.conn.execute(_MOVE, form | {"document": document})
            moved |= set() if earlier is None else {earlier, document}
    uncited = [[number] for key, number in known.items() if key not in by_key]
    database.conn.executemany("DELETE FROM cited_documents WHERE id = ?", uncited)
    left = {number for key, number in known.items() if key in by_key}
    return left, moved & left


def _meant(mention: dict[str, Any], family: list[dict[str, Any]]) -> str:
    """The key of the document that ``mention`` means: its own, or that of the one document it can only be.

    A mention without an issuer (scope ``?province/district``) follows a document of that province or district that is
    cited elsewhere with the same date, or, where the number has the year, with the same number; if there is one only.
    """
    own: str = mention["document_key"]
    scope = own.rpartition("|")[2]
    if not scope.startswith("?"):
        return own
    province = scope[1:].partition("/")[0]
    places = {province, scope[1:]}
    dated_by_number = bool(year_of({"number": mention["number"], "date": None}))
    candidates = {
        other["document_key"]
        for other in family
        if other["document_key"].rpartition("|")[2] in places
        and (dated_by_number or (mention["date"] and other["date"] == mention["date"]))
    }
    return candidates.pop() if len(candidates) == 1 else own


def _rows(database: Database, sql: str, values: list[Any]) -> list[dict[str, Any]]:
    cursor = database.conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _most_common(forms: Iterable[dict[str, Any]], name: str) -> Any:
    """The value that most mentions have; of several, the longest, then the least; None when all are None."""
    counted: Counter[Any] = Counter()
    for form in forms:
        if form[name] is not None:
            counted[form[name]] += form["times"]
    if not counted:
        return None
    return min(counted, key=lambda value: (-counted[value], -len(str(value)), str(value)))
