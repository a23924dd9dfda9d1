"""What is loaded, what failed, and any table as it stands."""

from __future__ import annotations

import pandas as pd
from sqlite_utils import Database

from db.errors import NothingMatchesError
from db.frames import query
from db.schema import own_tables

_COUNTED = ("citations", "figures", "percentages", "ratios", "observations")


def reports(database: Database) -> pd.DataFrame:
    """The loaded reports by province, district and period, with the number of rows that each gave."""
    counts = ", ".join(f'(SELECT count(*) FROM "{name}" x WHERE x.report_id = r.id) AS "{name}"' for name in _COUNTED)
    columns = (
        "r.id, r.number, r.type, r.issuer, r.date, r.title, r.district, r.province, r.period, r.period_start, "
        "r.period_end, r.place, r.addressee, r.signer, r.signer_title, r.page_count"
    )
    return query(
        database,
        f"SELECT {columns}, {counts}, r.warnings, r.source_path, r.sha256, r.extractor_version, r.loaded_at "
        "FROM reports r ORDER BY r.province IS NULL, r.province, r.district IS NULL, r.district, "
        "r.period_end, r.period_start, r.number, r.source_path",
    )


def files(database: Database, status: str | None) -> pd.DataFrame:
    """Every file once met."""
    where, values = ("WHERE f.status = ?", [status]) if status else ("", [])
    return query(
        database,
        "SELECT f.source_path, f.sha256, f.status, f.error_kind, f.error, f.report_id, r.number AS report_number, "
        f"f.started_at, f.finished_at FROM files f LEFT JOIN reports r ON r.id = f.report_id {where} "
        "ORDER BY f.source_path, f.id",
        values,
    )


def table(database: Database, name: str) -> pd.DataFrame:
    """All rows of the table or view ``name``."""
    known = sorted(own_tables([*database.table_names(), *database.view_names()]))
    if name not in known:
        raise NothingMatchesError(f"there is no table {name!r}. There are: {', '.join(known)}")
    order = '"report_id", "page"' if name == "pages" else '"report_id"' if name == "report_texts" else '"id"'
    return query(database, f'SELECT * FROM "{name}" ORDER BY {order}')
