"""Of when a value is: of the report's own period, of an earlier one, or of one still to come.

A report on a year also prints what the year before gave, what was planned, and, in its last part, what is to be done
next. A series that took those for results would be wrong in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import Document
from extractors.numbers.numerals import NUMBER
from extractors.records import Role
from extractors.temporal.adverbials import earlier_in_bracket, period_of_paragraph, stretch_named
from extractors.temporal.periods import compared_period, find_period

_ESTIMATE = re.compile(r"(?:^|\s)(?:ước|dự kiến|khả năng)(?: [\w]+){0,3}[ :]*$", re.IGNORECASE)
_PLANNED = re.compile(
    r"(?:(?:kế hoạch|KH|chỉ tiêu|dự toán)(?: (?:vốn|năm|cả|\d{4}|được|tỉnh|huyện|HĐND|giao|đề ra|đầu))*"
    # kế hoạch giao giảm xuống 6%: the verbs are of the plan
    r"(?: (?:là|giảm|tăng|xuống|còn|lên|đạt|dưới|trên))*[ :(]*"
    r"|phấn đấu(?: [\w]+){0,2}[ :]*|mục tiêu(?: là)?[ :]*)$",
    re.IGNORECASE,
)
_PRIOR = re.compile(
    rf"(?P<same>cùng kỳ)(?: năm (?P<year1>\d{{4}})| năm trước)?(?: [\w]+){{0,3}}[ :(]*$"
    rf"|(?P<last>năm trước|năm ngoái)(?: [\w]+){{0,3}}[ :(]*$"
    # an earlier year by its number: (năm 2022 là 5,2%), cuối năm 2022 còn
    r"|(?:^|[(;,] ?)(?:cuối |cả |thực hiện |ước )?năm (?P<year2>\d{4})(?: (?:là|đạt|còn|chiếm|có|ước|chỉ)){0,2}[ :(]*$"
    rf"|(?P<from>từ) +{NUMBER}?$",
    re.IGNORECASE,
)
#: Titles of the part on what is to come, and of those on what was done (which often name the tasks that were done).
_TO_COME = re.compile(
    r"nhiệm vụ|phương hướng|mục tiêu|giải pháp|dự kiến|kế hoạch (?:phát triển|năm|quý|\d)", re.IGNORECASE
)
_DONE = re.compile(
    r"kết quả|tình hình|đánh giá|kiểm điểm|tổng kết|thực hiện|hạn chế|tồn tại|nguyên nhân", re.IGNORECASE
)
#: giảm từ 6,1% xuống 5,2%: what it turned into stands behind it. "từ 6% trở lên" is no such pair.
_TURNED = re.compile(r"[\d.,]+[^;.\n]{0,60}?(?<!trở) (?:xuống|lên|còn|đến)\b")
_WISHED = re.compile(r"\b(?:phấn đấu|mục tiêu đến|chỉ tiêu năm sau)\b", re.IGNORECASE)


#: phấn đấu đến cuối năm 2022 tỷ lệ hộ nghèo còn 10%
_BY_THE_END = re.compile(r"(?:đến|vào|tới) (?:cuối|hết) năm (?P<year>20\d\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a value is (``role``) and its period, None where the text does not say which."""

    role: Role
    period: str | None


def moment_of(document: Document, start: int, sentence: str, period: str | None) -> Moment:
    """The moment of the value at ``start``; ``sentence`` is its sentence up to it, ``period`` that of the report."""
    clause = re.split(r"[;,](?= )", sentence)[-1]
    bracket = (earlier_in_bracket(sentence, period) or _in_bracket_of_basis(sentence, period)) if period else None
    if bracket is not None:
        return Moment("prior", bracket)
    if _PLAN_BRACKET.search(sentence):
        return Moment("plan", period[:4] if period else None)
    prior = _PRIOR.search(clause)
    if prior and not _not_before(prior, period) and (not prior["from"] or _TURNED.match(document.text, start)):
        return Moment("prior", _earlier(prior, period))
    part = _part_to_come(document, start, period)
    if part is not None or _WISHED.search(sentence):
        said = [find_period(piece) for piece in re.split(r"[;,](?= )", sentence)]
        to_come = [named for named in said if named and _still_to_come(named, period)]
        ending = _BY_THE_END.search(sentence)
        default = ending["year"] if ending else _whole_year(find_period(part or ""))
        return Moment("plan", to_come[-1] if to_come else default)
    listed = _targets_listed(document, start)
    if listed is not None:
        return Moment("plan", find_period(listed) or (period[:4] if period else None))
    if period is None:
        period = period_of_paragraph(document.text[_paragraph_start(document, start) : start])
    return _of_own_part(sentence, clause, period)


#: The value that it is compared with, in a bracket behind the basis: giảm 1,67% so với năm 2021 (8,64%)
_BASIS_BRACKET = re.compile(r"so(?: sánh)?(?: với)? (?P<basis>[^(),;]{2,40}?) ?\($", re.IGNORECASE)


#: The plan that it is compared with: vượt 0,2 điểm phần trăm so với kế hoạch (59,2%)
_PLAN_BRACKET = re.compile(
    r"(?:so(?: sánh)?(?: với)?|hơn|vượt(?: mức)?) (?:kế hoạch|KH|chỉ tiêu|mục tiêu|nghị quyết|dự toán)"
    r"(?: (?:[^\W\d]+|\d{4})){0,7} ?\($",
    re.IGNORECASE,
)


def _in_bracket_of_basis(sentence: str, period: str | None) -> str | None:
    match = _BASIS_BRACKET.search(sentence)
    before = compared_period(match["basis"], period) if match else None
    return before if before != period else None


def _of_own_part(sentence: str, clause: str, period: str | None) -> Moment:
    """A value of the part on what was done: a result, an estimate, or the plan that it is held against."""
    planned = _PLANNED.search(clause)
    # so với KH tỉnh giao đạt 48,52%: the plan is what the result is compared with
    result = planned and _COMPARED.search(clause, 0, planned.start()) and _REACHED.search(planned[0])
    if (planned and not result) or _ALLOTTED.search(clause) or _AIM.search(clause):
        return Moment("plan", period[:4] if period else None)
    role: Role = "estimate" if _ESTIMATE.search(clause) else "actual"
    other = _other_stretch(sentence, period)
    if other is not None:
        return Moment(other.role if role == "actual" else role, other.period)
    named = stretch_named(sentence, period) if period else None
    if named is None or period is None:
        return Moment(role, period)
    return Moment("prior" if named[:4] < period[:4] else role, named)


_REACHED = re.compile(r"đạt|tăng|giảm|bằng", re.IGNORECASE)
#: Mục tiêu tăng trưởng GDP năm 2005 là 8,5%; phải có mức tăng trưởng 9%
_AIM = re.compile(
    r"(?:^|\W)(?:mục tiêu|chỉ tiêu)(?: (?!đã|đạt)[^\W\d]+| \d{4}){1,10} (?:là|ở mức|phải đạt) *$"
    r"|(?<!không )(?<!\w)phải (?:có|đạt|đảm bảo)(?: (?!đã)[^\W\d]+){0,8} *$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"so(?: sánh)?(?: với)? $|bằng $", re.IGNORECASE)
#: Money that is given to be spent, not spent: vốn năm 2023 phân bổ về huyện: …, được giao …
_ALLOTTED = re.compile(
    r"(?:được giao|phân bổ|phân khai|vốn giao|kế hoạch giao)"
    r"(?: (?:về|cho|năm|đầu|huyện|là|\d{4}|vốn|tổng|số)){0,5}[ :]*$",
    re.IGNORECASE,
)
#: A list of targets, which nothing near its items calls so: … với các chỉ tiêu chủ yếu sau: GDP tăng 8,5%; …
_TARGETS = re.compile(
    r"(?:nhiệm vụ|nghị quyết|kế hoạch|mục tiêu)[^\n:]{0,200}chỉ tiêu[^\n:.]{0,60}(?:sau|như sau|sau đây) ?:",
    re.IGNORECASE,
)


def _paragraph_start(document: Document, start: int) -> int:
    return document.text.rfind("\n", max(0, start - 2000), start) + 1


def _targets_listed(document: Document, start: int) -> str | None:
    """The head of the list of targets that holds ``start``; None outside of one."""
    paragraph = _paragraph_start(document, start)
    if document.text.find("chỉ tiêu", paragraph, start) < 0:
        return None
    match = _TARGETS.search(document.text, paragraph, start)
    return match[0] if match else None


#: The whole year, in a report on part of it: Ước cả năm 2023, …; dự kiến thực hiện cả năm …
_WHOLE_YEAR = re.compile(r"(?:ước|dự kiến|khả năng)(?: \w+){0,3} cả năm(?: (?P<year>20\d\d))?(?!\w)", re.IGNORECASE)
#: Several years in one sum: lũy kế từ đầu nhiệm kỳ …, giai đoạn 2021-2025, từ năm 2021 đến nay
_MANY_YEARS = re.compile(
    r"(?:từ )?đầu nhiệm kỳ|(?:trong|cả|kế) giai đoạn 20\d\d|từ (?:năm )?20\d\d (?:đến|tới)"
    r"|trong \d+ năm(?: qua)?|\d+ năm qua",
    re.IGNORECASE,
)


def _other_stretch(sentence: str, period: str | None) -> Moment | None:
    """The stretch that a sentence names where it is not the report's own; None where it names none."""
    if period is None:
        return None
    whole = _last(_WHOLE_YEAR, sentence[sentence.rfind(";") + 1 :])
    if whole is not None and len(period) > 4:
        return Moment("estimate", whole["year"] or period[:4])
    return Moment("actual", None) if _last(_MANY_YEARS, sentence) else None


def _last(pattern: re.Pattern[str], sentence: str) -> re.Match[str] | None:
    last = None
    for last in pattern.finditer(sentence):  # noqa: B007  # the last one is wanted
        pass
    return last


def _not_before(prior: re.Match[str], period: str | None) -> bool:
    """Whether the year that is named is no earlier one: ``năm 2023`` in a report on 2023."""
    year = prior["year2"]
    return year is not None and (period is None or int(year) >= int(period[:4]))


def _earlier(prior: re.Match[str], period: str | None) -> str | None:
    """The period that an earlier value is of: the same part of the year before, or of the year that is named."""
    year, part = (int(period[:4]), period[4:]) if period else (None, "")
    if prior["same"]:
        named = prior["year1"]
        before = int(named) if named else year - 1 if year else None
        return f"{before}{part}" if before else None
    if prior["last"]:
        return str(year - 1) if year else None
    return prior["year2"]


def _of_later(title: str, period: str | None) -> bool:
    """Whether a title names only a later year than the report's: ``VI. NĂM 2023`` in a report on 2022."""
    years = {int(year) for year in re.findall(r"\b20\d\d\b", title)}
    return bool(years) and period is not None and min(years) > int(period[:4])


def _part_to_come(document: Document, offset: int, period: str | None) -> str | None:
    """The title of the part on what is to come that holds ``offset``; None in the parts on what was done."""
    index = document.section_at(offset)
    while index is not None:
        section = document.sections[index]
        if section.title and _DONE.search(section.title):
            return None
        if section.title and (_TO_COME.search(section.title) or _of_later(section.title, period)):
            return section.title
        index = section.parent
    return None


def _still_to_come(named: str, period: str | None) -> bool:
    """Whether a period that a target's sentence names can be the target's: others are what it is compared with."""
    return period is None or named[:4] > period[:4] or (named[:4] == period[:4] and period[4:] not in ("", named[4:]))


def _whole_year(period: str | None) -> str | None:
    """A year; a target in the part on half a year may be one of the half or of the whole, and that is not guessed."""
    return period if period and len(period) == 4 else None
