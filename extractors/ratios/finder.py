"""Finds ratios (tỷ số) of one noun: ``19/19 tiêu chí``, ``82/97 xã``; no ranks (hạng 13/63) and no dates (28/6)."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from extractors.lexicon.tables import alternation, multipliers
from extractors.numbers.numerals import NOT_ENDLESS, parse_number
from extractors.numbers.quantity_grammar import noun_pattern, unit_pattern
from extractors.ratios.subject import subject_of_ratio
from extractors.records import Ratio
from extractors.text.characters import TOKEN_END, WORD_END
from extractors.text.sentences import same_sentence, sentence_start
from extractors.text.spans import SpanIndex

_WHOLE = rf"{NOT_ENDLESS}(?:\d{{1,3}}(?:\.\d{{3}})+|\d+)"
_DECIMAL = rf"{NOT_ENDLESS}(?:\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?)"
#: Nothing that makes the number part of a longer one, a date or a symbol; a comma may touch it (kiểm tra,14/15 xã).
_APART = r"(?<![\w/.\-–])(?<!\d,)"


@functools.cache
def _pattern() -> re.Pattern[str]:
    nouns, end = noun_pattern(), rf"{WORD_END}"
    measures = rf"(?:(?:{alternation(multipliers())}) +)?{unit_pattern()}"
    return re.compile(
        rf"(?=\d){_APART}(?:"
        # 12 xã/15 xã: the noun stands twice
        rf"(?P<num2>{_WHOLE}) (?P<twice>(?:{nouns})) ?/ ?(?P<den2>{_WHOLE}) (?P=twice){end}"
        # 1.038,5/1.200 ha, 25,4/30 tỷ đồng: done and planned, in one measure
        rf"|(?P<num3>{_DECIMAL}) ?/ ?(?P<den3>{_DECIMAL}) ?(?P<measure>{measures}){TOKEN_END}"
        # 19/19 tiêu chí, 45/48 (93,8%) đơn, and 12/15 alone
        rf"|(?P<num>{_WHOLE}) ?/ ?(?P<den>{_WHOLE})(?![\d/])(?![.,]\d)"
        rf"(?: *(?P<what>(?:{nouns})){end}|(?= \([\d.,]+ ?%\) (?P<behind>(?:{nouns})){end}))?)"
    )


#: What stands before a date, a rank, an address or a scale.
_NOT_RATIO = re.compile(
    r"(?:(?i:ngày|tháng|sáng|chiều|tối|đêm|hạng|thứ|xếp|vị trí|số|dịp|lễ|đến|từ|trước|sau|mùng|kỷ niệm|quốc lộ|tiết"
    r"|đợt|hẻm|ngõ|ngách|kiệt|thửa|tờ|thương binh|bệnh binh|quý|mùa|vụ|năm học)"
    r"|QL|TL|ĐT) *\(?$"
)
_RANK = re.compile(r"(?:hạng|thứ|vị trí|xếp) *(?:thứ )?$", re.IGNORECASE)
_DATED = re.compile(r"(?:[Nn]gày|[Tt]háng|[Hh]ạng|[Ss]ố|[Đđ]ợt|[Hh]ẻm|[Nn]gõ|[Kk]iệt|[Qq]uý|[Tt]hửa) *$")
_TOTAL = re.compile(r"(?:[Tt]ổng|[Tt]rong) số *$")
_SCALE = re.compile(r"(?:[Tt]ỷ|[Tt]ỉ) lệ *$")
_YEAR = range(1900, 2101)


def find_ratios(text: str, occupied: list[tuple[int, int]]) -> list[Ratio]:
    """Every ratio in ``text``, sorted. Without a noun of its own, a ratio takes that of its sentence: of the one before
    (``An Vinh 09/19, An Nghĩa 07/19 tiêu chí``), of a ``số xã đạt chuẩn`` ahead of it, or of the next one with the same
    whole; without any, it isn't one.
    """
    occupied_index = SpanIndex(occupied)
    matches = [match for match in _pattern().finditer(text) if _is_ratio(text, match, occupied_index)]
    ratios: list[Ratio] = []
    for index, match in enumerate(matches):
        own = match["what"] or match["twice"] or match["measure"] or match["behind"]
        what, how = (" ".join(own.split()), "noun") if own else _noun_near(text, ratios, matches, index)
        if what is None:
            continue
        num, den = _numbers(match)
        end = match.end()
        ratios.append(
            Ratio(
                start=match.start(),
                end=end,
                text=text[match.start() : end],
                num=num,
                den=den,
                what=what,
                subject=subject_of_ratio(text, match.start(), match.end(), ratios),
                how="measure" if match["measure"] else how,
                doubts=("implausible",) if num > den and not match["measure"] else (),
            )
        )
    return ratios


def _numbers(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    return (
        parse_number(match["num"] or match["num2"] or match["num3"]),
        parse_number(match["den"] or match["den2"] or match["den3"]),
    )


def _is_ratio(text: str, match: re.Match[str], occupied: SpanIndex) -> bool:
    if occupied.overlaps(match.start(), match.end()):
        return False
    before = text[max(0, match.start() - 16) : match.start()]
    num, den = _numbers(match)
    if _RANK.search(before) or den == 0 or (den in _YEAR and (num <= 12 or num in _YEAR)):
        return False
    if num == 1 and _SCALE.search(before):
        return False  # a map at 1/500
    if match["what"] or match["twice"] or match["measure"]:
        return not _DATED.search(before) or bool(_TOTAL.search(before))
    return num <= den and (not _NOT_RATIO.search(before) or bool(_TOTAL.search(before)))


def _noun_near(text: str, ratios: list[Ratio], matches: list[re.Match[str]], index: int) -> tuple[str | None, str]:
    start = matches[index].start()
    beside = bool(ratios) and same_sentence(text, ratios[-1].end, start)
    counted = _noun_ahead(text, start)
    if beside and (counted is None or ratios[-1].den == _numbers(matches[index])[1]):
        return ratios[-1].what, "noun of the one before"
    if counted:
        return counted, "noun ahead"
    if index + 1 < len(matches) and same_sentence(text, matches[index].end(), matches[index + 1].start()):
        after = matches[index + 1]
        if after["what"] and after["den"] == matches[index]["den"]:
            return " ".join(after["what"].split()), "noun of the next"
    return None, ""


@functools.cache
def _number_of() -> re.Pattern[str]:
    return re.compile(rf"(?:[Tt]ổng )?[Ss]ố (?P<noun>(?:{noun_pattern()})){WORD_END}")


#: How far ahead of a ratio its noun may stand.
_MAX_NOUN_LOOKBACK_CHARS = 120


def _noun_ahead(text: str, start: int) -> str | None:
    """``Số xã đạt chuẩn nông thôn mới 12/15``: what is counted, named ahead of the ratio in its sentence."""
    floor = sentence_start(text, max(0, start - _MAX_NOUN_LOOKBACK_CHARS), start)
    noun = None
    for match in _number_of().finditer(text, floor, start):
        noun = match["noun"]
    return noun
