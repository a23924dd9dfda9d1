"""What an archivist changes: the row then holds what counts, ``corrections`` what was extracted, who, when and why.

A correction belongs to a printed place (content hash, offsets, printed words). When the report is extracted anew, it is
put in again where that place is found, and marked ``lost`` where its evidence has gone: it is never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from db.errors import NothingMatchesError
from db.review.apply import apply_change, fetch_row
from db.review.editable_fields import FIELDS
from db.sql.clock import now
from db.sql.values import NUMBERS, read_value


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the ``field`` of a row becomes ``value`` (as people write it; None for unknown)."""

    table: str
    row_id: int
    field: str
    value: str | None
    who: str
    why: str


def correct(database: Database, change: Change) -> int:
    """Put ``change`` in, in the caller's transaction; returns the id of the correction.

    Raises:
        NothingMatchesError: there is no such row, or the field is not one that can be corrected.
        ValueError: the value is not one of that field, or what stands there already.
    """
    fields = FIELDS.get(change.table)
    if fields is None or change.field not in fields:
        known = "; ".join(f"{table}: {', '.join(names)}" for table, names in FIELDS.items())
        raise NothingMatchesError(f"{change.table}.{change.field} cannot be corrected. What can: {known}.")
    value = read_value(change.field, change.value)
    row = fetch_row(database, change.table, change.row_id)
    if _holds(row, change.field, value):
        raise ValueError(f"{change.field} of {change.table} {change.row_id} is {value or 'empty'} already.")
    place = place_of(database, change.table, row)
    extracted = _extracted(database, change.table, change.row_id, change.field, row)
    database.conn.execute(
        "UPDATE corrections SET status = 'undone' WHERE table_name = ? AND row_id = ? AND field = ? "
        "AND status = 'active'",
        [change.table, change.row_id, change.field],
    )
    cursor = database.conn.execute(
        'INSERT INTO corrections (sha256, report_id, table_name, row_id, field, extracted, corrected, page, "start", '
        "\"end\", printed, status, who, at, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?, ?)",
        [
            *(place["sha256"], place["report_id"], change.table, change.row_id, change.field, extracted, value),
            *(place["page"], place["start"], place["end"], place["printed"], change.who, now(), change.why),
        ],
    )
    apply_change(database, change.table, row, change.field, value)
    return int(cursor.lastrowid or 0)


def undo(database: Database, number: int) -> None:
    """Take a correction back: the row holds again what was extracted.

    Raises:
        NothingMatchesError: there is no active correction of that number.
    """
    correction = database.conn.execute(
        "SELECT table_name, row_id, field, extracted FROM corrections WHERE id = ? AND status = 'active'", [number]
    ).fetchone()
    if correction is None:
        raise NothingMatchesError(
            f"there is no active correction {number}. See baocao corrections for those there are."
        )
    table, row_id, field, extracted = correction
    apply_change(database, table, fetch_row(database, table, row_id), field, extracted)
    database.conn.execute("UPDATE corrections SET status = 'undone' WHERE id = ?", [number])


def reapply_corrections(database: Database, report_id: int, sha256: str) -> None:
    """Put the corrections of a report in again after it was extracted anew; mark those whose evidence has gone."""
    cursor = database.conn.execute(
        'SELECT id, table_name, field, corrected, page, "start", "end", printed FROM corrections '
        "WHERE sha256 = ? AND status IN ('active', 'lost') ORDER BY id",
        [sha256],
    )
    for number, table, field, corrected, page, start, end, printed in cursor.fetchall():
        row = relocate_row(database, table, report_id, (page, start, end, printed))
        if row is None:
            database.conn.execute(
                "UPDATE corrections SET status = 'lost', row_id = NULL, report_id = ? WHERE id = ?", [report_id, number]
            )
            continue
        database.conn.execute(
            "UPDATE corrections SET status = 'active', row_id = ?, report_id = ?, extracted = ? WHERE id = ?",
            [row["id"], report_id, _as_text(row[_column(row, field)]), number],
        )
        apply_change(database, table, row, field, corrected)


def place_of(database: Database, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Where a row is printed; for a data point, where its number is."""
    if table == "reports":
        return {"sha256": row["sha256"], "report_id": row["id"]} | dict.fromkeys(("page", "start", "end", "printed"))
    printed = fetch_row(database, row["source_table"], row["source_id"]) if table == "observations" else row
    sha256 = database.conn.execute("SELECT sha256 FROM reports WHERE id = ?", [row["report_id"]]).fetchone()[0]
    return {
        "sha256": sha256,
        "report_id": row["report_id"],
        "page": printed["page"],
        "start": printed["start"],
        "end": printed["end"],
        "printed": printed["text"],
    }


def _extracted(database: Database, table: str, row_id: int, field: str, row: dict[str, Any]) -> str | None:
    """What the program read: of a field that was corrected before, that stands in the correction."""
    known = database.conn.execute(
        "SELECT extracted FROM corrections WHERE table_name = ? AND row_id = ? AND field = ? AND status = 'active'",
        [table, row_id, field],
    ).fetchone()
    return known[0] if known else _as_text(row[_column(row, field)])


def _column(row: dict[str, Any], field: str) -> str:
    """The column that a field stands in: the indicator of a data point is a row of another table, by its number."""
    other = {"value": "value_text", "indicator": "indicator_id"}.get(field, field)
    return other if other in row else field


def _holds(row: dict[str, Any], field: str, value: str | None) -> bool:
    """Whether the row says so already. An indicator is named by words and stored as a number: that is not compared."""
    current = _as_text(row[_column(row, field)])
    if current is None or value is None:
        return current is value
    if field in NUMBERS:
        return Decimal(current) == Decimal(value)
    return current == value and _column(row, field) != "indicator_id"


def _as_text(value: Any) -> str | None:
    return None if value is None else str(value)


def relocate_row(
    database: Database, table: str, report_id: int, place: tuple[int | None, int | None, int | None, str | None]
) -> dict[str, Any] | None:
    """The row at the same place with the same words; else the only one with these words on the page."""
    if table == "reports":
        return fetch_row(database, "reports", report_id)
    page, start, end, printed = place
    if table == "observations":
        source = 'SELECT o.id, s."start", s."end", s.page, s.text FROM observations o JOIN {0} s ON s.id = o.source_id '
        rows: list[Sequence[Any]] = []
        for name in ("figures", "percentages", "ratios"):
            sql = source.format(name) + "WHERE o.report_id = ? AND o.source_table = ?"
            rows += database.conn.execute(sql, [report_id, name]).fetchall()
    else:
        sql = f'SELECT id, "start", "end", page, text FROM "{table}" WHERE report_id = ?'
        rows = database.conn.execute(sql, [report_id]).fetchall()
    exact = [row[0] for row in rows if tuple(row[1:3]) == (start, end) and row[4] == printed]
    near = [row[0] for row in rows if row[3] == page and row[4] == printed]
    candidates = exact if exact else near if len(near) == 1 else []
    return fetch_row(database, table, candidates[0]) if candidates else None
