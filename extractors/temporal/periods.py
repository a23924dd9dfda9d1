"""The period that a report or a heading speaks of: ``6 tháng đầu năm 2023`` → ``2023-H1``.

Written 2023, 2023-H1, 2023-H2, 2023-Q1, 2019-9M, 2023-05. Half-year and nine-month values are cumulative.
"""

from __future__ import annotations

import calendar
import datetime
import re

from extractors.lexicon.terms import term_pattern
from extractors.lexicon.time_terms import YEAR_BEFORE
from extractors.text.characters import WORD_START

_SAME = re.compile(rf"{WORD_START}{YEAR_BEFORE}", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"\b(?:19|20)\d\d\b")
#: A moment, or a plan: the year in it is not a period that was measured.
_NO_MEASURED_PERIOD = re.compile(
    rf"(?:đầu|cuối) năm|{WORD_START}{term_pattern('plan', 'budget', 'quota', 'resolution')}", re.IGNORECASE
)
_PART = re.compile(r"(?:\d+|sáu|chín) tháng|quý|tháng \d", re.IGNORECASE)


def compared_period(basis: str | None, period: str | None) -> str | None:
    """The period that ``basis`` names, in the form of the contract; None where it names none, or leaves it open.

    A year alone is a whole year: against a part of a year it is no basis of a growth rate, and None.

    >>> compared_period("cùng kỳ năm 2022", "2023-H1")
    '2022-H1'
    """
    if not basis or not period:
        return None
    years = [int(year) for year in _YEAR_ALONE.findall(basis)]
    if len(years) > 1:
        return None
    if _SAME.search(basis):
        return f"{years[0] if years else int(period[:4]) - 1}{period[4:]}"
    if _NO_MEASURED_PERIOD.search(basis) and not _PART.search(basis):
        return None
    said = find_period(basis) or (str(years[0]) if years else None)
    # "so với năm 2022" is of the whole year; a part of a year is told in its own form.
    return said if said is not None and (len(said) == 4) == (len(period) == 4) else None


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_HALF = re.compile(rf"(?:0?6|sáu) tháng (?P<half>đầu|cuối)(?: của)? năm(?: kế hoạch)? {_YEAR}", re.IGNORECASE)
#: 6 tháng 2019, without saying which: the first.
_HALF_BARE = re.compile(rf"(?:0?6|sáu) tháng(?: của)? (?:năm )?{_YEAR}", re.IGNORECASE)
_MONTHS = re.compile(rf"(?P<months>0?[2-5789]|10|11|ba|chín) tháng(?: đầu)?(?: của)? (?:năm )?{_YEAR}", re.IGNORECASE)
_QUARTER = re.compile(rf"quý (?P<quarter>IV|I{{1,3}}|[1-4])(?: năm |[/-]| - | ){_YEAR}", re.IGNORECASE)
_MONTH = re.compile(rf"tháng (?P<month>0?[1-9]|1[0-2])(?: năm |[/-]| - ){_YEAR}", re.IGNORECASE)
_WHOLE = re.compile(
    rf"(?<!\d[-–])(?<!đến )(?<!giai đoạn )(?<!cuối )(?:năm(?: học)? ){_YEAR}(?! ?[-–] ?\d)", re.IGNORECASE
)
#: "ngày 25 tháng 6 năm 2004" is a day, and no report on June.
_OF_A_DAY = re.compile(r"ngày[\s\d.…]*(?:tháng[\s\d.…]*)?$", re.IGNORECASE)
_WORDS = {"ba": 3, "chín": 9}


#: tháng 3 và quý I năm 2005, tháng 02 và 2 tháng năm 2007: one year for both; what counts up is what is compared.
_BOTH = re.compile(
    r"tháng \d{1,2}(?: năm \d{4})?(?:,| và| -) (?:ước )?(?:tình hình )?"
    r"(?:quý (?P<quarter>IV|I{1,3}|[1-4])|(?P<months>0?[2-5789]|10|11) tháng(?: đầu)?|0?6 tháng (?P<half>đầu|cuối)|cả)"
    rf"(?: của)?(?: năm |[/-]| - | ){_YEAR}",
    re.IGNORECASE,
)


def find_period(text: str) -> str | None:
    """The first period named in ``text``; where several begin together, the longest (``quý II và 6 tháng đầu năm``).

    >>> find_period("Tình hình kinh tế - xã hội 9 tháng đầu năm 2019, nhiệm vụ 3 tháng cuối năm 2019")
    '2019-9M'
    """
    found: list[tuple[int, int, str]] = []
    for rank, pattern in enumerate((_HALF, _HALF_BARE, _MONTHS, _QUARTER, _MONTH, _WHOLE)):
        match = next((match for match in pattern.finditer(text) if not _OF_A_DAY.search(text, 0, match.start())), None)
        if match:
            found.append((match.start(), rank, _name(match)))
    if not found:
        return None
    # "quý II và 6 tháng đầu năm 2023", "tháng 12 và cả năm 2022": the longer one, when both open the title together.
    first = min(found)
    both = _BOTH.search(text)
    if both and both.start() <= first[0] <= both.end():
        return _name(both)
    for start, rank, name in found:
        joined = re.fullmatch(r"[^,;.]* và (?:ước )?(?:cả )?", text[first[0] : start]) if start > first[0] else None
        if joined and (rank < first[1] or "cả " in joined[0]):
            return name
    return first[2]


#: 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2013: the year is said once, with the last of the parts. What
#: comes after a fourth quarter is of the next year.
_YEAR_LATER = rf"(?= ?(?:và|[,;–-])[^.]*?{_YEAR})"
_OPENING = (
    re.compile(rf"(?:0?6|sáu) tháng (?P<half>đầu) năm{_YEAR_LATER}", re.IGNORECASE),
    re.compile(rf"(?P<months>0?9|chín) tháng(?: đầu năm)?{_YEAR_LATER}", re.IGNORECASE),
    re.compile(rf"quý (?P<quarter>I{{1,3}}|[1-3]){_YEAR_LATER}", re.IGNORECASE),
    re.compile(rf"(?<!\d )tháng (?P<month>0?[1-9]|1[0-2])(?! ?[/-] ?\d| năm){_YEAR_LATER}", re.IGNORECASE),
)
_FOURTH = re.compile(rf"quý (?:IV|4)(?= ?(?:và|[,;–-])[^.]*?quý (?:I|1)(?: năm |[/-]| ){_YEAR})", re.IGNORECASE)


#: A week, a term or several years have no form of their own.
_NO_PERIOD = re.compile(
    r"(?<!\w)tuần (?:thứ )?\d|(?:kế hoạch|giai đoạn|nhiệm kỳ)(?: [^,;\d]{0,40})? (?:5 năm|năm năm|\d{4} ?[-–])",
    re.IGNORECASE,
)
#: The year of a law that the title names: thi hành Luật Đất đai năm 2013
NAMED_LAW = re.compile(r"(?:Bộ luật|Luật|Hiến pháp|Pháp lệnh)[^,;]{0,60}? năm (?:19|20)\d\d")


#: 6T/2022, 9T 2023: as heads of tables write it.
_SHORT = re.compile(rf"(?<!\w)(?P<months>0?[2-9]|10|11)T ?(?:/ ?|năm )?{_YEAR}")


def find_part(text: str) -> str | None:
    """The first part of a year that ``text`` names, years aside: ``Năm 2019: ước thực hiện 6 tháng 2019`` → H1."""
    for pattern in (_HALF, _HALF_BARE, _MONTHS, _QUARTER, _MONTH, _SHORT):
        match = pattern.search(text)
        if match:
            name = _name(match)
            return f"{name[:4]}-H1" if name[4:] == "-6M" else name
    return None


def spans_otherwise(title: str) -> bool:
    """Whether a title names a week, a term or several years: the report has no period then, whatever its text says."""
    return _NO_PERIOD.search(title) is not None


def without_laws(text: str) -> str:
    """``text`` without the laws that it names by their year."""
    return NAMED_LAW.sub("", text)


def title_period(title: str) -> str | None:
    """The period in the title of a report, which may say the year once for what was done and what is to be done.

    >>> title_period("Kết quả 6 tháng đầu năm và nhiệm vụ trọng tâm 6 tháng cuối năm 2013")
    '2013-H1'
    """
    if spans_otherwise(title):
        return None
    title = without_laws(title)
    both = _BOTH.search(title)
    if both:
        return _name(both)
    fourth = _FOURTH.search(title)
    if fourth:
        return f"{int(fourth['year']) - 1}-Q4"
    matches = [match for pattern in _OPENING if (match := pattern.search(title))]
    first = min(matches, key=lambda match: match.start(), default=None)
    dated = find_period(title[: first.start()]) if first is not None else None
    return _name(first) if first is not None and dated is None else find_period(title)


def _name(match: re.Match[str]) -> str:
    groups = match.groupdict()
    year = groups["year"]
    if groups.get("half"):
        return f"{year}-H{1 if groups['half'].lower() == 'đầu' else 2}"
    if match.re is _HALF_BARE:
        return f"{year}-H1"
    if groups.get("months"):
        months = groups["months"].lower()
        return f"{year}-{_WORDS.get(months) or int(months)}M"
    if groups.get("quarter"):
        return f"{year}-Q{_ROMAN[groups['quarter'].upper()]}"
    if groups.get("month"):
        return f"{year}-{int(groups['month']):02d}"
    return year


_LAST_MONTHS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


def period_bounds(period: str) -> tuple[str, str]:
    """First and last day of a period, as ISO dates.

    >>> period_bounds("2023-H1")
    ('2023-01-01', '2023-06-30')
    """
    year_text, _, part = period.partition("-")
    year = int(year_text)
    if not part:
        first, last = 1, 12
    elif part.endswith("M"):
        first, last = 1, int(part[:-1])
    elif part in _LAST_MONTHS:
        first, last = _LAST_MONTHS[part]
    else:
        first = last = int(part)
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return datetime.date(year, first, 1).isoformat(), end.isoformat()
