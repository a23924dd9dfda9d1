"""The noun phrase to the left of a value that names its indicator."""

from __future__ import annotations

import functools
import re

from extractors.clauses import PERIOD_LABEL, outside_brackets
from extractors.letters import UPPER
from extractors.trimming import END, Span, trim, without_time
from extractors.vocabulary import alternation, read_rows


@functools.cache
def _head(kind: str = "") -> re.Pattern[str]:
    rows = [row["head"] for row in read_rows("indicator_heads") if not kind or row["kind"] == kind]
    return re.compile(rf"(?i:{alternation(rows)}){END}(?! \d| (?:hợp|cục|công ty|kết|liên|hút|gom)(?!\w))")


def starts_with_head(text: str, span: Span, kind: str = "") -> bool:
    """Whether the phrase begins as an indicator does: Tổng đàn bò, Số hộ nghèo, Tỷ lệ …; ``kind``: measure, thing."""
    return _head(kind).match(text, span[0], span[1]) is not None


def measured_by_count(text: str, span: Span, count_start: int) -> bool:
    """Whether a counted noun only counts what stands before it: Tổng đàn bò 4.348 con; not … của 03 chương trình."""
    if not starts_with_head(text, span) or _ATTRIBUTE.search(text, span[0], count_start):
        return False
    # ngành đã thu hút 109 bác sĩ: who did it; số người đã tốt nghiệp là 70 người: what was counted
    return " đã " not in text[span[0] : span[1]] or _STATED.search(text, span[1], count_start) is not None


def phrase_before(text: str, floor: int, end: int) -> Span | None:
    """The phrase in ``text[floor:end]`` that a value at ``end`` measures; None when there are only verbs and marks."""
    start, stop = trim(text, _after_sentence(text, floor, end), end)
    if stop <= start:
        return None
    # "Công nghiệp: giá trị sản xuất ước đạt …": the last part that says something.
    for colon in reversed(outside_brackets(text, _COLON, start, stop)):
        inner = trim(text, colon.end(), stop)
        if inner[1] > inner[0]:
            start = inner[0]
            break
    start, stop = _last_part(text, start, stop)
    start, stop = _subject(text, _after_with(text, start, stop), stop)
    stop = without_time(text, start, stop)
    return None if stop - start < 2 or _empty(text, start, stop) else (start, stop)


def _empty(text: str, start: int, stop: int) -> bool:
    whole = _SAYS_NOTHING.fullmatch(text, start, stop) or PERIOD_LABEL.fullmatch(text, start, stop)
    return bool(whole or _COMPARES.match(text, start, stop))


#: A comparison that has no subject of its own: cao hơn năm trước | 0,6 tạ/ha; vượt kế hoạch và | tăng 12%.
_COMPARES = re.compile(
    r"(?:(?:cao|thấp|nhiều|ít|kém|khá) hơn|[Ss]o với|vượt (?:kế hoạch|dự toán|chỉ tiêu|KH)|gần chạm|xấp xỉ)(?!\w)"
)


_COLON = re.compile(r":(?= )")
#: The end of a sentence behind an abbreviation (GDP. Tạo việc làm), and a bracket that closes what opened before.
_SENTENCE = re.compile(rf"(?<!TP)(?<!Tp)(?<!Th)[.…] +(?=[{UPPER}])")


def _after_sentence(text: str, start: int, stop: int) -> int:
    for match in _SENTENCE.finditer(text, start, stop):
        start = match.end()
    depth, closed = 0, start
    for match in re.compile(r"[()]").finditer(text, start, stop):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            depth, closed = 0, match.end()
    return closed


#: No phrase, though there are letters in it: a period, an area, a verb that needs its object.
_SAYS_NOTHING = re.compile(
    r"(?:(?:lũy kế|luỹ kế|tính chung|ước|tổng cộng|trong|tính|chung|đó) ?)*"
    r"(?:(?:đến )?(?:\d{1,2} tháng|năm|cả năm|quý [IVX\d]+|tháng \d{1,2})(?: (?:đầu|cuối|qua|này"
    r"|nay))*(?: năm)?(?: \d{4})?"
    r"|(?:trên địa bàn |toàn )?(?:huyện|tỉnh|xã|thị xã|thành phố)(?: (?:ta|nhà|đã|hiện))*"
    r"|(?:đã )?(?:thu hoạch|thực hiện|huy động|triển khai|hoàn thành|tổ chức|xử lý|cấp|giải quyết"
    r"|phát hiện|điều chỉnh|quy hoạch)(?: được)?(?: (?:đến )?năm \d{4})?"
    r"|(?:bình quân|trung bình)(?: (?:trong )?\d{1,2} (?:năm|tháng)(?: qua)?)?|/? ?KH|cả nước|cả"
    r"|cho|do|bởi|tuy|lần lượt|tỷ lệ|tỉ lệ|tỷ trọng|tương ứng|số|số còn lại|còn lại|[^\w]*|(?:từ |đến )?[\d\W]+)?",
    re.IGNORECASE,
)

_COMMA = re.compile(r",(?= )")
#: A verb: what stands before the comma is a clause of its own, and no first item of a list of names.
_CLAUSE_VERB = re.compile(
    rf" (?:là|đạt|tăng|giảm|đã|đang|chiếm|bằng|ước|tiếp tục|gồm|phát triển|triển khai|thực hiện|được|nhằm|để|cấy|gặp"
    rf"|hoàn thành|huy động|tạo){END}"
)
_ADVERBIAL = re.compile(
    r"(?:Tại|tại|Ở|ở|Trên|Trong|Sau|Từ|Theo|Để|Do|Nhờ|Qua|Bên|Cùng|Ngoài|Với|Thực hiện|Riêng|So|so|Đề nghị|Vào|vào) "
)
#: A heading with its year: Kế hoạch năm 2006, vốn …
_DATED = re.compile(r"(?:năm|tháng|quý|kỳ|vụ) [\dIVX/]+$")
#: What is one name in spite of its comma: the next word only goes with the one before it.
_ONE_NAME = re.compile(r"(?i:bộ|tỉnh|nông|nông, lâm|sở|sở, ban|thị xã|quận|xã|cây|thu), *$")
#: No name has more commas: a longer row of them is a list of its own, and not worth the time.
_COMMAS = 12
_COORDINATE = re.compile(r"^ (?:[^\W\d]+ ){0,4}?[^\W\d]+(?: và| - | –|$)")


def _last_part(text: str, start: int, stop: int) -> Span:
    """Past the last comma that parts clauses; commas inside a name stay (ngành nông, lâm nghiệp và thủy sản)."""
    for comma in reversed(outside_brackets(text, _COMMA, start, stop)[-_COMMAS:]):
        if _quoted(text, start, comma.start()) or _ONE_NAME.search(text, start, comma.end()):
            continue
        left, right = text[start : comma.start()], trim(text, comma.end(), stop)
        if right[1] <= right[0] or _empty(text, right[0], without_time(text, *right)):
            stop = start + len(left)
            continue
        if re.match(r"toàn (?:tỉnh|huyện|xã|thị xã|thành phố|vùng) ", text[right[0] : right[1]]):
            continue  # Vụ thu đông, toàn tỉnh đã …
        measure = _head("measure").match(text, right[0], right[1]) is not None
        aside = "," not in left and bool(_ADVERBIAL.match(left) or _DATED.search(left))
        clause = _CLAUSE_VERB.search(left) is not None and not _COORDINATE.match(text[comma.end() : stop])
        if measure or aside or clause:
            return trim(text, right[0], stop)
        if re.match(r" (?:với|đã|có|trong|ước|là) ", text[comma.end() : stop]):
            return trim(text, right[0], stop)
    return start, stop


def _quoted(text: str, start: int, position: int) -> bool:
    return text.rfind("“", start, position) > text.rfind("”", start, position)


_WITH = re.compile(r" (?:với|đạt|(?<!nghiệp )(?<!khu vực )(?<!dự án )(?<!đơn vị )(?<!hộ )có|là|thu được|ước|cùng) ")
#: What opens a clause of its own: the subject stands behind it, whatever the sentence began with.
_TURN = re.compile(r" (?:nên|nhưng|song|trong khi|trong lúc đó|thì|do|để|đưa|nâng|cần|cùng|huy động(?: tốt)?) ")
#: The head of a list: its first item is the indicator (giảm so với cùng kỳ như dầu thô …; cao nhất là Hà Nội).
_LIST_OF = re.compile(r" (?:như|gồm|bao gồm|là) (?:các )?(?=[^\W\d_])")


def _after_with(text: str, start: int, stop: int) -> int:
    """``thu hoạch xong vụ lúa, với tổng diện tích là``: from the head noun that the last ``với`` brings."""
    for match in reversed(outside_brackets(text, _TURN, start, stop)):
        if _head().match(text, match.end(), stop):
            return match.end()
    listed = outside_brackets(text, _LIST_OF, start, stop)
    if listed and not _quoted(text, start, listed[-1].start()):
        start = trim(text, listed[-1].end(), stop)[0]
    if starts_with_head(text, (start, stop), "measure"):
        return start
    wanted = _head("measure" if starts_with_head(text, (start, stop)) else "")
    for match in reversed(outside_brackets(text, _WITH, start, stop)):
        if wanted.match(text, match.end(), stop):
            return match.end()
    return start


#: Where the clause behind its subject begins: Chỉ số giá đã tăng chậm lại …; Thu ngân sách đạt khá.
_PREDICATE = re.compile(
    r" (?:(?:đã|đều|tiếp tục|có xu hướng|chưa|không) )*(?:(?:tăng trưởng|tăng|giảm) (?:khá|tốt|đột biến|mạnh|nhiều"
    r"|chậm|nhẹ|cao|đều|sút|so với)"
    r"|đạt (?:khá|thấp|cao|tổng|tốc độ|mức|kết quả|chỉ tiêu|theo|kế hoạch)|chiếm (?:tỷ trọng|tỷ lệ|đa số|phần lớn)"
    rf"|(?:cao|thấp|khá|tốt) (?:hơn|xa|so với)){END}"
)


def _subject(text: str, start: int, stop: int) -> Span:
    found = outside_brackets(text, _PREDICATE, start, stop)
    if found and found[0].start() - start > 2:
        return trim(text, start, found[0].start())
    return start, stop


#: The verb that ties the whole phrase to its value: sản lượng của 3 tỉnh | ước đạt | 17 nghìn tấn
_REACHED = re.compile(r" (?:ước )?(?:đạt|là|ước|chiếm)(?: khoảng| gần| hơn| trên)* *$")
_STATED = re.compile(r":| (?:là|đạt|còn|có)(?!\w)")
_BRACKETS = re.compile(r"\([^()]*\)")
_ATTRIBUTE = re.compile(
    r"(?:của|cho|tại|ở|trong|các|với|thuộc|(?<!lên )(?<!đạt )trên|(?<!đạt )từ|theo|do)(?: tất cả"
    r"| cả)? *$"
)
_CLAUSE = re.compile(rf"[,;]| (?:đạt|tăng|giảm|chiếm|là|với|có|được|ước|và){END}")


def is_part_lead(text: str, floor: int, count_start: int, behind: str) -> bool:
    """Whether a count is inside a longer phrase: ``của 03 chương trình MTQG năm 2023 phân bổ về huyện:``."""
    behind = _BRACKETS.sub("", behind)
    return bool(_ATTRIBUTE.search(text, floor, count_start)) and not _CLAUSE.search(_REACHED.sub("", behind))


_SUBJECT_END = re.compile(
    rf" (?:tăng|giảm|đạt|ước|được|đã|tiếp tục|có|là|gặp|phát triển|ổn định|cơ bản|tương đối|còn){END}|[,;:(]"
)


def subject_of(text: str, start: int, end: int) -> Span | None:
    """What a sentence begins with, up to its verb, when that is an indicator (Sản lượng … tăng khá so cùng kỳ)."""
    start, stop = trim(text, start, end)
    verb = _SUBJECT_END.search(text, start, stop)
    span = (start, verb.start() if verb else stop)
    return span if span[1] > span[0] and starts_with_head(text, span) else None
