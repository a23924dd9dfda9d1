"""Checks of citations against a catalogue of known documents (``baocao register import``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from db.audit.context import AuditContext
from db.audit.mentions import Mention, alike, bare_title, long_enough, mentions_of_report, outcome_of, rows_of
from db.audit.model import Outcome
from db.audit.plugins import audit_check


def check_register(database: Database, report_id: int) -> Iterator[Outcome]:
    """Each mention of one report whose document the register has: day and title must be those of the register."""
    for mention in mentions_of_report(database, report_id):
        if not mention.number:
            continue
        entries = _entries(database, mention)
        if not entries:
            continue
        wrong = [_differences(mention, entry) for entry in entries]
        if any(not differences for differences in wrong):
            yield Outcome("register_conflict", rows_of(mention))
        else:
            arithmetic = "; ".join(wrong[0])
            entry = entries[0]
            values = {"register": " ".join(filter(None, [entry["type"], entry["number"], entry["date"]]))}
            yield outcome_of("register_conflict", "high", mention, None, arithmetic, values)


def _entries(database: Database, mention: Mention) -> list[dict[str, Any]]:
    """Entries of the same type, number, scope and year; of another year only where the title is the same."""
    kind, number, year, scope = mention.key.split("|", 3)
    family = f"{kind}|{number}|"
    cursor = database.conn.execute(
        "SELECT type, number, date, issuer, title, key FROM known_documents WHERE key >= ? AND key < ? ORDER BY key",
        [family, family + chr(0x10FFFF)],
    )
    names = [column[0] for column in cursor.description]
    entries = [dict(zip(names, row, strict=True)) for row in cursor]
    entries = [row for row in entries if row["key"].rpartition("|")[2] == scope]
    same_year = [row for row in entries if row["key"].split("|")[2] == year]
    if same_year or not long_enough(mention.title):
        return same_year
    return [row for row in entries if bare_title(row["title"]) == bare_title(mention.title)]


def _differences(mention: Mention, entry: dict[str, Any]) -> list[str]:
    differences = []
    if mention.date and entry["date"] and mention.date != entry["date"]:
        differences.append(f"{mention.date} ≠ {entry['date']}")
    titled = long_enough(mention.title) and long_enough(entry["title"])
    if titled and not alike(mention.title, entry["title"]):
        differences.append(f"“{mention.title}” ≠ “{entry['title']}”")
    return differences


@audit_check()
def known_documents(context: AuditContext) -> Iterator[Outcome]:
    """Mentions against the imported register."""
    if context.has_register:
        yield from check_register(context.database, context.report.id)
