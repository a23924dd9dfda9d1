"""Who gave a plan: ``KH tỉnh giao`` and ``KH huyện giao`` are two plans, and never one series."""

from __future__ import annotations

import re

_GIVEN = re.compile(
    r"(?:kế hoạch|KH|dự toán|DT|chỉ tiêu|mục tiêu|nghị quyết|NQ)\b(?: (?:vốn|năm|cả năm|\d{4}|do|được|của|UBND|HĐND))*"
    r" (?:trung ương|TW|tỉnh|huyện|thị xã|thành phố|HĐND)(?: (?:tỉnh|huyện|thị xã|thành phố))?(?: giao| đề ra)?"
    r"|nghị quyết (?:HĐND|đại hội)(?: [^\W\d]+){0,3}",
    re.IGNORECASE,
)


def giver_words(said: str) -> str | None:
    """The words of ``said`` that tell whose plan it is, the last such; None where it does not say.

    >>> giver_words("Kế hoạch năm 2023 tỉnh giao")
    'Kế hoạch năm 2023 tỉnh giao'
    """
    last = None
    for match in _GIVEN.finditer(said):
        last = match
    return last[0] if last else None
