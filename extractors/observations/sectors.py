"""The three sectors under a total: ``Dịch vụ`` alone says nothing; below *Tổng giá trị sản xuất* it does."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.data import read_rows
from extractors.lexicon.indicator_matching import match_indicator
from extractors.records import Figure, Observation, Percentage

_LEAD = re.compile(r"^(?:ngành|khu vực|lĩnh vực|trong đó|tỷ trọng|[-+•])\s+", re.IGNORECASE)
_SECTORS = {
    "agriculture": re.compile(r"nông(?: nghiệp)?(?:,| -| –) ?(?:lâm|ngư|thủy|thuỷ)[\w ,–-]*", re.IGNORECASE),
    "industry": re.compile(r"công nghiệp(?: -| –|,| và) ?(?:xây dựng|XD)(?: cơ bản)?", re.IGNORECASE),
    "services": re.compile(r"(?:thương mại(?: -| –|,| và) ?)?dịch vụ(?:(?:,| -| –| và) ?thương mại)?", re.IGNORECASE),
}
#: How far below its total a sector may stand, in characters.
_MAX_DISTANCE_CHARS = 900


@functools.cache
def _codes() -> dict[tuple[str, str], str]:
    return {(row["total"], row["sector"]): row["code"] for row in read_rows("sector_parts")}


@functools.cache
def _totals() -> frozenset[str]:
    return frozenset(total for total, _ in _codes())


def sector_of(phrase: str) -> str | None:
    """``agriculture``, ``industry`` or ``services``; None where ``phrase`` names no whole sector."""
    bare = _LEAD.sub("", " ".join(phrase.split())).strip(" :;,.")
    return next((name for name, pattern in _SECTORS.items() if pattern.fullmatch(bare)), None)


def with_sectors(
    observations: Sequence[Observation], figures: Sequence[Figure], percentages: Sequence[Percentage]
) -> list[Observation]:
    """``observations`` with the codes of sectors that stand below a total, or are shares of the economy."""
    records = {item.id: item for item in (*figures, *percentages)}
    coded = list(observations)
    placed = [
        (records[item.record_id].start, number) for number, item in enumerate(observations) if item.record_id in records
    ]
    total, at = "", -_MAX_DISTANCE_CHARS
    for start, number in sorted(placed):
        item = coded[number]
        sector = sector_of(item.indicator)
        if sector is None:
            total, at = (item.indicator_code, start) if item.indicator_code in _totals() else (total, at)
            continue
        record = records[item.record_id]
        whole = match_indicator(getattr(record, "parent", None) or "")
        under = whole if whole in _totals() else total if start - at <= _MAX_DISTANCE_CHARS else ""
        if under and start - at <= _MAX_DISTANCE_CHARS:
            at = start  # the next sector of the list may stand as far below this one
        code = _codes().get(("share" if item.measure in ("share", "level") else under, sector))
        if code is not None:
            coded[number] = replace(item, indicator_code=code)
    return coded
