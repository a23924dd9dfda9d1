"""What a reader says of a row: read rightly, corrected, or none at all; and all of it taken back.

A verdict belongs to a printed place, as a correction does (:mod:`db.review.corrections`), and is found again when the
report is
extracted anew. Accepted and corrected rows count as before. A rejected row stays in its table, but is no data point and
no citation any more: the views and the audit leave it out, and the register forgets the mention.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from db.errors import NothingMatchesError
from db.review.apply import apply_change, fetch_row, forget_citation
from db.review.corrections import Change, correct, place_of, relocate_row, undo
from db.schema.operations import REVIEWED_TABLES
from db.sql.clock import now

Verdict = Literal["accepted", "corrected", "rejected"]
VERDICTS: tuple[Verdict, ...] = ("accepted", "corrected", "rejected")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What ``who`` says of a row. ``changes`` are of the row itself, or of a data point that was read from it."""

    table: str
    row_id: int
    verdict: Verdict
    who: str
    changes: Sequence[Change] = ()


def judge(database: Database, said: Judgement) -> int:
    """Write a verdict in place of an earlier one, in the caller's transaction; returns its number.

    Raises:
        NothingMatchesError: there is no such row, or none that is reviewed.
        ValueError: a change is one that its field cannot take; or a row is corrected without a change.
    """
    if said.table not in REVIEWED_TABLES:
        raise NothingMatchesError(f"{said.table} is not reviewed. What is: {', '.join(REVIEWED_TABLES)}.")
    if (said.verdict == "corrected") != bool(said.changes):
        raise ValueError("a row is corrected by a change of one of its fields, and by nothing else.")
    row = fetch_row(database, said.table, said.row_id)
    earlier = _active(database, said.table, said.row_id)
    numbers = [correct(database, change) for change in said.changes]
    if earlier is not None:
        number, verdict = earlier
        _set_status(database, number, "undone")
        if verdict == "rejected" and said.verdict != "rejected":
            _take_back(database, said.table, said.row_id)
    place = place_of(database, said.table, row)
    cursor = database.conn.execute(
        'INSERT INTO reviews (sha256, report_id, table_name, row_id, verdict, corrections, page, "start", "end", '
        "printed, status, who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?)",
        [
            *(place["sha256"], place["report_id"], said.table, said.row_id, said.verdict, json.dumps(numbers)),
            *(place["page"], place["start"], place["end"], place["printed"], said.who, now()),
        ],
    )
    if said.verdict == "rejected" and said.table == "citations":
        forget_citation(database, fetch_row(database, "citations", said.row_id))
    return int(cursor.lastrowid or 0)


def undo_review(database: Database, number: int) -> tuple[str, int]:
    """Take a verdict back, and the corrections that came with it; returns the table and the id of its row.

    Raises:
        NothingMatchesError: there is no verdict of that number, or it was taken back before.
    """
    review = database.conn.execute(
        "SELECT table_name, row_id, verdict, corrections FROM reviews WHERE id = ? AND status = 'active'", [number]
    ).fetchone()
    if review is None:
        raise NothingMatchesError(f"there is no review {number} to take back.")
    table, row_id, verdict, corrections = review
    _set_status(database, number, "undone")
    for correction in reversed(json.loads(corrections or "[]")):
        still = database.conn.execute("SELECT 1 FROM corrections WHERE id = ? AND status = 'active'", [correction])
        if still.fetchone():
            undo(database, correction)
    if verdict == "rejected":
        _take_back(database, table, row_id)
    return str(table), int(row_id)


def last_review(database: Database, who: str) -> int | None:
    """The number of the last verdict of ``who`` that stands; None when there is none."""
    row = database.conn.execute("SELECT max(id) FROM reviews WHERE who = ? AND status = 'active'", [who]).fetchone()
    return None if row[0] is None else int(row[0])


def reapply_reviews(database: Database, report_id: int, sha256: str) -> None:
    """Find the rows of the verdicts again after a report was extracted anew; those whose evidence has gone are lost."""
    rows = database.conn.execute(
        'SELECT id, table_name, verdict, page, "start", "end", printed FROM reviews '
        "WHERE sha256 = ? AND status IN ('active', 'lost') ORDER BY id",
        [sha256],
    ).fetchall()
    # Row ids move between rows: none may stand in the way of another.
    database.conn.execute(
        "UPDATE reviews SET status = 'lost', row_id = NULL, report_id = ? "
        "WHERE sha256 = ? AND status IN ('active', 'lost')",
        [report_id, sha256],
    )
    for number, table, verdict, *place in rows:
        row = relocate_row(database, table, report_id, (place[0], place[1], place[2], place[3]))
        if row is None or _active(database, table, row["id"]) is not None:
            continue
        database.conn.execute("UPDATE reviews SET status = 'active', row_id = ? WHERE id = ?", [row["id"], number])
        if verdict == "rejected" and table == "citations":
            forget_citation(database, row)


def _active(database: Database, table: str, row_id: int) -> tuple[int, Verdict] | None:
    verdict: tuple[int, Verdict] | None = database.conn.execute(
        "SELECT id, verdict FROM reviews WHERE table_name = ? AND row_id = ? AND status = 'active'", [table, row_id]
    ).fetchone()
    return verdict


def _take_back(database: Database, table: str, row_id: int) -> None:
    """A mention that was rejected enters the register again, as it stands."""
    if table == "citations":
        row = fetch_row(database, table, row_id)
        apply_change(database, table, row, "title", row["title"])


def _set_status(database: Database, number: int, status: str) -> None:
    database.conn.execute("UPDATE reviews SET status = ? WHERE id = ?", [status, number])
