"""Trimming a stretch of text to the noun phrase that names an indicator."""

from __future__ import annotations

import functools
import re
from typing import Protocol

from extractors.clauses import outside_brackets
from extractors.letters import LOWER, UPPER
from extractors.vocabulary import alternation, read_rows

Span = tuple[int, int]
_END = rf"(?![{LOWER}{UPPER}\d])"


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def end(self) -> int:
        """Where it ends."""


#: Verbs and hedges between a phrase and its value.
_TRAIL = re.compile(
    r"(?:[ ,:*(]+(?:ước tính|ước thực hiện|ước đạt|ước|thực hiện được|thực hiện đạt|thực hiện là|thực hiện|thu được"
    r"|đạt được|đạt tỷ lệ"
    r"|đạt mức|đạt khá|đạt|là|được|có|còn lại|còn|chỉ còn|chỉ|khoảng|hơn|trên|gần|dưới|tăng thêm|tăng lên|tăng"
    r"|giảm xuống|giảm"
    r"|chiếm tỷ lệ|chiếm tỷ trọng|chiếm|chiến|bằng|với|lên|xuống|đến|tới|ở mức|mức|thêm|đã|đều|cũng|vượt|hụt|cao hơn"
    r"|thấp hơn"
    r"|bình quân hàng năm|khá cao|cao|thấp|từ|xấp xỉ|tương đương|tương ứng|lũy kế đạt|luỹ kế đạt|nâng|hiện|sẽ|phấn đấu"
    r"|dự kiến|ước cả năm|cả năm|và|giữ|duy trì|hoàn thành|tăng trưởng bình quân|thực giảm|thực tăng|mới|nay|rồi"
    rf"|nhưng|hay|hoặc|trong đó){_END}|[ ,:*(–-]+)+$",
    re.IGNORECASE,
)
_WHOLE_TRAIL = re.compile(_TRAIL.pattern.replace("[ ,:*(]+(?:", "[ ,:*(]*(?:", 1), re.IGNORECASE)

#: What stands ahead of a phrase and isn't of it: bullets, connectives, times.
_LEAD = re.compile(
    r"(?:[ ,;:.*•+–-]+"
    r"|(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+)[.)] +"  # a label
    r"|[a-zđ]\) *"
    r"|\(?(?:trong đó|bao gồm|gồm|cụ thể|cụ thể như sau|như|nhưng|và|còn|riêng|với|ngoài ra|đồng thời|bên cạnh đó"
    r"|nhờ đó|do đó"
    rf"|kết quả|theo đó|nhìn chung|trong khi|song|hay|về|thực hiện được|đã|có|tiếp tục){_END}"
    r"|(?:ước )?(?:trong|đến|tính đến|tính chung|lũy kế|luỹ kế|năm|hiện|hiện nay|đến nay|từ|sau|kết thúc|cuối|đầu"
    r"|tháng|quý|6 tháng"
    r"|9 tháng|cả năm|ước)(?: (?:thời điểm|cuối|đầu|hết|nay|kỳ|giai đoạn))*"
    r"(?: ?(?:đến|ngày|tháng|năm|quý|giai đoạn|kỳ|đầu|cuối|vừa|qua|[IVX]+|\d[\d./–-]*|nay|này|hết|là))*(?: *,"
    r"| +(?=[A-ZĐ]|tổng|toàn)))",
    re.IGNORECASE,
)
_CUT = re.compile(r"[,]")
_COORDINATE = re.compile(rf"^ (?:[{LOWER}]+ ){{0,4}}?[{LOWER}]+(?: và| - | –|$)")


@functools.cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?i:{alternation(row['head'] for row in read_rows('indicator_heads'))}){_END}")


def starts_with_head(text: str, span: Span) -> bool:
    """Whether the phrase begins as an indicator does: Tổng đàn bò, Số hộ nghèo, Tỷ lệ …"""
    return _head().match(text, span[0], span[1]) is not None


def measured_by_count(text: str, span: Span, count_start: int) -> bool:
    """Whether a counted noun only counts what stands before it: Tổng đàn bò 4.348 con; not … của 03 chương trình."""
    return starts_with_head(text, span) and _ATTRIBUTE.search(text, span[0], count_start) is None


def phrase_before(text: str, floor: int, end: int) -> Span | None:
    """The phrase in ``text[floor:end]`` that a value at ``end`` measures; None when there are only verbs and marks."""
    start, stop = _trim(text, floor, end)
    if stop <= start:
        return None
    # "Công nghiệp: giá trị sản xuất ước đạt …": the last part that says something.
    for colon in reversed(outside_brackets(text, re.compile(r":(?= )"), start, stop)):
        inner = _trim(text, colon.end(), stop)
        if inner[1] > inner[0]:
            start = inner[0]
            break
    start, stop = _trim(text, _after_comma(text, start, stop), stop)
    start = _after_with(text, start, stop)
    stop = start + len(_CLOSING_TIME.sub("", text[start:stop]))
    if stop - start < 2 or _SAYS_NOTHING.fullmatch(text, start, stop):
        return None
    return start, stop


#: A period that closes a phrase behind a comma: đất nông nghiệp, năm 2010.
_CLOSING_TIME = re.compile(r",? *(?:đến |trong )?(?:năm|tháng) \d{1,4}(?:/\d{4})?$|, (?:đến nay|hiện nay)$")

#: No phrase, though there are letters in it: a period, an area, a verb that needs its object.
_SAYS_NOTHING = re.compile(
    r"(?:(?:lũy kế|luỹ kế|tính chung|ước|tổng cộng|trong|tính|chung|đó) ?)*"
    r"(?:(?:đến )?(?:\d{1,2} tháng|năm|cả năm|quý [IVX\d]+|tháng \d{1,2})(?: (?:đầu|cuối|qua|này"
    r"|nay))*(?: năm)?(?: \d{4})?"
    r"|(?:trên địa bàn |toàn )?(?:huyện|tỉnh|xã|thị xã|thành phố)(?: (?:ta|nhà|đã|hiện))*"
    r"|(?:đã )?(?:thu hoạch|thực hiện|huy động|giải ngân|triển khai|hoàn thành|tổ chức|xử lý|cấp|giải quyết"
    r"|phát hiện|điều chỉnh|quy hoạch)(?: được)?(?: (?:đến )?năm \\d{4})?"
    r"|số|số còn lại|còn lại|[^\w]*|[\d\W]+)?",
    re.IGNORECASE,
)


def _trim(text: str, start: int, stop: int) -> Span:
    piece = text[start:stop]
    trail = _WHOLE_TRAIL.fullmatch(piece) or _TRAIL.search(piece)
    if trail:
        stop = start + trail.start()
    while True:
        lead = _LEAD.match(text, start, stop)
        if lead is None or lead.end() == start:
            break
        start = lead.end()
    return start, start + len(text[start:stop].rstrip(" ,:*–-"))


def _after_comma(text: str, start: int, stop: int) -> int:
    """Past the last comma that parts clauses; commas inside a name stay (ngành nông, lâm nghiệp và thủy sản)."""
    for comma in reversed(outside_brackets(text, _CUT, start, stop)):
        rest = text[comma.end() : stop]
        trimmed = rest.strip()
        if not trimmed:
            continue
        if _head().match(trimmed) or trimmed[0].isupper() or re.match(r"(?:với|đã|có|trong|ước) ", trimmed):
            return comma.end()
        area = re.match(r"toàn (?:tỉnh|huyện|xã|thị xã|thành phố|vùng) ", trimmed)  # Vụ thu đông, toàn tỉnh đã …
        if area or _COORDINATE.match(rest) or len(trimmed.split()) <= 3:
            continue
        return comma.end()
    return start


_WITH = re.compile(r" (?:với|đạt|có|là|thu được) ")


def _after_with(text: str, start: int, stop: int) -> int:
    """``thu hoạch xong vụ lúa, với tổng diện tích là``: from the head noun that the last ``với`` brings."""
    if starts_with_head(text, (start, stop)):
        return start
    for match in reversed(list(_WITH.finditer(text, start, stop))):
        if _head().match(text, match.end(), stop):
            return match.end()
    return start


_NOUN_STOP = re.compile(
    r"[,;:.()\n“”\"]"
    r"| (?=(?:của|và|trên|tại|ở|năm|với|cho|được|đã|đạt|đang|để|do|theo|trong|từ|so|là|có|bị|vào|tăng|giảm|chiếm|ước"
    r"|nhưng"
    rf"|vẫn|còn|tham gia|hoàn thành|phải|về|nhằm|bằng|gồm|khi|thì|như|sẽ|chưa|không|tổng|–|-){_END})"
    r"| (?=\d)"
)


def after_noun(text: str, start: int, noun_end: int, limit: int, *, skip_bracket: bool = False) -> Span:
    """A counted noun and what narrows it: ``chỉ tiêu phát triển kinh tế - xã hội``.

    With ``skip_bracket`` the phrase runs on behind the bracket that follows the noun (xã (…) đạt tiêu chí y tế).
    """
    if skip_bracket:
        close = text.find(")", noun_end, limit)
        stop = re.compile(r"[,;.\n]").search(text, close + 1, limit) if close >= 0 else None
        end = stop.start() if stop else limit
        if close >= 0 and text[close + 1 : end].strip():
            return close + 2, end
    position = noun_end
    while True:
        stop = _NOUN_STOP.search(text, position, limit)
        # "kinh tế - xã hội": a dash between two small words belongs to the name.
        if stop and text[stop.end() : stop.end() + 2] in ("- ", "– ") and _dashed(text, stop.start()):
            position = stop.end() + 2
            continue
        break
    return start, len(text[: stop.start() if stop else limit].rstrip())


def _dashed(text: str, blank: int) -> bool:
    return re.search(rf"[{LOWER}]$", text[:blank][-1:]) is not None and text[blank + 3 : blank + 4].islower()


_SHARE_STOP = re.compile(r"[,;.(\n]| (?=(?:được|đã|đều|và (?:\d|tỷ lệ|có)|trong đó|so với|tăng|giảm)(?: |$))")


def after_share(text: str, value: Placed, limit: int) -> Span | None:
    """``80% các tuyến đường liên thôn được …``: the noun phrase that a share is of."""
    opening = re.compile(
        rf" +(?:(?=các|số|dân số|người|hộ|xã|thôn|trường|trẻ|học sinh|cán bộ|cơ quan|đơn vị|diện tích)|(?=[{LOWER}]))"
    )
    match = opening.match(text, value.end, limit)
    if match is None or re.match(
        r"(?:so|kế hoạch|chỉ tiêu|dự toán|và|trong|trở|mỗi|hàng|cùng|theo|năm)(?= )", text[match.end() :]
    ):
        return None
    stop = _SHARE_STOP.search(text, match.end(), limit)
    end = len(text[: stop.start() if stop else limit].rstrip())
    return (match.end(), end) if end - match.end() > 2 else None


_ATTRIBUTE = re.compile(r"(?:của|cho|tại|ở|trong|các|với|thuộc|trên|từ|theo|do)(?: tất cả)? *$")
_CLAUSE = re.compile(rf"[,;]| (?:đạt|tăng|giảm|chiếm|là|với|có|được|ước|và){_END}")


def is_part_lead(text: str, floor: int, count_start: int, behind: str) -> bool:
    """Whether a count is inside a longer phrase: ``của 03 chương trình MTQG năm 2023 phân bổ về huyện:``."""
    return bool(_ATTRIBUTE.search(text, floor, count_start)) and not _CLAUSE.search(behind)


#: ``Trong đó`` and, after a colon at the end of its line, the bulleted lines below: the list that it opens.
PART_LIST = re.compile(r"(?:[Tt]rong đó|[Bb]ao gồm|[Gg]ồm)(?P<list>[ ,:]*)(?P<lines>(?:\n+ *[-+–•*] ?[^\n]*)*)")

_SUBJECT_END = re.compile(
    rf" (?:tăng|giảm|đạt|ước|được|đã|tiếp tục|có|là|gặp|phát triển|ổn định|cơ bản|tương đối|còn){_END}|[,;:(]"
)


def subject_of(text: str, start: int, end: int) -> Span | None:
    """What a sentence begins with, up to its verb, when that is an indicator (Sản lượng … tăng khá so cùng kỳ)."""
    start, stop = _trim(text, start, end)
    verb = _SUBJECT_END.search(text, start, stop)
    span = (start, verb.start() if verb else stop)
    return span if span[1] > span[0] and starts_with_head(text, span) else None
