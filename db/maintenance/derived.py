"""What is computed from rows, renewed after an upgrade of the schema: full text, text keys, the register."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlite_utils import Database

from db.citations.identity import without_year
from db.citations.register import renew_documents
from db.search.index import rebuild
from db.sql.folding import text_key


def renew_derived(database: Database, steps: Collection[str]) -> None:
    """Compute anew what the applied ``steps`` (names of :mod:`db.schema.migrations`) have made room for."""
    for step, renew in _RENEWED_AFTER.items():
        if step in steps:
            renew(database)
    if "complete_early_tables" in steps:
        # An index of a column that was not there yet would hold the column's name in place of its values.
        database.execute("REINDEX")


def _renew_text_keys(database: Database) -> None:
    texts = database.execute("SELECT report_id, text FROM report_texts")
    for report_id, text in texts.fetchall():
        database.execute("UPDATE reports SET text_key = ? WHERE id = ?", [text_key(text or ""), report_id])


def _rename_documents(database: Database) -> None:
    """Leave the year out of the key of a document that is known by name: one law is one document."""
    sql = "SELECT DISTINCT document_key FROM citations WHERE number IS NULL AND document_key IS NOT NULL"
    earlier = [row[0] for row in database.execute(sql).fetchall()]
    renamed = []
    for key in earlier:
        kind, name, year, scope = key.split("|")
        renamed.append("|".join((kind, without_year(name, year), year, scope)))
        database.execute("UPDATE citations SET document_key = ? WHERE document_key = ?", [renamed[-1], key])
    # Mentions move to their new documents before the documents without mentions are deleted.
    renew_documents(database, renamed)
    renew_documents(database, earlier)
    unplaced = [row[0] for row in database.execute("SELECT key FROM cited_documents WHERE key LIKE '%|?%'").fetchall()]
    renew_documents(database, unplaced)


_RENEWED_AFTER: dict[str, Callable[[Database], None]] = {
    "widen_search": rebuild,
    "add_text_keys": _renew_text_keys,
    "name_documents": _rename_documents,
}
