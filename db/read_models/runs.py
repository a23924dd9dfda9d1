"""The list of runs a page at a time, and the queue of runs: see :mod:`db.loads.runs` for their rows."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from db.loads.runs import run
from db.sql.rows import query_rows
from db.sql.values import base_name

#: What a report is read for, as people count it.
_READ = ("figures", "percentages", "ratios", "citations")


def runs_page(database: Database, limit: int, offset: int = 0) -> tuple[list[dict[str, Any]], int]:
    """Some runs, the newest first, as :func:`db.loads.runs.run` tells each, with ``failures``: the files that failed
    in it
    and those that were refused before it; and how many runs there are in all.
    """
    sql = (
        "SELECT id, (SELECT count(*) FROM run_failures f WHERE f.run_id = runs.id) FROM runs "
        "ORDER BY id DESC LIMIT ? OFFSET ?"
    )
    ids = database.conn.execute(sql, [limit, offset]).fetchall()
    total = int(database.conn.execute("SELECT count(*) FROM runs").fetchone()[0])
    return [run(database, row[0]) | {"failures": row[1]} for row in ids], total


def next_queued(database: Database) -> int | None:
    """The run that has waited longest; None when none waits."""
    row = database.conn.execute("SELECT min(id) FROM runs WHERE status = 'queued'").fetchone()
    return None if row[0] is None else int(row[0])


def queued_before(database: Database, run_id: int) -> int:
    """How many runs wait before this one."""
    sql = "SELECT count(*) FROM runs WHERE status = 'queued' AND id < ?"
    return int(database.conn.execute(sql, [run_id]).fetchone()[0])


def failures_page(database: Database, run_id: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """The first files that failed in a run (source_path, error_kind, error); and how many there are in all."""
    total = database.conn.execute("SELECT count(*) FROM run_failures WHERE run_id = ?", [run_id]).fetchone()[0]
    sql = "SELECT source_path, error_kind, error FROM run_failures WHERE run_id = ? ORDER BY id LIMIT ?"
    return query_rows(database, sql, [run_id, limit]), int(total)


def reports_of_run(database: Database, run_id: int, limit: int) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The first reports that a run stored (id, name, district, period), each with how many rows it gave by table; and
    the sums over all of them, with their number as ``reports``. A report that was read anew since is of the later run.
    """
    of_run = "FROM jobs j JOIN reports r ON r.sha256 = j.sha256 WHERE j.run_id = ? AND j.state = 'done'"
    counts = {name: f"(SELECT count(*) FROM {name} x WHERE x.report_id = r.id)" for name in _READ}
    count_columns = ", ".join(f"{sql} AS {name}" for name, sql in counts.items())
    columns = "r.id, r.number, r.source_path, r.district, r.period, r.date"
    sql = f"SELECT DISTINCT {columns}, {count_columns} {of_run} ORDER BY r.id LIMIT ?"
    rows = [
        row | {"name": row["number"] or base_name(row["source_path"])}
        for row in query_rows(database, sql, [run_id, limit])
    ]
    ids = f"SELECT DISTINCT r.id {of_run}"
    totals = [f"(SELECT count(*) FROM {name} x WHERE x.report_id IN (SELECT id FROM ids))" for name in _READ]
    sums = f"WITH ids AS MATERIALIZED ({ids}) SELECT (SELECT count(*) FROM ids), {', '.join(totals)}"
    sums_row = database.conn.execute(sums, [run_id]).fetchone()
    return rows, dict(zip(("reports", *_READ), map(int, sums_row), strict=True))


def unrecorded_reports(database: Database) -> int:
    """How many reports there are that came by no load on record."""
    sql = (
        "SELECT count(*) FROM reports r WHERE NOT EXISTS (SELECT 1 FROM jobs j JOIN runs u ON u.id = j.run_id "
        "WHERE j.sha256 = r.sha256)"
    )
    return int(database.conn.execute(sql).fetchone()[0])
