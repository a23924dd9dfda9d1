"""One report's rows as flat tables that stand outside a database: the columns, and the way there and back.

A row knows its report by ``sha256`` and its place in the report's list by ``position``; what is an id in the database
is a position here (``section_index``, ``parent``, ``table``, ``figure``, ``source_index``), since ids are given on
storing. Everything else has the name and the kind that it has in the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Literal

from db.bundle import Bundle, Row
from db.schema.tables import OF_REPORT, PAGE, REFERENCES, REPORT, TEXT

Kind = Literal["whole", "real", "text"]
_KINDS: dict[type, Kind] = {int: "whole", float: "real", str: "text"}

#: What storing gives, or finds for itself.
_GIVEN = {"id", "report_id", *REFERENCES}
_GIVEN_IN = {
    "reports": {"loaded_at"},
    "observations": {"district", "province", "indicator_text", "source_id"},
    "equations": {"result_table", "result_id"},
}
_SECTION: dict[str, type] = {"section_index": int}
#: What points at other rows of the report, and what storing reads besides. ``result`` and ``operands`` are JSON.
_POINTING: dict[str, dict[str, type]] = {
    "sections": {"parent": int},
    "tables": {"continues": int},
    "cells": {"table": int},
    "citations": _SECTION,
    "figures": _SECTION,
    "percentages": {**_SECTION, "figure": int},
    "ratios": _SECTION,
    "observations": {
        "place": str,
        "indicator": str,
        "indicator_code": str,
        "indicator_key": str,
        "source_index": int,
    },
    "equations": {"result": str},
}
_NESTED = {"equations": ("result", "operands")}
_INDICATOR = {"key": str, "code": str, "name": str, "group": str, "unit": str}
_FILE = {
    "sequence": int,
    "source_path": str,
    "sha256": str,
    "status": str,
    "error_kind": str,
    "error": str,
    "extractor_version": str,
    "started_at": str,
    "finished_at": str,
}


def _layout() -> dict[str, dict[str, Kind]]:
    tables = {"reports": REPORT, "report_texts": TEXT, "pages": PAGE, **OF_REPORT, "indicators": _INDICATOR}
    layout = {}
    for name, columns in tables.items():
        given = _GIVEN | _GIVEN_IN.get(name, set())
        shown_columns = {column: kind for column, kind in columns.items() if column not in given}
        layout[name] = {
            column: _KINDS[kind]
            for column, kind in {"sha256": str, "position": int, **shown_columns, **_POINTING.get(name, {})}.items()
        }
    return layout | {"files": {column: _KINDS[kind] for column, kind in _FILE.items()}}


#: The columns of each table, in order, with their kinds. ``files`` comes last, as it is written last.
LAYOUT: Mapping[str, Mapping[str, Kind]] = _layout()
#: The tables of a bundle, in the order in which it holds them.
_OF_BUNDLE = tuple(name for name in LAYOUT if name not in ("reports", "report_texts", "indicators", "files"))


def flatten(bundle: Bundle, source_path: str) -> dict[str, list[Row]]:
    """The rows of ``bundle``, a report read from ``source_path``, by table of :data:`LAYOUT` (all but ``files``)."""
    report = bundle.report | {
        "source_path": source_path,
        "page_count": bundle.page_count,
        "extractor_version": bundle.extractor_version,
    }
    tables: dict[str, Iterable[Row]] = {
        "reports": [report],
        "report_texts": [{"text": bundle.text}],
        **{name: bundle.tables.get(name, []) for name in _OF_BUNDLE},
        "indicators": bundle.indicators.values(),
    }
    return {
        name: [_flat(name, row) | {"sha256": bundle.sha256, "position": place} for place, row in enumerate(rows)]
        for name, rows in tables.items()
    }


def unflatten(tables: Mapping[str, list[Row]]) -> Bundle:
    """The bundle whose rows :func:`flatten` gave; the rows of each table in order of ``position``."""
    report = tables["reports"][0]
    return Bundle(
        sha256=report["sha256"],
        extractor_version=report["extractor_version"],
        page_count=report["page_count"],
        report=report,
        text=tables["report_texts"][0]["text"],
        tables={name: [_nested(name, row) for row in tables.get(name, [])] for name in _OF_BUNDLE},
        indicators={row["key"]: {name: row[name] for name in _INDICATOR} for row in tables.get("indicators", [])},
    )


def _flat(table: str, row: Row) -> Row:
    flat = {name: int(value) if isinstance(value := row.get(name), bool) else value for name in LAYOUT[table]}
    for name in _NESTED.get(table, ()):
        flat[name] = json.dumps(row[name])
    return flat


def _nested(table: str, row: Row) -> Row:
    names = _NESTED.get(table, ())
    return row | {name: json.loads(row[name]) for name in names} if names else row
