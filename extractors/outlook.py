"""Of when a value is: of the report's own period, of an earlier one, or of one still to come.

A report on a year also prints what the year before gave, what was planned, and, in its last part, what is to be done
next. A series that took those for results would be wrong in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import Document
from extractors.numerals import NUMBER
from extractors.periods import find_period
from extractors.records import Role

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


@dataclass(frozen=True, slots=True)
class Moment:
    """What a value is (``role``) and its period, None where the text does not say which."""

    role: Role
    period: str | None


def moment_of(document: Document, start: int, sentence: str, period: str | None) -> Moment:
    """The moment of the value at ``start``; ``sentence`` is its sentence up to it, ``period`` that of the report."""
    clause = re.split(r"[;,](?= )", sentence)[-1]
    prior = _PRIOR.search(clause)
    if prior and not _not_before(prior, period) and (not prior["from"] or _TURNED.match(document.text, start)):
        return Moment("prior", _earlier(prior, period))
    part = _part_to_come(document, start, period)
    if part is not None or _WISHED.search(sentence):
        said = [find_period(piece) for piece in re.split(r"[;,](?= )", sentence)]
        to_come = [named for named in said if named and _still_to_come(named, period)]
        return Moment("plan", to_come[-1] if to_come else _whole_year(find_period(part or "")))
    role: Role = "estimate" if _ESTIMATE.search(clause) else "plan" if _PLANNED.search(clause) else "actual"
    other = _other_stretch(sentence, period)
    if other is not None:
        return Moment("estimate" if role == "actual" and other.role == "estimate" else role, other.period)
    return Moment(role, period)


#: The whole year, in a report on part of it: Ước cả năm 2023, …; dự kiến thực hiện cả năm …
_WHOLE_YEAR = re.compile(r"(?:ước|dự kiến|khả năng)(?: \w+){0,3} cả năm(?: (?P<year>20\d\d))?(?!\w)", re.IGNORECASE)
#: One month or quarter beside what counts up from January: Riêng tháng 9 ước thu …
_PART_ALONE = re.compile(
    r"(?:tính riêng|riêng|trong) (?:tháng (?P<month>\d{1,2})|quý (?P<quarter>IV|I{1,3}))"
    r"(?:[/ ](?:năm )?(?P<year>20\d\d))?(?!\w)",
    re.IGNORECASE,
)
#: Several years in one sum: lũy kế từ đầu nhiệm kỳ …, giai đoạn 2021-2025, từ năm 2021 đến nay
_MANY_YEARS = re.compile(
    r"(?:từ )?đầu nhiệm kỳ|giai đoạn 20\d\d|từ (?:năm )?20\d\d (?:đến|tới)|trong \d+ năm(?: qua)?|\d+ năm qua",
    re.IGNORECASE,
)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}


def _other_stretch(sentence: str, period: str | None) -> Moment | None:
    """The stretch that a sentence names where it is not the report's own; None where it names none."""
    if period is None:
        return None
    whole = _last(_WHOLE_YEAR, sentence)
    if whole is not None and len(period) > 4:
        return Moment("estimate", whole["year"] or period[:4])
    part = _last(_PART_ALONE, sentence)
    if part is not None:
        year = part["year"] or period[:4]
        if part["quarter"]:
            return Moment("actual", f"{year}-Q{_QUARTERS[part['quarter'].upper()]}")
        return Moment("actual", f"{year}-{int(part['month']):02}") if 1 <= int(part["month"]) <= 12 else None
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
