"""The JSON object of one report (public contract): each record with its page, boxes and section.

``baocao extract`` prints it.

``load`` stores the same object. Values are still Decimal here, and offsets those that users see: into ``text``, which
for a plain text file is the file as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from corpus import Document, Table
from extractors.records import Equation, Extraction, Observation

Row = dict[str, Any]


def contract_object(document: Document, extraction: Extraction) -> Row:
    """All that was found in ``document``, under the names of the contract."""
    paths = section_paths(document)
    positions = extraction.positions()
    lists = {
        "citations": extraction.citations,
        "figures": extraction.figures,
        "percentages": extraction.percentages,
        "ratios": extraction.ratios,
    }
    return {
        "report": _header(extraction),
        "sections": _sections(document, paths),
        "tables": [_table(document, table) for table in document.tables],
        **{name: [_item(document, record, paths, positions) for record in records] for name, records in lists.items()},
        "observations": [_observation(document, record, positions) for record in extraction.observations],
        "equations": [_equation(record, positions) for record in extraction.equations],
        "footnotes": [
            {"mark": note.mark, "anchor": _offset(document, note.anchor), **_place(document, note.start, note.end)}
            for note in document.footnotes
        ],
        "pages": [
            {
                "page": page.number,
                "width": page.width,
                "height": page.height,
                "text_source": page.text_source,
                "text": page.text,
            }
            for page in document.pages
        ],
        "warnings": list(document.warnings),
        "text": document.text if document.raw is None else document.raw,
    }


def section_paths(document: Document) -> list[str]:
    """Each section's labels from the top: ``I.2.5``, also where the label itself repeats its parent's (``2.5``)."""
    paths: list[str] = []
    for section in document.sections:
        if section.parent is None:
            paths.append(section.label)
            continue
        above = document.sections[section.parent].label
        own = section.label.removeprefix(f"{above}.")
        paths.append(f"{paths[section.parent]}.{own}")
    return paths


def _header(extraction: Extraction) -> Row:
    header = asdict(extraction.report)
    header["signing_capacity"] = list(extraction.report.signing_capacity)
    header["recipients"] = list(extraction.report.recipients)
    return header


def _sections(document: Document, paths: list[str]) -> list[Row]:
    rows = []
    for section, path in zip(document.sections, paths, strict=True):
        start, end = document.source_span(section.start, section.end)
        rows.append(
            {
                "label": section.label,
                "path": path,
                "title": section.title,
                "level": section.level,
                "parent": section.parent,
                "page": document.page_of(section.start),
                "start": start,
                "end": end,
                "run_in": section.run_in,
            }
        )
    return rows


def _place(document: Document, start: int, end: int) -> Row:
    """Where a span is printed, and its text."""
    boxes = document.boxes(start, end)
    source_start, source_end = document.source_span(start, end)
    return {
        "start": source_start,
        "end": source_end,
        "text": document.printed(start, end),
        "page": boxes[0].page if boxes else None,
        "boxes": [[box.page, box.x0, box.y0, box.x1, box.y1] for box in boxes],
    }


def _item(document: Document, record: Any, paths: list[str], positions: Mapping[str, int]) -> Row:
    """A citation, figure, percentage or ratio; ``section`` is the path, ``section_index`` the place in ``sections``."""
    row = {name: getattr(record, name) for name in record.__dataclass_fields__}
    row |= _place(document, record.start, record.end)
    row["doubts"] = list(record.doubts)
    row["letters"] = document.confidence(record.start, record.end)
    for name in ("title", "indicator", "basis"):
        if row.get(f"{name}_start") is not None and row.get(f"{name}_end") is not None:
            start, end = document.source_span(row[f"{name}_start"], row[f"{name}_end"])
            row[f"{name}_start"], row[f"{name}_end"] = start, end
    if row.get("figure") is not None:
        row["figure"] = positions[row["figure"]]
    if "inherited" in row:
        row["inherited"] = list(row["inherited"])
    index = document.section_at(record.start)
    row["section"] = None if index is None else paths[index]
    row["section_index"] = index
    return row


def _observation(document: Document, record: Observation, positions: Mapping[str, int]) -> Row:
    """A data point; ``source_table`` and ``source_index`` name its record, ``cue`` the words behind ``method``.

    Fields named ``…_start`` and ``…_end`` are offsets into the document's text, and become those that users see.
    """
    row = {name: getattr(record, name) for name in record.__dataclass_fields__}
    row["source_table"] = row.pop("source")
    row["source_index"] = positions[row.pop("record_id")]
    row["cue"] = None
    if record.cue_start is not None and record.cue_end is not None:
        row["cue"] = document.printed(record.cue_start, record.cue_end)
    for name, offset in row.items():
        if isinstance(offset, int) and name.endswith("_start"):
            row[name] = document.source_span(offset, offset + 1)[0]
        elif isinstance(offset, int) and name.endswith("_end"):
            row[name] = document.source_span(offset - 1, offset)[1]
    return row


def _equation(record: Equation, positions: Mapping[str, int]) -> Row:
    """A tie between numbers; each is named by its list and its place there."""
    return {
        "kind": record.kind,
        "how": record.how,
        "complete": record.complete,
        "result": _position(record.result, positions) if record.result else None,
        "operands": [_position(item, positions) for item in record.operands],
    }


def _position(record_id: str, positions: Mapping[str, int]) -> list[str | int]:
    """A record by the name of its list and its position there."""
    return [record_id.partition("@")[0], positions[record_id]]


def _table(document: Document, table: Table) -> Row:
    cells = [
        {"row": cell.row, "column": cell.column, "is_header": cell.is_header, **_place(document, cell.start, cell.end)}
        for cell in table.cells
    ]
    box = table.box
    return {
        "title": table.title,
        "page": table.page,
        "n_rows": table.n_rows,
        "n_columns": table.n_columns,
        "boxes": [[box.page, box.x0, box.y0, box.x1, box.y1]],
        "continues": table.continues,
        "cells": cells,
    }


def _offset(document: Document, offset: int | None) -> int | None:
    return None if offset is None else document.source_span(offset, offset + 1)[0]
