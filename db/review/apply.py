"""Applies a corrected value to its row and to what follows from it: data points, the register, the index."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlite_utils import Database

from db.citations.identity import document_key
from db.citations.register import update_register
from db.citations.scope import home_of
from db.errors import NothingMatchesError
from db.review.editable_fields import number_columns, observation_columns, report_columns
from db.search import index as indexing


def fetch_row(database: Database, table: str, number: int) -> dict[str, Any]:
    """A row as it stands.

    Raises:
        NothingMatchesError: there is none of that number.
    """
    cursor = database.conn.execute(f'SELECT * FROM "{table}" WHERE id = ?', [number])
    row = cursor.fetchone()
    if row is None:
        raise NothingMatchesError(f"{table} has no row {number}. Row ids are printed by --json, and by baocao audit.")
    return dict(zip((column[0] for column in cursor.description), row, strict=True))


def apply_change(database: Database, table: str, row: dict[str, Any], field: str, value: str | None) -> None:
    """Write ``value`` into a row, and whatever follows from it: data points, the register, the index."""
    _APPLY[table](database, row, field, value)


def _set(database: Database, table: str, number: int, values: dict[str, Any]) -> None:
    assignments = ", ".join(f'"{name}" = ?' for name in values)
    database.conn.execute(f'UPDATE "{table}" SET {assignments} WHERE id = ?', [*values.values(), number])


def _apply_number(table: str) -> Callable[[Database, dict[str, Any], str, str | None], None]:
    def apply_number(database: Database, row: dict[str, Any], field: str, value: str | None) -> None:
        columns = number_columns(table, row, field, value)
        _set(database, table, row["id"], columns)
        seen = {name: columns[name] for name in ("value", "value_text", "unit") if name in columns}
        if table == "percentages" and row.get("direction") == "-" and "value" in seen:
            sign = "SELECT measure FROM observations WHERE source_table = 'percentages' AND source_id = ?"
            measure = database.conn.execute(sign, [row["id"]]).fetchone()
            if measure and measure[0] == "growth":
                seen |= {"value": -seen["value"], "value_text": f"-{seen['value_text']}"}
        if seen:
            assignments = ", ".join(f'"{name}" = ?' for name in seen)
            database.conn.execute(
                f"UPDATE observations SET {assignments} WHERE source_table = ? AND source_id = ?",
                [*seen.values(), table, row["id"]],
            )

    return apply_number


def _apply_ratio(database: Database, row: dict[str, Any], field: str, value: str | None) -> None:
    _set(database, "ratios", row["id"], {field: float(value) if field in ("num", "den") and value else value})


def _apply_observation(database: Database, row: dict[str, Any], field: str, value: str | None) -> None:
    _set(database, "observations", row["id"], observation_columns(database, field, value))


def _apply_citation(database: Database, row: dict[str, Any], field: str, value: str | None) -> None:
    indexing.remove_rows(database, "citations", [(row["id"], _indexed(row))])
    changed = row | {field: value}
    header = fetch_row(database, "reports", row["report_id"])
    key = document_key(changed, home_of(header, header["sha256"])).key
    moved = {"document_key": key, "cited_document_id": None}  # which document it is, the register says anew
    _set(database, "citations", row["id"], {field: value, **moved})
    indexing.add_rows(database, "citations", [(row["id"], _indexed(changed))])
    update_register(database, row["report_id"], {known for known in (row["document_key"], key) if known})


def forget_citation(database: Database, row: dict[str, Any]) -> None:
    """Take a mention out of the register: it means no document. ``apply_change`` of any field takes it in again."""
    key = row["document_key"]
    _set(database, "citations", row["id"], {"document_key": None, "cited_document_id": None})
    if key is not None:
        update_register(database, row["report_id"], {key})


def _indexed(row: dict[str, Any]) -> str:
    return " ".join(str(row[name]) for name in ("text", "title", "issuer") if row[name] is not None)


def _apply_report(database: Database, row: dict[str, Any], field: str, value: str | None) -> None:
    columns = report_columns(field, value)
    _set(database, "reports", row["id"], columns)
    if field in ("district", "province"):
        # A place inside the district keeps its own name before it.
        database.conn.execute(
            f"UPDATE observations SET {field} = ? WHERE report_id = ? AND {field} IS ?", [value, row["id"], row[field]]
        )
    if field == "period":
        database.conn.execute(
            "UPDATE observations SET period = ?, period_start = ?, period_end = ? WHERE report_id = ? AND period IS ?",
            [columns["period"], columns["period_start"], columns["period_end"], row["id"], row["period"]],
        )
    header = row | columns
    key = document_key(header, home_of(header, header["sha256"])).key if header["number"] else None
    _set(database, "reports", row["id"], {"document_key": key})
    update_register(database, row["id"], {known for known in (row["document_key"], key) if known})


_APPLY = {
    "figures": _apply_number("figures"),
    "percentages": _apply_number("percentages"),
    "ratios": _apply_ratio,
    "observations": _apply_observation,
    "citations": _apply_citation,
    "reports": _apply_report,
}
