"""The list of known indicators (chỉ tiêu), as ``extractors/data/indicators.csv`` has it: code, name, group, unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.data import read_rows


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry. ``nature`` is ``flow`` (counts up over the year), ``stock`` or ``rate``.

    ``official_code`` is its code in a list of statistical indicators, where that is known; ``synonyms`` are other names
    under which a user may ask for it.
    """

    code: str
    name: str
    group: str | None
    unit: str | None
    nature: str
    official_code: str | None
    synonyms: tuple[str, ...]


@cache
def indicator_list() -> dict[str, Indicator]:
    """All entries by code."""
    return {row["code"]: _entry(row) for row in read_rows("indicators")}


def _entry(row: dict[str, str]) -> Indicator:
    # Who asks in English gets an answer too.
    words = f"{row['synonyms']}|{row['name_en']}"
    return Indicator(
        code=row["code"],
        name=row["name"],
        group=row["group"] or None,
        unit=row["unit"] or None,
        nature=row["nature"],
        official_code=row["official_code"] or None,
        synonyms=tuple(word.strip() for word in words.split("|") if word.strip()),
    )
