"""Import of a catalogue of known documents, to check citations against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from db.citations.identity import document_key
from db.citations.scope import Scope
from db.sql.clock import now
from db.sql.values import read_value

#: What a row is read from; the first two of them at least.
COLUMNS = ("type", "number", "date", "issuer", "title")


def import_rows(database: Database, rows: Sequence[dict[str, Any]], source: str, province: str | None) -> int:
    """Take ``rows`` in, in the caller's transaction, replacing those of the same document; returns how many are new.

    ``province`` is that of issuers that don't name theirs (``UBND tỉnh``).

    Raises:
        ValueError: a row has no type or number, or a date that is none; nothing is taken in then.
    """
    home = Scope(province, None, "register")
    at = now()
    before = _count(database)
    for place, row in enumerate(rows, 1):
        entry = _entry(row, place)
        key = document_key(entry | {"text": entry["number"]}, home).key
        database.conn.execute(
            "DELETE FROM known_documents WHERE key = :key OR (type = :type AND number = :number AND date IS :date "
            "AND issuer IS :issuer)",
            entry | {"key": key},
        )
        database.conn.execute(
            "INSERT INTO known_documents (type, number, date, year, issuer, title, key, source, imported_at) "
            "VALUES (:type, :number, :date, :year, :issuer, :title, :key, :source, :at)",
            entry | {"key": key, "source": source, "at": at},
        )
    return _count(database) - before


def _count(database: Database) -> int:
    return int(database.conn.execute("SELECT count(*) FROM known_documents").fetchone()[0])


def _entry(row: dict[str, Any], place: int) -> dict[str, Any]:
    entry = {name: " ".join(str(row.get(name) or "").split()) or None for name in COLUMNS}
    if not entry["type"] or not entry["number"]:
        raise ValueError(f"row {place} has no {'type' if not entry['type'] else 'number'}.")
    if entry["date"]:
        try:
            entry["date"] = read_value("date", entry["date"].split(" ")[0].split("T")[0])
        except ValueError as error:
            raise ValueError(f"row {place}: {error}") from error
    year = row.get("year")
    return entry | {"year": int(entry["date"][:4]) if entry["date"] else int(year) if year else None}
