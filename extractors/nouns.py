"""The noun phrase to the right of a value: what is counted, what a share is of, what a quantity is of."""

from __future__ import annotations

import re
from typing import Protocol

from extractors.complements import NAMES, goes_on
from extractors.letters import LOWER
from extractors.trimming import END, Span


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def end(self) -> int:
        """Where it ends."""


_NOUN_STOP = re.compile(
    r"[,;:.()\n“”\"]"
    r"| (?=(?:của|và|trên|tại|ở(?! nước ngoài)|(?<!hằng )(?<!hàng )năm|với|cho|được|đã|đạt|đang|để|do|trong|từ|so|là"
    r"|có(?! công)|bị"
    r"|vào|tăng|giảm|chiếm|ước"
    r"|theo(?! (?:địa chỉ|diện|hình thức|kiểu))"
    r"|(?:vốn|kinh phí) (?:bố trí|đầu tư|thực hiện)|diện tích|giá trị|sản lượng|năng suất|công suất"
    r"|nhưng|vì|sau khi|vẫn|còn|hoàn thành|phải|về|nhằm|bằng|gồm|khi|thì|như|sẽ|chưa|không|tổng|trở|thành(?= (?:\d"
    r"|một|hai))"
    r"|làm(?= (?:chết|bị thương|thiệt hại|hư|sập|mất))|đến|bình quân|(?:nâng|đưa)(?= (?:tổng|số|tỷ lệ|sản lượng))"
    r"|chủ yếu|tương đương|–|-)"
    rf"{END})"
    r"| (?=(?:Đoàn|Ban|Sở|Bộ|UBND|HĐND|Ủy ban|Uỷ ban|Phòng|Huyện|Tỉnh|Thanh tra|Công ty|Trung tâm"
    r"|Chi cục)(?: [^\W\d]+){0,3}?"
    r" (?:đã|đang|sẽ|được) )"  # văn bản | Đoàn Kiểm tra đã …
    r"|(?<!cấp)(?<!loại)(?<!hạng)(?<!khối) (?=\d)|/(?= ?\d)"
    rf"|{NAMES}"
)
#: A bracket's sentence that turns to something else: a verb of comparison, or another number.
_OTHER_CLAUSE = re.compile(r" *(?:chiếm|tăng|giảm|bằng|là|và|\)|:)|[^,;.\n]*\d")
_LOCAL = re.compile(r"[,;.\n]")


def behind_bracket(text: str, end: int, limit: int) -> Span | None:
    """What goes on behind the bracket that opens at ``end``: 73 xã (chiếm 75%) | đạt tiêu chí y tế |."""
    close = text.find(")", end, limit)
    if close < 0 or _OTHER_CLAUSE.match(text, close + 1, limit):
        return None
    stop = _LOCAL.search(text, close + 1, limit)
    tail = stop.start() if stop else limit
    return (close + 2, tail) if text[close + 1 : tail].strip() else None


def after_noun(text: str, start: int, noun_end: int, limit: int) -> Span:
    """A counted noun and what narrows it: ``chỉ tiêu phát triển kinh tế - xã hội``."""
    position = noun_end
    while True:
        stop = _NOUN_STOP.search(text, position, limit)
        # "kinh tế - xã hội": a dash between two small words belongs to the name.
        if stop and text[stop.end() : stop.end() + 2] in ("- ", "– ") and _dashed(text, stop.start()):
            position = stop.end() + 2
            continue
        further = goes_on(text, start, stop.start(), limit) if stop else None
        if further is None:
            break
        position = further
    return start, len(text[: stop.start() if stop else limit].rstrip())


def _dashed(text: str, blank: int) -> bool:
    return re.search(rf"[{LOWER}]$", text[:blank][-1:]) is not None and text[blank + 3 : blank + 4].islower()


_SHARE_STOP = re.compile(
    r"[,;.(\n]| (?=(?:được|đã|đều|và (?:\d|tỷ lệ|có|đạt|hoàn thành)|trong đó|so với|tăng|giảm|theo|chưa|đang)(?: |$))"
)
#: A number that is spelt out behind itself: 70% (bảy mươi phần trăm) học phí
_SPELT = re.compile(r" *\([^()\d]*(?:phần trăm|phần nghìn)[^()\d]*\)")
_SHARE = re.compile(rf" +(?=[{LOWER}])")
_REACHED = re.compile(r"đạt ")
_NO_SHARE = re.compile(
    r"(?:so|kế hoạch|chỉ tiêu|dự toán|và|trong|trở|mỗi|hàng|cùng|theo|năm|về|đợt|giai đoạn|trên|tại|còn|là|xuống"
    r"|lên)(?= )"
)


def after_share(text: str, value: Placed, limit: int) -> Span | None:
    """``80% các tuyến đường liên thôn được …``: the noun phrase that a share is of."""
    spelt = _SPELT.match(text, value.end, limit)
    match = _SHARE.match(text, spelt.end() if spelt else value.end, limit)
    if match is None or _NO_SHARE.match(text, match.end()):
        return None
    verb = _REACHED.match(text, match.end())
    begin = verb.end() if verb else match.end()
    stop = _SHARE_STOP.search(text, match.end(), limit)
    while stop and stop[0] == "," and (further := goes_on(text, begin, stop.start(), limit)):
        stop = _SHARE_STOP.search(text, further, limit)
    end = len(text[: stop.start() if stop else limit].rstrip())
    return (begin, end) if end - begin > 1 else None


def matter(text: str, end: int, limit: int) -> Span | None:
    """What a quantity is of, right behind its unit: 188 nghìn tấn | đường |, 6.200 ha | rừng tập trung |."""
    if not re.match(rf" [{LOWER}]", text[end : end + 2]):
        return None
    start, stop = after_noun(text, end + 1, end, limit)
    return (start, stop) if stop - start > 1 else None


#: 14 ứng viên | là công chức, 11 dự án | chưa có thiết kế: what is said of those counted, and no number in it
_STATED_OF = re.compile(rf" (?:là|chưa|không|đang) (?=[{LOWER}])")
_CLAUSE_STOP = re.compile(r"[,;:.()\n“”\"]| (?=(?:nhưng|song|nên|vì|do|trong đó|chiếm|tăng|giảm|so với)(?!\w))")
_DONE_TO = re.compile(r" (?P<by>được|bị) (?!công nhận|coi)")


def what_is_done(text: str, end: int, limit: int) -> Span | None:
    """``27.000 người | được cấp thẻ BHYT``: what was done to the people counted."""
    match = _DONE_TO.match(text, end, limit)
    if match is None:
        return None
    return after_noun(text, match.end() if match["by"] == "được" else match.start("by"), match.end(), limit)


def what_is_said(text: str, start: int, end: int, limit: int) -> Span | None:
    """``101 dự án chưa có thiết kế``: the noun with the clause that tells which, where nothing else does."""
    match = _STATED_OF.match(text, end, limit)
    if match is None:
        return None
    stop = _CLAUSE_STOP.search(text, match.end(), limit)
    close = stop.start() if stop else limit
    if re.search(r"\d", text[match.end() : close]) or text.count(" ", match.end(), close) > 12:
        return None
    return start, len(text[:close].rstrip())
