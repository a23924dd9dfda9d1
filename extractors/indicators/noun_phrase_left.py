"""The noun phrase to the left of a value that names its indicator."""

from __future__ import annotations

import re

from extractors.indicators.clause_boundaries import is_empty, last_part, quoted, skip_agent, skip_purpose_clause
from extractors.indicators.trimming import trim, without_time
from extractors.lexicon.plan_terms import TARGET
from extractors.lexicon.tables import document_type_pattern, head_pattern, starts_with_head
from extractors.text.characters import TOKEN_END
from extractors.text.sentences import outside_brackets, sentence_start
from extractors.text.spans import Span

#: Further back than this no subject is looked for: a dense text without full stops would take quadratic time.
_MAX_LOOKBACK_CHARS = 1500


def measured_by_count(text: str, span: Span, count_start: int) -> bool:
    """Whether a counted noun only counts what stands before it: Tổng đàn bò 4.348 con; not … của 03 chương trình."""
    if not starts_with_head(text, span) or _ATTRIBUTE.search(
        text, max(span[0], count_start - _MAX_TIE_CHARS), count_start
    ):
        return False
    # ngành đã thu hút 109 bác sĩ: who did it; số người đã tốt nghiệp là 70 người: what was counted
    return " đã " not in text[span[0] : span[1]] or _STATED.search(text, span[1], count_start) is not None


def phrase_before(text: str, floor: int, end: int) -> Span | None:
    """The phrase in ``text[floor:end]`` that a value at ``end`` measures; None when there are only verbs and marks."""
    start, stop = trim(text, _after_sentence(text, max(floor, end - _MAX_LOOKBACK_CHARS), end), end)
    hence = outside_brackets(text, _HENCE, start, stop)
    if hence:
        start, stop = trim(text, hence[-1].end(), stop)
    counted = outside_brackets(text, _COUNTED, start, stop)
    if counted:  # hồ sơ tiếp nhận trên 83 ngàn, hồ sơ đúng hạn …: a number of another clause
        start, stop = trim(text, counted[-1].end(), stop)
    if stop <= start:
        return None
    # "Công nghiệp: giá trị sản xuất ước đạt …": the last part that says something.
    for colon in reversed(outside_brackets(text, _COLON, start, stop)):
        inner = trim(text, colon.end(), stop)
        if inner[1] > inner[0]:
            start = inner[0]
            break
    start, stop = last_part(text, start, stop)
    start, stop = _subject(text, _after_with(text, start, stop), stop)
    start = skip_purpose_clause(text, skip_agent(text, start, stop), stop, head_pattern("measure"))
    stop = _strip_legal_basis(text, start, stop)
    stop = _strip_trailing_verb(text, start, without_time(text, start, stop))
    stop = _strip_dated_bracket(text, start, stop)
    return None if stop - start < 2 or is_empty(text, start, stop) else (start, stop)


#: … theo Nghị định số 99/2010/NĐ-CP của Chính phủ: on what ground a thing is done is no part of what is measured.
_LEGAL_BASIS = re.compile(rf" (?:theo|tại|quy định tại|về việc) (?=(?:các )?(?:{document_type_pattern()}|QĐ|NQ|NĐ) )")
#: What was done with it, between the thing and its value: vốn sự nghiệp | giải ngân được; Quỹ … | các cấp vận động được
_TRAILING_VERB = re.compile(
    r"(?: (?:đã|được|mới|ước|các cấp|đến nay|lũy kế|huyện|xã))*"
    r" (?:giải ngân|gieo sạ|gieo cấy|vận động|phân bổ|bố trí|huy động|dao động|trị giá|(?:được )?cắt|đóng góp lớn"
    r"|giảm nhẹ|tăng nhẹ|tăng bình quân|(?:đã|được) (?:sử dụng|trồng|gieo trồng))$"
)
#: Heads that such a word belongs to: tỷ lệ giải ngân, diện tích gieo trồng, vốn huy động.
_OF_A_NAME = re.compile(
    r"(?:tỷ lệ|tỉ lệ|diện tích|vốn|nguồn|tổng vốn|tổng nguồn|thu nhập|mức|tiến độ|công suất|kinh phí|số|năng suất"
    r"|giá trị|tốc độ|tổng số|công tác|rừng|diện tích rừng|chi phí|lúa|nhu cầu|điểm|quỹ đất|hiệu quả|định mức)$",
    re.IGNORECASE,
)


def _strip_legal_basis(text: str, start: int, stop: int) -> int:
    for match in _LEGAL_BASIS.finditer(text, start, stop):
        if len(text[start : match.start()].split()) >= 2:
            return match.start()
    return stop


def _strip_trailing_verb(text: str, start: int, stop: int) -> int:
    verb = _TRAILING_VERB.search(text, start, stop)
    if verb is None or len(text[start : verb.start()].split()) < 2 or _OF_A_NAME.search(text, start, verb.start()):
        return stop
    return verb.start()


def _strip_dated_bracket(text: str, start: int, stop: int) -> int:
    """``tỷ lệ hộ nghèo đến năm 2030 (theo chuẩn mới)``: a bracket behind a time goes with it."""
    if text[stop - 1 : stop] != ")":
        return stop
    dated = start + len(text[start : max(text.rfind("(", start, stop), start)].rstrip())
    shorter = without_time(text, start, dated)
    return shorter if shorter < dated else stop


#: What a sentence concludes stands behind these words: …, chính vì vậy, tội phạm giảm.
_HENCE = re.compile(r", (?:chính )?(?:vì vậy|vì thế|do đó|do vậy|nhờ đó|nhờ vậy|qua đó|từ đó|theo đó),? ")
_COUNTED = re.compile(r"\d (?:nghìn|ngàn|triệu|vạn), ")
_COLON = re.compile(r":(?= )")


def _after_sentence(text: str, start: int, stop: int) -> int:
    """Behind the last sentence that ends in ``text[start:stop]``, and behind a bracket that was open at ``start``."""
    start = sentence_start(text, start, stop)
    depth, closed = 0, start
    for match in re.compile(r"[()]").finditer(text, start, stop):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            depth, closed = 0, match.end()
    return closed


_WITH = re.compile(r" (?:với|đạt|(?<!nghiệp )(?<!khu vực )(?<!dự án )(?<!đơn vị )(?<!hộ )có|là|thu được|ước|cùng) ")
#: What opens a clause of its own: the subject stands behind it, whatever the sentence began with.
_TURN = re.compile(
    r" (?:nên|nhưng|song|trong khi|trong lúc đó|thì|do|để|đưa|nâng|cần|cùng|nhằm(?: hoàn thành| đạt| thực hiện)*"
    r"|huy động(?: tốt)?) "
)
_GOAL = re.compile(rf"{TARGET} (?=tăng trưởng)")
#: The head of a list: its first item is the indicator (giảm so với cùng kỳ như dầu thô …; cao nhất là Hà Nội).
_LIST_OF = re.compile(r" (?:như|gồm|bao gồm|là) (?:các )?(?=[^\W\d_])")


def _after_with(text: str, start: int, stop: int) -> int:
    """``thu hoạch xong vụ lúa, với tổng diện tích là``: from the head noun that the last ``với`` brings."""
    for match in reversed(outside_brackets(text, _TURN, start, stop)):
        if match[0] == " để " and starts_with_head(text, (start, stop), "measure"):
            continue  # số vốn đã thu hồi để luân chuyển
        if head_pattern().match(text, match.end(), stop):
            goal = _GOAL.match(text, match.end(), stop)
            return goal.end() if goal else match.end()
    listed = outside_brackets(text, _LIST_OF, start, stop)
    if listed and not quoted(text, start, listed[-1].start()):
        start = trim(text, listed[-1].end(), stop)[0]
    if starts_with_head(text, (start, stop), "measure"):
        return start
    wanted = head_pattern("measure" if starts_with_head(text, (start, stop)) else "")
    for match in reversed(outside_brackets(text, _WITH, start, stop)):
        if wanted.match(text, match.end(), stop):
            return match.end()
    return start


#: Where the clause behind its subject begins: Chỉ số giá đã tăng chậm lại …; Thu ngân sách đạt khá.
_PREDICATE = re.compile(
    r" (?:(?:đã|đều|tiếp tục|có xu hướng|chưa|không) )*(?:(?:tăng trưởng|tăng|giảm) (?:khá|tốt|đột biến|mạnh|nhiều"
    r"|chậm|nhẹ|cao|đều|sút|so với|rõ rệt|đáng kể|dần)"
    r"|đạt (?:khá|thấp|cao|tổng|tốc độ|mức|kết quả|chỉ tiêu|theo|kế hoạch)|chiếm (?:tỷ trọng|tỷ lệ|đa số|phần lớn)"
    rf"|(?:cao|thấp|khá|tốt) (?:hơn|xa|so với)){TOKEN_END}"
)


def _subject(text: str, start: int, stop: int) -> Span:
    predicates = outside_brackets(text, _PREDICATE, start, stop)
    if predicates and predicates[0].start() - start > 2:
        return trim(text, start, predicates[0].start())
    return start, stop


#: The verb that ties the whole phrase to its value: sản lượng của 3 tỉnh | ước đạt | 17 nghìn tấn
_REACHED = re.compile(r" (?:ước )?(?:đạt|là|ước|chiếm)(?: khoảng| gần| hơn| trên)* *$")
_STATED = re.compile(r":| (?:là|đạt|còn|có)(?!\w)")
_BRACKETS = re.compile(r"\([^()]*\)")
#: The words that tie a count to what is ahead of it are at the end: no need to search a long sentence.
_MAX_TIE_CHARS = 32
_ATTRIBUTE = re.compile(
    r"(?:của|cho|tại|ở|trong|các|với|thuộc|(?<!lên )(?<!đạt )(?<!có )(?<!là )trên|(?<!đạt )từ|theo|do)(?: tất cả"
    r"| cả)? *$"
)
_CLAUSE = re.compile(rf"[,;]| (?:đạt|tăng|giảm|chiếm|là|với|có|được|ước|và){TOKEN_END}")


def is_part_lead(text: str, floor: int, count_start: int, behind: str) -> bool:
    """Whether a count is inside a longer phrase: ``của 03 chương trình MTQG năm 2023 phân bổ về huyện:``."""
    behind = _BRACKETS.sub("", behind)
    return bool(_ATTRIBUTE.search(text, max(floor, count_start - _MAX_TIE_CHARS), count_start)) and not _CLAUSE.search(
        _REACHED.sub("", behind)
    )


_SUBJECT_END = re.compile(
    rf" (?:tăng|giảm|đạt|ước|được|đã|tiếp tục|có|là|gặp|phát triển|ổn định|cơ bản|tương đối|còn){TOKEN_END}|[,;:(]"
)


def subject_of(text: str, start: int, end: int) -> Span | None:
    """What a sentence begins with, up to its verb, when that is an indicator (Sản lượng … tăng khá so cùng kỳ)."""
    start, stop = trim(text, start, end)
    verb = _SUBJECT_END.search(text, start, stop)
    span = (start, verb.start() if verb else stop)
    return span if span[1] > span[0] and starts_with_head(text, span) else None
