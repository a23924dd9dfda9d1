"""Counts of each cited document (mentions, reports, first, last), stored and kept up to date."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

#: Every document anew; with a WHERE behind it, some of them.
COUNT_DOCUMENTS = """
UPDATE cited_documents SET
  mentions = (SELECT coalesce(sum(b.mentions), 0) FROM cited_by b WHERE b.cited_document_id = cited_documents.id),
  reports = (SELECT count(*) FROM cited_by b WHERE b.cited_document_id = cited_documents.id),
  first_cited = (SELECT min(r.date) FROM cited_by b JOIN reports r ON r.id = b.report_id
                 WHERE b.cited_document_id = cited_documents.id),
  last_cited = (SELECT max(r.date) FROM cited_by b JOIN reports r ON r.id = b.report_id
                WHERE b.cited_document_id = cited_documents.id)
"""
_ADD = """
UPDATE cited_documents SET
  mentions = coalesce(mentions, 0) + :mentions,
  reports = coalesce(reports, 0) + 1,
  first_cited = coalesce(min(first_cited, :date), first_cited, :date),
  last_cited = coalesce(max(last_cited, :date), last_cited, :date)
WHERE id = :document
"""


def count_report(database: Database, report_id: int) -> None:
    """Add the mentions of a report that was not counted before to the documents that they mean."""
    date = database.conn.execute("SELECT date FROM reports WHERE id = ?", [report_id]).fetchone()[0]
    rows = database.conn.execute(
        "SELECT cited_document_id, count(*) FROM citations WHERE report_id = ? AND cited_document_id IS NOT NULL "
        "GROUP BY cited_document_id",
        [report_id],
    ).fetchall()
    for document, mentions in rows:
        known = database.conn.execute(
            "INSERT INTO cited_by (cited_document_id, report_id, mentions) VALUES (?, ?, ?) "
            "ON CONFLICT DO NOTHING RETURNING 1",
            [document, report_id, mentions],
        ).fetchone()
        if known:
            database.conn.execute(_ADD, {"mentions": mentions, "date": date, "document": document})


def recount(database: Database, documents: Iterable[int]) -> None:
    """Count the mentions of ``documents`` anew, in all reports."""
    for document in documents:
        database.conn.execute("DELETE FROM cited_by WHERE cited_document_id = ?", [document])
        database.conn.execute(
            "INSERT INTO cited_by SELECT cited_document_id, report_id, count(*) FROM citations "
            "WHERE cited_document_id = ? GROUP BY report_id",
            [document],
        )
        database.conn.execute(f"{COUNT_DOCUMENTS} WHERE id = ?", [document])
