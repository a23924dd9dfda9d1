"""Names in a row, each with its value in a bracket: ``cầu Bến Đá (12 tỷ đồng), kè Suối Nga (5 tỷ đồng)``.

There each value is of the name before its own bracket, and of nothing further off.
"""

from __future__ import annotations

import re

from extractors.phrases import phrase_before
from extractors.trimming import Span

#: What a name of the row may hold: no mark that parts one from the next.
_NAME = r"[^,;:.()]{2,60}"
_ONE_VALUE = r"\(\d[^();]{1,40}\)"
_AND = r"(?:,\s(?:và\s)?|\svà\s)"
#: … (12 tỷ đồng), | kè Suối Nga: a bracket with a value, and a name behind it
_BEHIND_ANOTHER = re.compile(rf"{_ONE_VALUE}{_AND}(?P<name>{_NAME})$")
#: … (12 tỷ đồng) | , kè Suối Nga (5 tỷ đồng): the row goes on
_GOES_ON = re.compile(rf"{_ONE_VALUE}{_AND}(?P<name>{_NAME})\(\d")
_LAST_NAME = re.compile(rf"(?:^|[,;:.()])\s?(?:như:? )?(?P<name>{_NAME})$")
#: What is said of the value before (tăng 5% (15 tỷ đồng)) is no name.
_SAID = re.compile(
    r"(?<!\w)(?:tăng|giảm|đạt|bằng|vượt|chiếm|còn|tương ứng|trong đó"  # a change, a part
    r"|so với|kế hoạch|KH|dự toán|cùng kỳ|năm trước)(?!\w)",  # what it is held against
    re.IGNORECASE,
)
#: No name with a value before it reaches further back.
_REACH = 120


def item_of_row(text: str, bracket: int) -> Span | None:
    """The name before the bracket that opens at ``bracket``, where it is one of such a row."""
    start = max(0, bracket - _REACH)
    before = text[start:bracket]
    found = _BEHIND_ANOTHER.search(before)
    if found is None:
        following = _GOES_ON.match(text, bracket)
        if following is None or _SAID.search(following["name"]):
            return None
        found = _LAST_NAME.search(before)
    if found is None or _SAID.search(found["name"]):
        return None
    return phrase_before(text, start + found.start("name"), bracket)
