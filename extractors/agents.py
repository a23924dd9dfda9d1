"""Who acts and why, ahead of what is measured, and not of it: ``lực lượng chức năng đã | phát hiện``."""

from __future__ import annotations

import functools
import re

from extractors.trimming import END
from extractors.vocabulary import alternation, read_rows

#: Bodies and people that do something; never an area, whose value it may be (các tỉnh miền Bắc gieo cấy …).
_AGENT = re.compile(
    r"(?:(?:Các|các|Toàn bộ|toàn bộ|Những|những) )?(?i:lực lượng|cơ quan|công an|ủy ban|uỷ ban|ubnd|hđnd|ban(?! hành)"
    r"|phòng(?! ngừa| chống| trừ| cháy)|sở(?! hữu)|đoàn(?! kết)|trung tâm|bộ phận|bộ chỉ huy|đơn vị chức năng|đại biểu"
    r"|đb|bà con|chính quyền|hội(?! nghị| thi| thảo)|tòa án|toà án|viện kiểm sát|thanh tra|hạt kiểm lâm|trạm y tế"
    rf"|bệnh viện|đội(?! ngũ)){END}"
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
    return re.compile(rf"(?i:{_acts()}){END}")


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


def past_purpose(text: str, start: int, stop: int, measure: re.Pattern[str]) -> int:
    """Behind the verbs that only say why or how: ``tiến hành | khởi tố``, ``bảo đảm | nguồn thu …``."""
    purpose = _PURPOSE.match(text, start, stop)
    if purpose and (is_act(text, purpose.end(), stop) or measure.match(text, purpose.end(), stop)):
        return purpose.end()
    return start


def past_agent(text: str, start: int, stop: int) -> int:
    """Behind the agent and its verb: ``Công an huyện đã | bắt giữ``; ``start`` where no agent stands."""
    agent = _AGENT.match(text, start, stop)
    if agent is None:
        return start
    does = [match.end() for match in _DOES.finditer(text, agent.end(), stop)]
    if does:
        return does[-1]
    act = _agents_act().search(text[agent.end() : stop])
    return agent.end() + act.end() if act else start
