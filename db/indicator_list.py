"""The list of known indicators (chỉ tiêu), as ``extractors/data/indicators.csv`` has it: code, name, group, unit."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry. ``synonyms`` are other names under which a user may ask for it."""

    code: str
    name: str
    group: str | None
    unit: str | None
    synonyms: tuple[str, ...]


@cache
def indicator_list() -> dict[str, Indicator]:
    """All entries by code; empty as long as there is no list."""
    source = files("extractors") / "data" / "indicators.csv"
    if not source.is_file():
        return {}
    with source.open(encoding="utf-8") as lines:
        return {row["code"]: _entry(row) for row in csv.DictReader(lines)}


def _entry(row: dict[str, str]) -> Indicator:
    words = row.get("synonyms") or ""
    return Indicator(
        code=row["code"],
        name=row["name"],
        group=row.get("group") or None,
        unit=row.get("unit") or None,
        synonyms=tuple(word.strip() for word in words.split("|") if word.strip()),
    )
