"""The register of cited documents: one row for each, its fields those that most mentions give.

Which row a mention belongs to is settled by :mod:`db.cited`. What the row says is worked out from all its mentions at
hand, so it doesn't depend on the order of loading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from db.bundle import Row

_FIELDS = ("type", "number", "date", "year", "issuer", "title")


def register_documents(database: Database, documents: dict[str, Row]) -> dict[str, int]:
    """Make sure that each of ``documents`` (by key) has a row; returns their ids by key."""
    database.conn.executemany(
        "INSERT INTO cited_documents (key, scope) VALUES (:key, :scope) ON CONFLICT (key) DO NOTHING",
        list(documents.values()),
    )
    find = "SELECT id FROM cited_documents WHERE key = ?"
    return {key: int(database.conn.execute(find, [key]).fetchone()[0]) for key in documents}


def settle(database: Database, touched: Iterable[int], report_key: str | None, report_id: int) -> None:
    """Bring the rows ``touched`` up to date with their mentions, and tie documents to the reports that are loaded."""
    find = f"SELECT {', '.join(_FIELDS)} FROM citations WHERE cited_document_id = ?"
    update = f"UPDATE cited_documents SET {', '.join(f'{name} = ?' for name in _FIELDS)} WHERE id = ?"
    for document in sorted(touched):
        mentions = database.conn.execute(find, [document]).fetchall()
        values = [_most_common(column) for column in zip(*mentions, strict=True)] or [None] * len(_FIELDS)
        database.conn.execute(update, [*values, document])
        database.conn.execute(
            "UPDATE cited_documents SET held_report_id = "
            "(SELECT min(r.id) FROM reports r WHERE r.document_key = cited_documents.key) WHERE id = ?",
            [document],
        )
    database.conn.execute(
        "UPDATE cited_documents SET held_report_id = NULL WHERE held_report_id = ? AND key IS NOT ?",
        [report_id, report_key],
    )
    database.conn.execute(
        "UPDATE cited_documents SET held_report_id = (SELECT min(id) FROM reports WHERE document_key = :key) "
        "WHERE key = :key",
        {"key": report_key},
    )


def forget_unmentioned(database: Database, touched: Iterable[int]) -> None:
    """Take out those of ``touched`` that no report mentions any more."""
    database.conn.executemany(
        "DELETE FROM cited_documents WHERE id = ? "
        "AND NOT EXISTS (SELECT 1 FROM citations WHERE cited_document_id = cited_documents.id)",
        [[document] for document in sorted(touched)],
    )


def _most_common(values: Iterable[Any]) -> Any:
    """The value that occurs most; of several, the longest, then the least; None when all are None."""
    counted = Counter(value for value in values if value is not None)
    if not counted:
        return None
    return min(counted, key=lambda value: (-counted[value], -len(str(value)), str(value)))
