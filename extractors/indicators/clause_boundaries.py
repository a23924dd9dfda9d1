"""Clause boundaries: which commas part clauses and which stand inside a name (nông, lâm nghiệp và thủy sản).

Also the agent and the purpose clause ahead of a phrase, which are no part of it: ``Công an huyện đã | bắt giữ``.
"""

from __future__ import annotations

import functools
import re

from extractors.data import read_rows
from extractors.indicators.trimming import trim, without_time
from extractors.lexicon.plan_terms import PLANNED_AMOUNT
from extractors.lexicon.tables import alternation, head_pattern, starts_with_head
from extractors.lexicon.terms import term_pattern
from extractors.lexicon.time_terms import PERIOD_LABEL
from extractors.text.characters import TOKEN_END
from extractors.text.sentences import outside_brackets
from extractors.text.spans import Span

#: Bodies and people that do something; never an area, whose value it may be (các tỉnh miền Bắc gieo cấy …).
_AGENT = re.compile(
    rf"(?:(?:Các|các|Toàn bộ|toàn bộ|Những|những) )?(?i:{term_pattern('agent')}|ban(?! hành)"
    r"|phòng(?! ngừa| chống| trừ| cháy)|sở(?! hữu)|đoàn(?! kết)|hội(?! nghị| thi| thảo)"
    rf"|đội(?! ngũ)){TOKEN_END}"
)
_DOES = re.compile(r" (?:đã|đang|sẽ)(?: tiếp tục| tiến hành| tập trung)* ")
#: Why something is done: bảo đảm | tưới chủ động, yêu cầu | thu hồi; ahead of the act or the measure itself.
_PURPOSE = re.compile(
    r"(?:(?:tiến hành|đang|tiếp tục|tập trung|bảo đảm|đảm bảo|yêu cầu|kiến nghị|đề nghị|góp phần|phấn đấu|nhằm"
    r"|quyết định|chủ động|phối hợp|tổ chức) )+",
    re.IGNORECASE,
)


@functools.cache
def _acts() -> str:
    """What is done to the things that are counted: phát hiện, khởi tố, xử phạt (``data/indicator_heads.csv``)."""
    return alternation(row["head"] for row in read_rows("indicator_heads") if row["kind"] == "act")


@functools.cache
def _act() -> re.Pattern[str]:
    return re.compile(rf"(?i:{_acts()}){TOKEN_END}")


@functools.cache
def _agents_act() -> re.Pattern[str]:
    """The act that closes a phrase: Trung tâm Y tế | khám cho."""
    return re.compile(rf" (?=(?:{_acts()})(?: được| cho)?$)")


def is_act(text: str, start: int, stop: int) -> bool:
    """Whether what stands there begins with an act: ``xử phạt hành chính``."""
    return _act().match(text, start, stop) is not None


def ends_with_act(text: str, start: int, stop: int) -> bool:
    """Whether an act stands at the end, so that a comma behind it joins two: ``tiếp nhận, | xác minh``."""
    return _agents_act().search(f" {text[start:stop]}") is not None


def skip_purpose_clause(text: str, start: int, stop: int, measure: re.Pattern[str]) -> int:
    """Behind the verbs that only say why or how: ``tiến hành | khởi tố``, ``bảo đảm | nguồn thu …``."""
    purpose = _PURPOSE.match(text, start, stop)
    if purpose and (is_act(text, purpose.end(), stop) or measure.match(text, purpose.end(), stop)):
        return purpose.end()
    return start


def skip_agent(text: str, start: int, stop: int) -> int:
    """Behind the agent and its verb: ``Công an huyện đã | bắt giữ``; ``start`` where no agent stands."""
    agent = _AGENT.match(text, start, stop)
    if agent is None:
        return start
    does = [match.end() for match in _DOES.finditer(text, agent.end(), stop)]
    if does:
        return does[-1]
    act = _agents_act().search(text[agent.end() : stop])
    return agent.end() + act.end() if act else start


#: No phrase, though there are letters in it: a period, an area, a verb that needs its object.
_SAYS_NOTHING = re.compile(
    r"(?:(?:lũy kế|luỹ kế|tính chung|ước|tổng cộng|trong|tính|chung|đó) ?)*"
    r"(?:(?:đến )?(?:\d{1,2} tháng|năm|cả năm|quý [IVX\d]+|tháng \d{1,2})(?: (?:đầu|cuối|qua|này"
    r"|nay))*(?: năm)?(?: \d{4})?"
    r"|(?:trên địa bàn |toàn )?(?:huyện|tỉnh|xã|thị xã|thành phố)(?: (?:ta|nhà|đã|hiện))*"
    r"|(?:đã )?(?:thu hoạch|thực hiện|huy động|triển khai|hoàn thành|tổ chức|xử lý|cấp|giải quyết"
    r"|phát hiện|điều chỉnh|quy hoạch)(?: được)?(?: (?:đến )?năm \d{4})?"
    r"|(?:bình quân|trung bình)(?: chung| (?:của )?(?:toàn|cả) (?:huyện|tỉnh|xã|thị xã|thành phố|nước))"
    r"|(?:bình quân|trung bình)(?: (?:trong )?\d{1,2} (?:năm|tháng)(?: qua)?)?|/? ?KH|cả nước|cả"
    r"|so|có nơi|nơi|nhiệm kỳ|mỗi năm|\(?năm \d{4}\)?|(?:nghị quyết|mục tiêu)(?: nghị quyết| đến cuối năm| đề ra)?"
    r"|(?:giảm|tăng) (?:nhẹ|mạnh|khá)|bằng một nửa|ước|hết|tức|cộng|kế hoạch giao|theo đó|cả quý|cả năm"
    r"|cho|do|bởi|tuy|lần lượt|tỷ lệ|tỉ lệ|tỷ trọng|tương ứng|số|số còn lại|còn lại|[^\w]*|(?:từ |đến )?[\d\W]+)?",
    re.IGNORECASE,
)


def is_empty(text: str, start: int, stop: int) -> bool:
    """Whether a stretch names nothing: a period, an area, a verb or a comparison alone."""
    whole = _SAYS_NOTHING.fullmatch(text, start, stop) or PERIOD_LABEL.fullmatch(text, start, stop)
    return bool(whole or _COMPARES.match(text, start, stop))


#: A comparison that has no subject of its own: cao hơn năm trước | 0,6 tạ/ha; vượt kế hoạch và | tăng 12%.
_COMPARES = re.compile(rf"(?:(?:cao|thấp|nhiều|ít|kém|khá) hơn|[Ss]o với|vượt {PLANNED_AMOUNT}|gần chạm|xấp xỉ)(?!\w)")


_COMMA = re.compile(r",(?= )")
#: A verb: what stands before the comma is a clause of its own, and no first item of a list of names.
_CLAUSE_VERB = re.compile(
    rf" (?:là|đạt|tăng|giảm|đã|đang|chiếm|bằng|ước|tiếp tục|gồm|phát triển|triển khai|thực hiện|được|nhằm|để|cấy|gặp"
    rf"|hoàn thành|huy động|tạo){TOKEN_END}"
)
_ADVERBIAL = re.compile(
    r"(?:Tại|tại|Ở|ở|Trên|Trong|Sau|Từ|Theo|Để|Do|Nhờ|Qua|Bên|Cùng|Ngoài|Với|Thực hiện|Riêng|So|so|Đề nghị|Vào|vào|Qua"
    r"|qua|theo(?= (?!dõi))|Những ngày|những ngày|thời gian qua) "
)
#: A heading with its year: Kế hoạch năm 2006, vốn …
_DATED = re.compile(r"(?:năm|tháng|quý|kỳ|vụ) [\dIVX/]+$")
#: What is one name in spite of its comma: the next word only goes with the one before it.
_ONE_NAME = re.compile(r"(?i:bộ|tỉnh|nông|nông, lâm|sở|sở, ban|thị xã|quận|xã|cây|thu), *$")
#: No name has more commas: a longer row of them is a list of its own, and not worth the time.
_MAX_COMMAS_OF_A_NAME = 12
_COORDINATE = re.compile(r"^ (?:[^\W\d]+ ){0,4}?[^\W\d]+(?: và| - | –|$)")


def last_part(text: str, start: int, stop: int) -> Span:
    """Past the last comma that parts clauses; commas inside a name stay (ngành nông, lâm nghiệp và thủy sản)."""
    for comma in reversed(outside_brackets(text, _COMMA, start, stop)[-_MAX_COMMAS_OF_A_NAME:]):
        if quoted(text, start, comma.start()) or _ONE_NAME.search(text, start, comma.end()):
            continue
        left, right = text[start : comma.start()], trim(text, comma.end(), stop)
        if right[1] <= right[0] or is_empty(text, right[0], without_time(text, *right)):
            stop = start + len(left)
            continue
        if re.match(r"toàn (?:tỉnh|huyện|xã|thị xã|thành phố|vùng) ", text[right[0] : right[1]]):
            continue  # Vụ thu đông, toàn tỉnh đã …
        aim = skip_purpose_clause(text, right[0], right[1], head_pattern("measure"))
        measure = head_pattern("measure").match(text, aim, right[1]) is not None
        measure = measure or (is_act(text, aim, right[1]) and not _is_list_of_acts(text, start, comma.start()))
        aside = all(_ADVERBIAL.match(part) or _DATED.search(part) for part in left.split(", "))
        clause = _CLAUSE_VERB.search(left) is not None and not _COORDINATE.match(text[comma.end() : stop])
        if measure or aside or clause:
            return trim(text, right[0], stop)
        if re.match(r" (?:với|đã|có|trong|ước|là) ", text[comma.end() : stop]):
            return trim(text, right[0], stop)
    return start, stop


def _is_list_of_acts(text: str, start: int, comma: int) -> bool:
    """``tiếp nhận, xử lý``, ``công tác phòng ngừa, xử lý``: the comma joins what was done."""
    return ends_with_act(text, start, comma) or starts_with_head(text, (start, comma))


def quoted(text: str, start: int, position: int) -> bool:
    """Whether ``position`` stands in a quote that opened behind ``start``."""
    return text.rfind("“", start, position) > text.rfind("”", start, position)
