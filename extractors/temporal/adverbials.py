"""Temporal adverbials: the period a sentence refers to when it is not the reporting period: ``Riêng tháng 3``.

A period that names a comparison (``so với tháng 2``, ``cùng kỳ năm 2022``) or a document (``Nghị quyết năm 2021``) is
no adverbial. The last adverbial before a value counts, until the sentence sums up again (``tính chung``).
"""

from __future__ import annotations

import re

from extractors.lexicon.plan_terms import PLAN
from extractors.temporal.periods import NAMED_LAW, find_part, find_period
from extractors.text.spans import Span

_YEAR = r"(?:19|20)\d\d"
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
#: What makes the period behind it no adverb: a comparison, a span, a day, a document or a plan of that year.
_OTHER = re.compile(
    rf"(?:so(?: với)?|với|bằng|hơn|kỳ|kì|từ|đến|tới|cuối|đầu|ngày [\d.]+|giai đoạn|mức|{PLAN}"
    r"|luật|quyết định|nhiệm vụ|niên vụ|vụ|[-–/]|\d)(?: của| của cả| cả| trong)?[ (]*$",
    re.IGNORECASE,
)
_MENTION = re.compile(
    r"(?P<sum>tính chung|tính gộp|cộng dồn|l[uũ][yỹ] kế|tổng cộng)"
    r"|(?P<last>0?6|sáu) tháng cuối năm"
    r"|(?P<months>\d{1,2}|ba|sáu|chín) tháng(?! (?:cuối|tới|sau|còn))"
    rf"|tháng (?P<month>1[0-2]|0?[1-9])(?!\d)(?:(?: năm |/)(?P<myear>{_YEAR}))?"
    rf"|quý (?P<quarter>IV|I{{1,3}})(?!\w)(?:(?: năm |/)(?P<qyear>{_YEAR}))?"
    rf"|(?<!\w)năm (?P<year>{_YEAR})(?![-–]\d)",
    re.IGNORECASE,
)
#: Directly behind a year that stands for a value: năm 2022 là 5,2%; Năm 2022, toàn huyện …
_SUBJECT = re.compile(r" ?(?:,|:|là|đạt|có|còn|chỉ|ước|tăng|giảm|toàn|tổng|thu|chi)(?!\w)", re.IGNORECASE)


def period_of_adverbial(sentence: str, period: str) -> tuple[str, Span] | None:
    """The period that ``sentence``, up to a value, refers to in a report on ``period``, and the span that says so.

    None where it refers to the reporting period.

    >>> period_of_adverbial("Riêng tháng 3 ước thu ", "2005-Q1")
    ('2005-03', (6, 13))
    """
    latest: tuple[str, Span] | None = None
    for match in _MENTION.finditer(_outside_brackets(sentence)):
        if _OTHER.search(sentence, max(0, match.start() - 40), match.start()):
            continue
        named = _named(match, period, sentence)
        if named is not None:
            latest = None if named == "own" else (named, match.span())
    return latest


def _named(match: re.Match[str], period: str, sentence: str) -> str | None:
    own_year = period[:4]
    if match["sum"] or match["months"]:
        return "own"
    if match["last"]:
        return f"{own_year}-H2"
    if match["month"]:
        year = match["myear"] or own_year
        return f"{year}-{int(match['month']):02}" if len(period) > 4 and year == own_year else None
    if match["quarter"]:
        year = match["qyear"] or own_year
        named = f"{year}-Q{_QUARTERS[match['quarter'].upper()]}"
        return ("own" if named == period else named) if year == own_year else None
    if match["year"] < own_year and _SUBJECT.match(sentence, match.end()):
        return match["year"]
    return "own" if match["year"] == own_year else None


def _outside_brackets(sentence: str) -> str:
    """``sentence`` with closed brackets and the laws that it names by their year blanked, so that offsets stay."""
    return re.sub(rf"\([^()]*\)|{NAMED_LAW.pattern}", lambda match: " " * len(match[0]), sentence)


#: (quý I/2003 tăng 43,4%, quý I/2004 tăng 15,1%), (cùng kỳ 2004 đạt 15,6%; 2003: 15,1%), (năm 2004 là 353)
_IN_BRACKET = re.compile(
    r"(?:^|[(;,] ?|và )(?:(?:cả |thực hiện |cuối |tháng \d{1,2} |\d{1,2} tháng )?[^\d();,]{0,12}?)"
    rf"(?P<year>{_YEAR})(?!\d)",
    re.IGNORECASE,
)


def earlier_in_bracket(sentence: str, period: str) -> tuple[str, Span] | None:
    """The earlier period that an open bracket at the end of ``sentence`` gives the next value for, and its span."""
    opened = sentence.rfind("(")
    if opened < 0 or ")" in sentence[opened:]:
        return None
    inside = sentence[opened:]
    last = None
    for last in _IN_BRACKET.finditer(inside):  # noqa: B007  # the last one is wanted
        pass
    if last is None or last["year"] >= period[:4] or _OTHER_IN_BRACKET.search(inside[: last.start("year")]):
        return None
    item = inside[max(inside.rfind(mark, 0, last.start("year")) for mark in ("(", ";", ", ")) :]
    rest = item[1:].replace(last["year"], "", 1)
    if re.search(r"[;,](?! ?\d)", rest[:-1]) and not re.search(r"[;,] ?$", item):
        return None  # another item has begun since
    span = (opened + last.start(), opened + last.end())
    named = find_part(item)
    if named is not None:
        return named, span
    # A bare year, or "cùng kỳ 2004", is of the same part of the year as the value that the bracket stands behind.
    same = re.search(r"cùng kỳ|; ?(?:19|20)\d\d ?:", inside[: last.end() + 2]) is not None
    return (f"{last['year']}{period[4:]}" if same else last["year"]), span


_OTHER_IN_BRACKET = re.compile(r"(?:so với|nghị quyết|luật|quyết định|kế hoạch|từ|đến|giai đoạn)[^;,]*$", re.IGNORECASE)


_NAMED_YEAR = re.compile(rf"(?:năm |/){_YEAR}", re.IGNORECASE)
#: The part of the year that stands before it: 9 tháng đầu năm 2023, quý I/2005, tháng 3 năm 2004
_PART_BEFORE = re.compile(
    r"(?:\w+ tháng(?: đầu| cuối)?|quý (?:IV|I{1,3}|[1-4])|tháng \d{1,2})(?: của)?[ /]?$", re.IGNORECASE
)


def period_of_paragraph(text: str) -> tuple[str, Span] | None:
    """The last period that ``text`` (a paragraph up to a value) states as its own, and the span of its words.

    For reports that state no reporting period.
    """
    for match in reversed(list(_NAMED_YEAR.finditer(text))):
        before = text[max(0, match.start() - 40) : match.start()]
        part = _PART_BEFORE.search(before)
        if _OTHER.search(before[: part.start()] if part else before):
            continue
        named = find_period((part[0] if part else "") + match[0].lstrip("/")) or _of_stroke(part, match[0])
        if named is not None:
            return named, (match.start() - (len(part[0]) if part else 0), match.end())
    return None


def _of_stroke(part: re.Match[str] | None, year: str) -> str | None:
    """``quý I/2005``: the stroke belongs to the period."""
    return find_period(part[0].rstrip("/ ") + year) if part else None
