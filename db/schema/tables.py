"""The tables and their columns: what is written here is the public contract, and only ever grows.

``start`` and ``end`` are offsets into ``report_texts.text``. ``boxes`` is JSON, [[page, x0, y0, x1, y1], …] in PDF
points from the top left. Values stand twice: ``value`` is a number to compute with, ``value_text`` the exact decimal.
"""

from __future__ import annotations

from typing import Any

_SPAN: dict[str, Any] = {"page": int, "start": int, "end": int, "text": str}

#: How a row was read, what may be wrong with it (JSON), and how sure the recognition of its letters was.
SURENESS: dict[str, Any] = {"how": str, "doubts": str, "letters": float}
REPORT = {
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
    "text_key": str,
}
TEXT = {"report_id": int, "text": str}
PAGE = {"id": int, "report_id": int, "page": int, "text": str, "text_source": str, "width": float, "height": float}
OF_REPORT: dict[str, dict[str, Any]] = {
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
        **SURENESS,
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
        **SURENESS,
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
        **SURENESS,
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
        **SURENESS,
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
        "method": str,
        "cue": str,
        "cue_start": int,
        "cue_end": int,
    },
    "equations": {
        "id": int,
        "report_id": int,
        "kind": str,
        "how": str,
        "complete": int,
        "result_table": str,
        "result_id": int,
        "operands": str,
    },
}
#: What the audit wrote. ``key`` is the same for the same finding after another load.
FINDING = {
    "id": int,
    "report_id": int,
    "kind": str,
    "severity": str,
    "message": str,
    "evidence": str,
    "message_vi": str,
    "subject": str,
    "arithmetic": str,
    "other_report_id": int,
    "key": str,
}
#: Every wording under which an indicator was reported: in lower case, and ``folded`` without diacritics; ``how`` it was
#: matched to the indicator (exact, fuzzy, assigned, or unmatched: its own), with the ``score``.
PHRASE = {"id": int, "key": str, "folded": str, "indicator_id": int, "how": str, "score": float}
#: Which report cites which document, how often: the register is read from this without looking at every mention.
CITED_BY = {"cited_document_id": int, "report_id": int, "mentions": int}
DOCUMENT_COUNTS = {"mentions": int, "reports": int, "first_cited": str, "last_cited": str}
REFERENCES = {
    "section_id": "sections",
    "parent_id": "sections",
    "table_id": "tables",
    "continues_id": "tables",
    "figure_id": "figures",
    "cited_document_id": "cited_documents",
    "indicator_id": "indicators",
}
#: The tables whose rows belong to one report, in the order in which they can be filled.
REPORT_TABLES = tuple(OF_REPORT)
#: The columns of each table that a load fills, in order.
COLUMNS = {
    name: tuple(columns)
    for name, columns in {"reports": REPORT, "report_texts": TEXT, "pages": PAGE, **OF_REPORT}.items()
}


def own_tables(names: list[str]) -> list[str]:
    """Those of ``names`` that are of the contract: not the tables that SQLite and its tools keep for themselves."""
    return [name for name in names if not name.startswith(("_", "sqlite_")) and "_fts" not in name]
