"""The words that an indicator begins with: Tổng, Số, Tỷ lệ, Diện tích … (``data/indicator_heads.csv``)."""

from __future__ import annotations

import functools
import re

from extractors.trimming import END, Span
from extractors.vocabulary import alternation, read_rows


@functools.cache
def head(kind: str = "") -> re.Pattern[str]:
    """A head of one ``kind`` (measure, thing, act), or a measure or thing."""
    heads = read_rows("indicator_heads")
    rows = [row["head"] for row in heads if row["kind"] == kind or (not kind and row["kind"] != "act")]
    return re.compile(rf"(?i:{alternation(rows)}){END}(?! \d| (?:hợp|hồi|cục|công ty|kết|liên|hút|gom)(?!\w))")


def starts_with_head(text: str, span: Span, kind: str = "") -> bool:
    """Whether the phrase begins as an indicator does: Tổng đàn bò, Số hộ nghèo, Tỷ lệ …; ``kind``: measure, thing."""
    return head(kind).match(text, span[0], span[1]) is not None
