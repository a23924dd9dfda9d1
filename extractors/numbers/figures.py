"""Figures (số liệu): quantities that report something, without dates, periods, ordinals and numbers of things."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.lexicon.tables import counted_nouns, multipliers, units
from extractors.numbers.numerals import NAMED, writes_english
from extractors.numbers.plausibility import figure_doubts
from extractors.numbers.quantities import Quantity, find_quantities
from extractors.records import Figure
from extractors.text.characters import LOWER, UPPER
from extractors.text.spans import SpanIndex

#: số as a part of another word names nothing, nor does bản in biên bản: dân số 29.192 người, lập biên bản 12 trường hợp
_TOTAL = re.compile(
    r"(?i:(?:tổng|tổng cộng|trong|dân|thiểu|đa|quân|hệ|chỉ|con) +số|(?:văn|biên|ấn|tài|cơ) bản|\bnhà tầng)(?: là)? *$"
)
#: đã cấp 214 giấy chứng nhận: a grade has one digit
_GRANTED = re.compile(r"[Cc]ấp *$")
#: đến cuối năm 2 xã về đích: the year is this one, so that the number is none of its own
_WITHIN_YEAR = re.compile(r"(?:cuối|đầu|giữa|trong|cả|hết|mỗi|hằng|hàng) năm *$")
#: bình quân 1 dự án: what an average is counted by
_AVERAGED = re.compile(r"(?:[Bb]ình quân|[Tt]rung bình|[Cc]ứ|[Mm]ỗi)(?: (?:mỗi|cứ|cho))* *$")
#: 18 NQ/TW: the letters of a document's number
_LETTERS_OF_NUMBER = re.compile(r" ?[/-] ?[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_YEAR_BEFORE = re.compile(r"(?:năm|giai đoạn|đến|từ|tới|niên khóa|năm học|[-–]) *$")
#: "cả ba khu vực": all of them, no count.
_WHOLE = re.compile(r"(?:cả|Cả) $")
#: A unit of one letter needs its blank or a digit in the usual place: "5 m" but never the "m" of a list.
_CLOCK = re.compile(r"(?:\d\d)? (?:ngày|sáng|chiều|tối)\b")
#: A name that goes on behind a capitalised noun; not the letters of a kind (THPT, TNHH).
_NAME = re.compile(rf" [{UPPER}][{LOWER}]")
_WORD_WITH_CAPITAL = re.compile(rf"[{UPPER}][{LOWER}]")
_LIST_LETTER = re.compile(rf"[{LOWER}]\)")


def find_figures(text: str, occupied: list[tuple[int, int]]) -> list[Figure]:
    """Every figure in ``text``, sorted; ``occupied`` are spans that belong to something else (citations, ratios)."""
    english = writes_english(text)
    quantities = find_quantities(text, english=english)
    occupied_index = SpanIndex(occupied)
    return [_figure(text, quantity, english) for quantity in quantities if _is_figure(text, quantity, occupied_index)]


def _is_figure(text: str, quantity: Quantity, occupied: SpanIndex) -> bool:
    if occupied.overlaps(quantity.start, quantity.end):
        return False
    before = text[max(0, quantity.start - 24) : quantity.start]
    digits = text[quantity.start : quantity.unit_start].strip()
    if (quantity.counted or quantity.base is None) and _names_a_thing(text, quantity, before, digits):
        return False
    if not digits[:1].isdigit() and _WHOLE.search(before):
        return False  # "cả ba khu vực": all of them, not a count
    apart = text[quantity.unit_start - 1].isspace()
    if apart and quantity.base is not None and len(quantity.base) == 1 and _LIST_LETTER.match(text, quantity.end - 1):
        return False
    if quantity.base in ("g", "h") and _CLOCK.match(text, quantity.end):
        return False  # 20g ngày 23/1: the hour
    return not (quantity.base is None and quantity.multiplier in ("trăm", "nghìn", "ngàn", "vạn", "tr"))


def _names_a_thing(text: str, quantity: Quantity, before: str, digits: str) -> bool:
    """Whether the number names a thing (thôn 2), or is a year, and counts nothing."""
    if NAMED.search(before) and not _TOTAL.search(before) and not (len(digits) > 1 and _GRANTED.search(before)):
        return _YEAR.fullmatch(digits) is not None or not _WITHIN_YEAR.search(before)
    if not quantity.counted:
        return False
    if text[quantity.unit_start - 1].isdigit() and _WORD_WITH_CAPITAL.match(quantity.unit):
        return True  # 1Quyết định số 19: the mark of a footnote
    if _YEAR.fullmatch(digits) and (_YEAR_BEFORE.search(before) or not before.strip()):
        return True
    if quantity.value_max is not None and _YEAR.fullmatch(re.split(r"[-–]", digits)[0].strip()):
        return True
    if digits.lstrip("0") == "1" and _AVERAGED.search(before):
        return True
    noun = counted_nouns().get(quantity.unit.lower()) or counted_nouns().get(quantity.unit)
    if noun and noun.group == "papers":
        return not quantity.unit[:1].isupper() or _LETTERS_OF_NUMBER.match(text, quantity.end) is not None
    if quantity.unit[:1].isupper() and not (noun and noun.group == "people"):
        # "Đoàn Kiểm tra 3530 Bộ Công an", "8,5 Khu vực": the noun begins a name or a row of its own
        return "," in digits or _NAME.match(text, quantity.end) is not None
    return False


def _figure(text: str, quantity: Quantity, english: bool) -> Figure:
    base_value, base_unit = in_base_unit(quantity)
    return Figure(
        start=quantity.start,
        end=quantity.end,
        text=text[quantity.start : quantity.end],
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        base_value=base_value,
        base_unit=base_unit,
        indicator=None,
        kind="count" if quantity.counted else "measure",
        how=quantity.how,
        doubts=figure_doubts(text[quantity.start : quantity.unit_start].strip(), quantity, english),
    )


def in_base_unit(quantity: Quantity) -> tuple[Decimal | None, str | None]:
    """The value in VND, m², kg, persons …; a bare ``tỷ`` in a report is đồng. Rates keep what they are counted by."""
    factor = multipliers()[quantity.multiplier] if quantity.multiplier else Decimal(1)
    unit = units().get(quantity.base or "đồng")
    if unit is not None and unit.base_unit and unit.factor is not None:
        base = unit.base_unit + (quantity.per.replace(" ", "") if quantity.per else "")
        return _without_exponent(quantity.value * factor * unit.factor), base
    noun = counted_nouns().get((quantity.base or "").lower())
    if noun is not None and noun.base_unit:
        return _without_exponent(quantity.value * factor), noun.base_unit + (quantity.per or "")
    return None, None


def _without_exponent(value: Decimal) -> Decimal:
    """Without an exponent: 447142000000, not 4.47142E+11."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
