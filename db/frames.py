"""From a query to a pandas frame with typed columns: whole numbers stay whole where a value is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlite_utils import Database

_WHOLE = {
    *("id", "report_id", "page", "start", "end", "year", "level", "parent_id", "section_id", "cited_document_id"),
    *("held_report_id", "indicator_id", "source_id", "figure_id", "table_id", "page_count", "pages", "citations"),
    *("figures", "percentages", "ratios", "observations", "documents", "row", "column", "n_rows", "n_columns"),
    *("anchor", "continues_id", "observation_id", "mentions", "reports", "failed"),
}
_REAL = {"value", "value_max", "base_value", "num", "den", "width", "height", "score", "confidence", "letters"}
_YES_NO = {"in_footnote", "numbered", "permille", "is_header", "run_in", "conflict"}


def query(database: Database, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
    """The rows of ``sql`` as a frame."""
    cursor = database.conn.execute(sql, tuple(values))
    columns = [column[0] for column in cursor.description]
    return typed(pd.DataFrame.from_records(cursor.fetchall(), columns=columns))


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of ``frame`` as dicts by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give each column its type by name: ``Int64``, ``float64``, ``boolean``, else ``object`` with None for unknown."""
    for name in frame.columns:
        if name in _WHOLE:
            frame[name] = frame[name].astype("Int64")
        elif name in _REAL:
            frame[name] = frame[name].astype("float64")
        elif name in _YES_NO:
            frame[name] = frame[name].astype("boolean")
        else:
            frame[name] = frame[name].astype("object").where(frame[name].notna(), None)
    return frame
