"""The register of cited documents: one row for each, its fields those that most mentions give.

Which row a mention belongs to is settled by :mod:`db.cited`, and for mentions that don't say whose document it is,
here: they follow the only document of that type, number and year in their place that can be meant. All of it is worked
out from the mentions at hand, so it doesn't depend on the order of loading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from db.cited import year_of

_FIELDS = ("type", "number", "date", "year", "issuer", "title")
_UPDATE = (
    f"UPDATE cited_documents SET {', '.join(f'{name} = :{name}' for name in _FIELDS)}, "
    "held_report_id = (SELECT min(id) FROM reports WHERE document_key = :key) WHERE key = :key"
)
_LAST_CHARACTER = chr(0x10FFFF)


def update_register(database: Database, keys: Iterable[str], report_id: int) -> None:
    """Make the register agree with the mentions in ``citations`` for the documents with these ``keys``.

    To be called in the transaction that changed the mentions; ``report_id`` is the report that they belong to.
    """
    own_key = database.conn.execute("SELECT document_key FROM reports WHERE id = ?", [report_id]).fetchone()[0]
    families = {_family(key) for key in keys}
    if own_key:
        families.add(_family(own_key))
    for family in sorted(families):
        _update_family(database, family)


def _family(key: str) -> str:
    """Type, number and year, without the scope."""
    return key.rpartition("|")[0] + "|"


def _update_family(database: Database, family: str) -> None:
    span = [family, family + _LAST_CHARACTER]
    columns = ", ".join(("id", "document_key", "cited_document_id", *_FIELDS))
    where = "document_key >= ? AND document_key < ?"
    mentions = _rows(database, f"SELECT {columns} FROM citations WHERE {where}", span)
    by_key: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mention in mentions:
        mention["meant"] = _meant(mention, mentions)
        by_key[mention["meant"]].append(mention)
    documents = _rows(database, "SELECT id, key FROM cited_documents WHERE key >= ? AND key < ?", span)
    known: dict[str, int] = {row["key"]: row["id"] for row in documents}
    for key, members in sorted(by_key.items()):
        values = {name: _most_common(member[name] for member in members) for name in _FIELDS}
        values |= {"key": key, "scope": key.rpartition("|")[2]}
        if key not in known:
            added = database.conn.execute("INSERT INTO cited_documents (key, scope) VALUES (:key, :scope)", values)
            known[key] = added.lastrowid or 0
        database.conn.execute(_UPDATE, values)
    moved = [[known[m["meant"]], m["id"]] for m in mentions if m["cited_document_id"] != known[m["meant"]]]
    database.conn.executemany("UPDATE citations SET cited_document_id = ? WHERE id = ?", moved)
    gone = [[number] for key, number in known.items() if key not in by_key]
    database.conn.executemany("DELETE FROM cited_documents WHERE id = ?", gone)


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


def _rows(database: Database, sql: str, values: list[str]) -> list[dict[str, Any]]:
    cursor = database.conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _most_common(values: Iterable[Any]) -> Any:
    """The value that occurs most; of several, the longest, then the least; None when all are None."""
    counted = Counter(value for value in values if value is not None)
    if not counted:
        return None
    return min(counted, key=lambda value: (-counted[value], -len(str(value)), str(value)))
