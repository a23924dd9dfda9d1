"""Parts that are known to make a whole, whatever word opens their list: ``data/partitions.csv``."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from extractors.vocabulary import read_rows


@functools.cache
def _partitions() -> dict[str, tuple[re.Pattern[str], ...]]:
    wholes: dict[str, list[re.Pattern[str]]] = {}
    for row in read_rows("partitions"):
        words = "|".join(re.escape(word) for word in row["words"].split("|"))
        wholes.setdefault(row["whole"], []).append(re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    return {whole: tuple(parts) for whole, parts in wholes.items()}


def whole_of(labels: Sequence[str]) -> str | None:
    """The whole that parts under ``labels`` make, each of its parts named by one of them; else None.

    >>> whole_of(["nông, lâm nghiệp và thủy sản", "công nghiệp - xây dựng", "dịch vụ"])
    'sectors'
    """
    for whole, parts in _partitions().items():
        if len(parts) == len(labels) and all(sum(bool(part.search(label)) for label in labels) == 1 for part in parts):
            return whole
    return None
