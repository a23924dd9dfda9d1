"""Frames of reports, files, indicators, and of any table."""

from __future__ import annotations

import pandas as pd
from sqlite_utils import Database

from db.errors import NothingMatchesError
from db.schema.tables import own_tables
from db.sql.frames import query

_COUNTED = ("citations", "figures", "percentages", "ratios", "observations")


def reports(database: Database) -> pd.DataFrame:
    """The loaded reports by province, district and period, with the number of rows that each gave.

    ``related`` is JSON: the reports with the same text in other bytes, and other versions of the same report.
    """
    counts = ", ".join(f'(SELECT count(*) FROM "{name}" x WHERE x.report_id = r.id) AS "{name}"' for name in _COUNTED)
    columns = (
        "r.id, r.number, r.type, r.issuer, r.date, r.title, r.district, r.province, r.period, r.period_start, "
        "r.period_end, r.place, r.addressee, r.signer, r.signer_title, r.page_count"
    )
    related = (
        "(SELECT json_group_array(json_object('report_id', v.other_report_id, 'relation', v.relation)) "
        "FROM v_related_reports v WHERE v.report_id = r.id) AS related"
    )
    return query(
        database,
        f"SELECT {columns}, {counts}, {related}, r.warnings, r.source_path, r.sha256, r.extractor_version, r.loaded_at "
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


_INDICATORS = {
    "listed": 'SELECT i.id, i.name, i.code, i."group", i.unit, count(*) AS observations, '
    "count(DISTINCT o.report_id) AS reports FROM indicators i JOIN observations o ON o.indicator_id = i.id "
    "GROUP BY i.id ORDER BY i.code IS NULL, reports DESC, observations DESC, i.name",
    "unmatched": "SELECT * FROM v_unmatched_indicators ORDER BY reports DESC, observations DESC, phrase",
    "assigned": "SELECT a.id, a.phrase, i.name AS indicator, a.who, a.at, a.why FROM assignments a "
    "LEFT JOIN indicators i ON i.key = a.indicator_key ORDER BY a.phrase",
}


def indicators(database: Database, which: str, limit: int | None) -> pd.DataFrame:
    """``listed``, ``unmatched`` or ``assigned`` indicators, those of most reports first."""
    return query(database, f"{_INDICATORS[which]} LIMIT ?", [-1 if limit is None else limit])


#: What tables are ordered by that have no id of their own, or a better order.
_ORDERS = {"pages": '"report_id", "page"', "report_texts": '"report_id"', "jobs": '"sha256", "extractor_version"'}
_ORDERS["cited_by"] = '"cited_document_id", "report_id"'


def table(database: Database, name: str) -> pd.DataFrame:
    """All rows of the table or view ``name``."""
    known = sorted(own_tables([*database.table_names(), *database.view_names()]))
    if name not in known:
        raise NothingMatchesError(f"there is no table {name!r}. There are: {', '.join(known)}")
    order = _ORDERS.get(name, '"id"')
    return query(database, f'SELECT * FROM "{name}" ORDER BY {order}')
