"""One report's records as rows that SQLite takes: made beside the extractor, in any process; stored by one writer.

Rows still point at each other by place in their list (``section``, ``figure``, ``table``): ids are given on storing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from db.citations.identity import complete_mentions, document_key
from db.citations.scope import Scope, home_of
from db.indicator_catalogue import indicator_list
from db.sql.folding import phrase_key, text_key
from db.sql.periods import parse_period

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bundle:
    """The rows of one report, by table. Plain values only: it travels between processes."""

    sha256: str
    extractor_version: str
    page_count: int
    report: Row
    text: str
    tables: dict[str, list[Row]] = field(default_factory=dict)
    indicators: dict[str, Row] = field(default_factory=dict)


def make_bundle(found: Mapping[str, Any], sha256: str, extractor_version: str) -> Bundle:
    """Turn the object of the contract (what ``baocao extract`` prints, values still Decimal) into rows."""
    header = found["report"]
    scope = home_of(header, sha256)
    lists = ("pages", "sections", "footnotes", "citations", "figures", "percentages", "ratios", "observations")
    tables = {name: [_plain(row) for row in found[name]] for name in lists}
    tables["equations"] = [dict(row) for row in found["equations"]]
    tables["tables"] = [_plain({**table, "cells": None}) for table in found["tables"]]
    tables["cells"] = [
        _plain({**cell, "table": number}) for number, table in enumerate(found["tables"]) for cell in table["cells"]
    ]
    _key_documents(tables["citations"], scope)
    for row in tables["observations"]:
        period = parse_period(row["period"]) if row["period"] else None
        row["period_start"], row["period_end"] = (period.start, period.end) if period else (None, None)
    report = _plain(header) | {"warnings": _json(found["warnings"])}
    report["text_key"] = text_key(found["text"])
    report["document_key"] = document_key(report, scope).key if header["number"] else None
    return Bundle(
        sha256=sha256,
        extractor_version=extractor_version,
        page_count=len(found["pages"]),
        report=report,
        text=storable(found["text"]),
        tables=tables,
        indicators=_key_indicators(tables["observations"]),
    )


def storable(text: str) -> str:
    """``text``, with a question mark for each half of a broken surrogate pair: UTF-8 has no room for them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def _key_documents(citations: Iterable[Row], scope: Scope) -> None:
    for row, mention in complete_mentions(citations):
        row["document_key"] = document_key(mention, scope).key


def _key_indicators(observations: Iterable[Row]) -> dict[str, Row]:
    """Each indicator that is observed, by key: its code, or the phrase itself when no entry of the list matches."""
    indicators: dict[str, Row] = {}
    listed = indicator_list()
    for row in observations:
        entry = listed.get(row["indicator_code"] or "")
        key = f"code:{entry.code}" if entry else f"phrase:{phrase_key(row['indicator'])}"
        row["indicator_key"] = key
        if entry:
            indicators[key] = {"key": key, "code": entry.code, "name": entry.name, "group": entry.group}
            indicators[key]["unit"] = entry.unit
        else:
            name = " ".join(row["indicator"].split())
            known = indicators.get(key, {"name": name})["name"]
            # The least of the spellings: the same whatever the order in which reports are loaded.
            indicators[key] = {"key": key, "code": None, "name": min(name, known), "group": None, "unit": None}
    return indicators


def _plain(row: Mapping[str, Any]) -> Row:
    plain: Row = {}
    for name, value in row.items():
        if isinstance(value, Decimal):
            plain[name] = float(value)
            plain[f"{name}_text"] = format(value, "f")
        elif isinstance(value, str):
            plain[name] = storable(value)
        elif isinstance(value, (list, tuple)):
            plain[name] = _json(value)
        elif isinstance(value, bool):
            plain[name] = int(value)
        else:
            plain[name] = value
    return plain


def _json(value: object) -> str:
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
