"""Vietnamese numerals: ``.`` parts thousands and ``,`` decimals, unless the number itself can only mean otherwise."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

#: Numbers in front of a unit, a noun or a sign; headings (1.2. Thu ngân sách) and dates have no such word behind them.
_NUMBER = re.compile(r"(?<![\w/.,-])\d[\d.,]*\d(?= ?(?:%|‰|[a-zđ]))")
_VIETNAMESE = re.compile(
    r"\d{1,3}(?:\.\d{3})+,\d+"  # 2.522,81
    r"|\d+,(?:\d{1,2}|\d{4,})"  # 32,4
    r"|\d{1,3}(?:\.\d{3}){2,}"  # 447.142.000
)
_ENGLISH = re.compile(
    r"\d{1,3}(?:,\d{3})+\.\d+"  # 2,522.81
    r"|\d{1,3}(?:,\d{3}){2,}"  # 19,574,000
)


@functools.lru_cache(maxsize=4)
def writes_english(text: str) -> bool:
    """Whether ``text`` has numbers that only the English way can mean, and none that only the Vietnamese can.

    A decimal point alone (58.3%) shows nothing: texts have it beside 33.174 triệu đồng, where the dot parts thousands.
    """
    english = False
    for match in _NUMBER.finditer(text):
        if _VIETNAMESE.fullmatch(match[0]):
            return False
        english = english or _ENGLISH.fullmatch(match[0]) is not None
    return english


def reads_both_ways(number: str) -> bool:
    """Whether ``number`` is a whole number in one habit and a decimal in the other: 12.345, 12,345."""
    return EITHER_WAY.fullmatch(number) is not None


#: The words that stand before such a number.
NAMED = re.compile(
    r"(?:^|[^\w])(?:(?i:tháng|ngày|năm|quý|tuần|điều|khoản|điểm|mục|chương|thôn|tổ|lớp|khóa|khoá|thứ|lần thứ"
    r"|giai đoạn|tầng"
    r"|hạng|loại|(?<!nâng )cấp|khu phố|khu vực|ấp|khóm|bản|nhiệm kỳ|quốc lộ|tỉnh lộ|đường số|tiểu dự án|dự án|đề án"
    r"|chương trình"
    r"|nghị quyết|quyết định|nghị định|thông tư|chỉ thị|kết luận|nhóm|hợp phần|giờ|vòng|trang|biểu|phụ lục|bảng|hình"
    r"|vùng"
    r"|ban chỉ đạo|đội|trạm|trường mầm non|thế kỷ|kỳ họp|phiên)|QL|TL|ĐT|ĐH|HL|Quý|số)(?: +số)? *$"
)


#: Ahead of a number: what has twenty digits or more is none that a report counts (all the đồng that Vietnam earns in a
#: year take seventeen), and no column of a database would hold it.
NOT_ENDLESS = r"(?!\d(?:[.,]?\d){19})"

#: A number. Each alternative, in order of trial:
NUMBER = (
    rf"{NOT_ENDLESS}(?:"
    r"\d{1,3}(?:\.\d{3})+,\d+"  # 2.522,81          thousands and decimals
    r"|\d{1,3}(?:,\d{3})+\.\d+"  # 2,522.81          the English way round
    r"|\d{1,3}(?:\.\d{3})+(?![\d])"  # 447.142           thousands
    r"|\d{1,3}(?:,\d{3}){2,}(?![\d])"  # 19,574,000        English thousands: two groups or more
    r"|\d+,\d+"  # 32,454            decimals
    r"|\d+\.\d+"  # 1934.2            English decimals: the groups are not of three
    r"|\d+"  # 19
    r")"
)

#: What may not stand right before a number: it would be part of a date, a document number, a name (Covid-19) or a
#: longer number.
NOT_AFTER = r"(?<![\w/.,])(?<!\w[-–])"

_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
#: A whole number in one habit, a decimal in the other: 12.345, 12,345.
EITHER_WAY = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_COMMAED = re.compile(r"\d{1,3}(?:,\d{3}){2,}")

#: Numbers as words. ``một`` is left out, an article before a noun (mỗi xã một sản phẩm), and ``năm``, a year.
NUMBER_WORDS = {"hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


def parse_number(text: str, *, english: bool = False) -> Decimal:
    """The value of ``text``, which must match :data:`NUMBER`; ``english`` decides where it can be read both ways.

    >>> parse_number("2.522,81"), parse_number("447.142"), parse_number("1934.2"), parse_number("182,662")
    (Decimal('2522.81'), Decimal('447142'), Decimal('1934.2'), Decimal('182.662'))
    """
    if "." in text and "," in text:
        english = text.rindex(".") > text.rindex(",")
        return Decimal(text.replace(",", "") if english else text.replace(".", "").replace(",", "."))
    if english and EITHER_WAY.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _DOTTED.fullmatch(text):
        # 0.542 has nothing to part by thousands: a leading zero makes the dot a decimal mark.
        return Decimal(text) if text.startswith("0.") else Decimal(text.replace(".", ""))
    if _COMMAED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return Decimal(text.replace(",", "."))
