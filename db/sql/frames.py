"""Query results as pandas frames with typed columns: integers stay integers where a value is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlite_utils import Database

_WHOLE = {
    *("id", "report_id", "page", "start", "end", "year", "level", "parent_id", "section_id", "cited_document_id"),
    *("held_report_id", "indicator_id", "source_id", "figure_id", "table_id", "page_count", "pages", "citations"),
    *("figures", "percentages", "ratios", "observations", "documents", "row", "column", "n_rows", "n_columns"),
    *("anchor", "continues_id", "observation_id", "mentions", "reports", "failed", "dates"),
    *("pid", "files_total", "files_done", "loaded", "skipped", "duplicates", "pages_done"),
}
_REAL = {
    "value",
    "value_max",
    "base_value",
    "num",
    "den",
    "width",
    "height",
    "score",
    "confidence",
    "letters",
    "ocr_confidence",
    "seconds",
}
_YES_NO = {"in_footnote", "numbered", "permille", "is_header", "run_in", "conflict", "in_register"}


def query(database: Database, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
    """The rows of ``sql`` as a frame."""
    cursor = database.conn.execute(sql, tuple(values))
    return frame_of(cursor.fetchall(), [column[0] for column in cursor.description])


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of ``frame`` as dicts by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def frame_of(found: Sequence[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A frame of ``found``, each column typed by its name: ``Int64``, ``float64``, ``boolean``, else ``object``.

    Unknown is <NA>, nan or None. Made column by column: to retype a finished frame takes ten times as long.
    """
    by_column = list(zip(*found, strict=True)) if found else [()] * len(columns)
    columns_by_place = {
        place: _typed(name, values) for place, (name, values) in enumerate(zip(columns, by_column, strict=True))
    }
    frame = pd.DataFrame(columns_by_place)
    frame.columns = pd.Index(list(columns), dtype="object")
    return frame


def frame_of_dicts(found: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A frame of ``found``; what a row lacks is unknown."""
    return frame_of([[row.get(name) for name in columns] for row in found], columns)


def _typed(name: str, values: Sequence[Any]) -> Any:
    if name in _WHOLE:
        return pd.array(list(values), dtype="Int64")
    if name in _REAL:
        return np.array([np.nan if value is None else value for value in values], dtype="float64")
    if name in _YES_NO:
        return pd.array([None if value is None else bool(value) for value in values], dtype="boolean")
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return pd.Series(column, dtype="object")
