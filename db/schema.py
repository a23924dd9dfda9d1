"""The tables, as migrations: what is written here is the public contract, and only ever grows.

``start`` and ``end`` are offsets into ``report_texts.text``. ``boxes`` is JSON, [[page, x0, y0, x1, y1], …] in PDF
points from the top left. Values stand twice: ``value`` is a number to compute with, ``value_text`` the exact decimal.
"""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database, Migrations
from sqlite_utils.db import ForeignKey

from db.views import VIEWS

migrations = Migrations("baocao")

_SPAN: dict[str, Any] = {"page": int, "start": int, "end": int, "text": str}

#: How a row was read, what may be wrong with it (JSON), and how sure the recognition of its letters was.
_SURENESS: dict[str, Any] = {"how": str, "doubts": str, "letters": float}
_REPORT = {
    "id": int,
    "sha256": str,
    "source_path": str,
    "number": str,
    "type": str,
    "issuer": str,
    "place": str,
    "date": str,
    "title": str,
    "addressee": str,
    "signer": str,
    "signer_title": str,
    "commune": str,
    "district": str,
    "province": str,
    "period": str,
    "period_start": str,
    "period_end": str,
    "page_count": int,
    "extractor_version": str,
    "signing_capacity": str,
    "recipients": str,
    "warnings": str,
    "document_key": str,
    "loaded_at": str,
}
_TEXT = {"report_id": int, "text": str}
_PAGE = {"id": int, "report_id": int, "page": int, "text": str, "text_source": str, "width": float, "height": float}
_OF_REPORT: dict[str, dict[str, Any]] = {
    "sections": {
        "id": int,
        "report_id": int,
        "parent_id": int,
        "label": str,
        "path": str,
        "title": str,
        "level": int,
        "page": int,
        "start": int,
        "end": int,
        "run_in": int,
    },
    "footnotes": {"id": int, "report_id": int, "mark": str, **_SPAN, "anchor": int, "boxes": str},
    "tables": {
        "id": int,
        "report_id": int,
        "page": int,
        "title": str,
        "n_rows": int,
        "n_columns": int,
        "continues_id": int,
        "boxes": str,
    },
    "cells": {
        "id": int,
        "report_id": int,
        "table_id": int,
        "page": int,
        "row": int,
        "column": int,
        "start": int,
        "end": int,
        "text": str,
        "is_header": int,
        "boxes": str,
    },
    "citations": {
        "id": int,
        "report_id": int,
        "section_id": int,
        **_SPAN,
        "type": str,
        "number": str,
        "date": str,
        "year": int,
        "issuer": str,
        "title": str,
        "pinpoint": str,
        "numbered": int,
        "inherited": str,
        "in_footnote": int,
        "boxes": str,
        "confidence": float,
        **_SURENESS,
        "cited_document_id": int,
        "document_key": str,
    },
    "figures": {
        "id": int,
        "report_id": int,
        "section_id": int,
        **_SPAN,
        "value": float,
        "value_max": float,
        "unit": str,
        "base_value": float,
        "base_unit": str,
        "indicator": str,
        "parent": str,
        "kind": str,
        "value_text": str,
        "value_max_text": str,
        "boxes": str,
        "confidence": float,
        **_SURENESS,
    },
    "percentages": {
        "id": int,
        "report_id": int,
        "section_id": int,
        **_SPAN,
        "value": float,
        "value_max": float,
        "relation": str,
        "direction": str,
        "basis": str,
        "indicator": str,
        "permille": int,
        "value_text": str,
        "value_max_text": str,
        "figure_id": int,
        "boxes": str,
        "confidence": float,
        **_SURENESS,
    },
    "ratios": {
        "id": int,
        "report_id": int,
        "section_id": int,
        **_SPAN,
        "num": float,
        "den": float,
        "what": str,
        "subject": str,
        "boxes": str,
        "confidence": float,
        **_SURENESS,
    },
    "observations": {
        "id": int,
        "report_id": int,
        "district": str,
        "province": str,
        "period": str,
        "period_start": str,
        "period_end": str,
        "indicator_id": int,
        "indicator_text": str,
        "measure": str,
        "basis": str,
        "role": str,
        "value": float,
        "unit": str,
        "value_text": str,
        "source_table": str,
        "source_id": int,
    },
    "findings": {"id": int, "report_id": int, "kind": str, "severity": str, "message": str, "evidence": str},
}
_REFERENCES = {
    "section_id": "sections",
    "parent_id": "sections",
    "table_id": "tables",
    "continues_id": "tables",
    "figure_id": "figures",
    "cited_document_id": "cited_documents",
    "indicator_id": "indicators",
}
#: The tables whose rows belong to one report, in the order in which they can be filled.
REPORT_TABLES = tuple(_OF_REPORT)
#: The columns of each table that a load fills, in order.
COLUMNS = {
    name: tuple(columns)
    for name, columns in {"reports": _REPORT, "report_texts": _TEXT, "pages": _PAGE, **_OF_REPORT}.items()
}


@migrations()
def create_tables(db: Database) -> None:
    """Every table of the contract."""
    db.table("reports").create(_REPORT, pk="id", not_null={"sha256", "source_path", "extractor_version"})
    db.table("report_texts").create(_TEXT, pk="report_id", foreign_keys=[_owner("report_texts")])
    db.table("pages").create(_PAGE, pk="id", foreign_keys=[_owner("pages")])
    documents = {"id": int, "type": str, "number": str, "date": str, "year": int, "issuer": str, "title": str}
    documents |= {"scope": str, "key": str, "held_report_id": int}
    held = ForeignKey("cited_documents", "held_report_id", "reports", "id", on_delete="SET NULL")
    db.table("cited_documents").create(documents, pk="id", not_null={"key"}, foreign_keys=[held])
    indicators = {"id": int, "code": str, "name": str, "group": str, "unit": str, "key": str}
    db.table("indicators").create(indicators, pk="id", not_null={"key", "name"})
    for name, columns in _OF_REPORT.items():
        references = [ForeignKey(name, key, other, "id") for key, other in _REFERENCES.items() if key in columns]
        db.table(name).create(columns, pk="id", foreign_keys=[_owner(name), *references])
    files = {"source_path": str, "sha256": str, "status": str, "error_kind": str, "error": str, "report_id": int}
    files |= {"started_at": str, "finished_at": str}
    kept = ForeignKey("files", "report_id", "reports", "id", on_delete="SET NULL")
    db.table("files").create({"id": int, **files}, pk="id", not_null={"source_path", "status"}, foreign_keys=[kept])


@migrations()
def create_indexes(db: Database) -> None:
    """What is looked up by: the report, the register, the series, the number of a document."""
    db.table("reports").create_index(["sha256"], unique=True)
    db.table("reports").create_index(["document_key"])
    db.table("pages").create_index(["report_id", "page"], unique=True)
    db.table("cited_documents").create_index(["key"], unique=True)
    db.table("cited_documents").create_index(["number"])
    db.table("indicators").create_index(["key"], unique=True)
    for name, columns in _OF_REPORT.items():
        db.table(name).create_index(["report_id"])
        for key in _REFERENCES:
            if key in columns:
                db.table(name).create_index([key])
    db.table("observations").create_index(["indicator_id", "district", "period"])
    db.table("observations").create_index(["source_table", "source_id"])
    db.table("citations").create_index(["number"])
    db.table("citations").create_index(["document_key"])
    db.table("files").create_index(["source_path"])
    db.table("files").create_index(["report_id"])


@migrations()
def create_views(db: Database) -> None:
    """The joins that lead from a value or a mention to its place on the page."""
    for name, sql in VIEWS.items():
        db.create_view(name, sql)


@migrations()
def create_search(db: Database) -> None:
    """The full text of the pages; triggers keep it up to date. Tone marks are stripped, đ is kept: see db.searching."""
    db.table("pages").enable_fts(["text"], create_triggers=True, tokenize="unicode61 remove_diacritics 2")


@migrations()
def add_sureness(db: Database) -> None:
    """Archives made before it lack how a row was read, its doubts and letters, and the commune of a report."""
    added: dict[str, dict[str, Any]] = {"reports": {"commune": str}}
    added |= dict.fromkeys(("citations", "figures", "percentages", "ratios"), _SURENESS)
    for name, columns in added.items():
        for column, kind in columns.items():
            if column not in db.table(name).columns_dict:
                db.table(name).add_column(column, kind)


def own_tables(names: list[str]) -> list[str]:
    """Those of ``names`` that are of the contract: not the tables that SQLite and its tools keep for themselves."""
    return [name for name in names if not name.startswith(("_", "sqlite_", "pages_fts"))]


def _owner(table: str) -> ForeignKey:
    return ForeignKey(table, "report_id", "reports", "id", on_delete="CASCADE")
