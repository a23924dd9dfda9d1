"""Laws known by name (tên luật): ``Luật Khiếu nại, tố cáo ngày 02 tháng 12 năm 1998``, ``Luật nhà ở``, ``Luật PBGDPL``.

A name is one of ``data/laws.csv`` in any case; or it begins with a capital and runs to the date, year or number that
closes it; or, with nothing to close it, to the first word that no name holds. A law that amends others has their names
in its own, and is one law.
"""

from __future__ import annotations

import functools
import re

from extractors.data import read_rows
from extractors.text.characters import LETTER, UPPER, WORD_END

_LAW = r"(?:Bộ luật|Luật|luật|Pháp lệnh|pháp lệnh)"

#: Words that no name of a law holds: what follows them is said about the law.
_STOP = (
    r"(?:quy định|được|đã|có|là|thì|cho|tại|do|theo|để|hiện hành|nêu|này|trên|năm|số|ngày|như|khi|nếu|sẽ|phải|không"
    r"|bằng|trong|từ|đến|hoặc"
    r"|Căn cứ|căn cứ|Hiến pháp|Xét|Theo|và (?:các|những|Luật|Nghị|Bộ|Pháp)|các văn bản"
    r"|đồng thời|chưa|mà|nhưng|còn|sang|thay"
    r"|ban hành (?:ngày|năm|kèm)|gồm|nhằm|với)"
)
#: "sửa đổi, bổ sung một số điều của (các) Luật …".
_AMENDING = re.compile(
    r" +[Ss]ửa đổi(?:(?:,| và) bổ sung)?(?:,? thay thế)?(?: (?:một số|các))?(?: điều(?: khoản)?)?(?: của)?(?: các)?"
    rf"(?: {_LAW}{WORD_END})?(?= )"
)
#: Between two laws that one law amends.
_NEXT = re.compile(rf"(?:, |,? và )(?:{_LAW} )")
_LIAISON = re.compile(r" (?:liên quan|có liên quan|về) ")

#: What closes a name: a date, a year, a number.
_ANCHOR = r"(?: +\((?:đã )?sửa đổi[^()]{0,30}\))?(?= *(?:ngày +\d|năm +(?:19|20)\d\d|số:? +\d+|(?:19|20)\d\d(?!\d)))"


@functools.cache
def _known() -> re.Pattern[str]:
    """The names of ``laws.csv``: any case, a comma that may be forgotten, ``ủy`` as ``uỷ``."""
    names = sorted({row["name"] for row in read_rows("laws")}, key=len, reverse=True)
    spelt = (re.escape(name).replace(r"\ ", " +").replace(",", ",?").replace("ủy", "(?:ủy|uỷ)") for name in names)
    return re.compile(rf" +(?i:{'|'.join(spelt)}){WORD_END}")


#: One word of a name. Words are parted by exactly one blank, so that the engine has one way to cut them.
_NAME_WORD = rf"(?!(?:Bộ luật|Luật|Pháp lệnh){WORD_END}|{_STOP}{WORD_END}|(?:Nghị|Quyết|Thông) )[{LETTER}&-]+"
_ANCHORED = re.compile(rf" +{_NAME_WORD}(?:,? {_NAME_WORD}){{0,24}}?{_ANCHOR}")
_FREE = re.compile(
    rf" +(?=[{UPPER}])(?!{_STOP}{WORD_END})[{LETTER}]+"
    rf"(?: (?!và{WORD_END}|của{WORD_END}|về{WORD_END}|{_STOP}{WORD_END}|{_LAW}{WORD_END})[{LETTER}]+){{0,5}}"
)
_AMENDED = re.compile(r" +\((?:đã )?sửa đổi[^()]{0,30}\)(?= *(?:ngày|năm|số))")


def law_name_end(text: str, position: int) -> int | None:
    """Where the name of a law ends that begins behind its type word, at ``position``; None when there is none."""
    amending = _AMENDING.match(text, position)
    if amending:
        return _amended_end(text, amending.end())
    return _name_end(text, position)


def _name_end(text: str, position: int) -> int | None:
    ends = [match.end() for match in (_known().match(text, position), _ANCHORED.match(text, position)) if match]
    if not ends:
        free = _FREE.match(text, position)
        ends = [free.end()] if free else []
    if not ends:
        return None
    end = len(text[: max(ends)].rstrip(" ,"))
    amended = _AMENDED.match(text, end)
    return amended.end() if amended else end


def _amended_end(text: str, position: int) -> int | None:
    """The end of the last of the laws that one law amends."""
    end = _name_end(text, position)
    if end is None:
        liaison = re.compile(rf"[^.;:()\n\d]{{3,110}}?{_ANCHOR}").match(text, position)
        return liaison.end() if liaison else None
    while True:
        following = _NEXT.match(text, end)
        further = _name_end(text, following.end() - 1) if following else None
        if further is None:
            return end
        # Another law of a list, not of this one's name: it has a date of its own, as this one has.
        if re.match(_ANCHOR, text[end : end + 60]):
            return end
        end = further
