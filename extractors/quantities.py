"""Numbers with a unit or a counted noun, as they stand in the text: the tokens of figures.

A unit is a multiplier and a unit of measure (``tỷ đồng``), a multiplier and a counted noun (``ngàn lượt hành khách``),
a unit and what it is counted by (``triệu đồng/người/năm``), or a bare ``tỷ``. A counted noun is its head noun alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.letters import LOWER, UPPER
from extractors.numerals import NOT_AFTER, NUMBER, NUMBER_WORDS, parse_number
from extractors.vocabulary import alternation, counted_nouns, multipliers, units

_END = rf"(?![{LOWER}{UPPER}\d])"
_DASH = r"(?: ?[-–] ?| đến | tới )"
#: 57 triệu đồng/96 triệu đồng: what was done and, behind the stroke, what was planned.
_SECOND = r"(?<=(?:đồng|.tấn|..ha)/)"
#: 7 vụ/24 đối tượng: the stroke joins two counts. That a count ends there is seen when it has been read.
_JOINED = rf"(?<=[{LOWER}]/)"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit. ``multiplier`` and ``base`` are the unit's parts; ``base`` is None for a bare ``tỷ``."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    multiplier: str | None
    base: str | None
    per: str | None
    counted: bool
    unit_start: int
    #: How it was read: one of the ways of ``data/confidence.csv``.
    how: str = "measure"


#: Heads that make any noun of a person: ứng viên, ứng cử viên, kiểm ngư viên, nhạc sĩ, kỹ sư; never viên chức.
_PERSON = rf"(?:[{LOWER}]+ ){{1,2}}(?:viên|sĩ|sỹ|sư){_END}(?! +chức)"
#: What a number may also count, so that the number is no count of things: times, labels, comparisons, money words.
_NO_COUNT = (
    r"(?:tháng|ngày|năm|giờ|phút|giây|quý|tuần|giai đoạn|lần|thế kỷ|thập kỷ|nhiệm kỳ|niên|tuổi|bậc|khóa|khoá|độ|phần"
    r"|điều|khoản|điểm|chương|mục|phụ lục|cấp|bên"
    r"|và|hoặc|hay|đến|tới|của|từ|là|có|được|trong|trên|dưới|về|với|tại|ở|đã|cho|thì|nghìn|ngàn|triệu|tỷ|tỉ|vạn|trăm"
    r"|chục|đồng|phường|quận|theo|so|trở|đó|này|nói|nêu|khi|nếu|do|như|nhưng|để|nhằm|bằng|không|chưa|còn|cũng|sẽ|phải"
    r"|tăng|giảm|đạt|chiếm|dự kiến|lên|xuống|ra|vào|qua|sau|trước|cuối|đầu|giữa|người|rưỡi|âm|trừ|cộng|nhân|chia)"
)
#: A noun outside the lists, after 07 or "có 12": two syllables, as most nouns have; never one alone.
_ANY_NOUN = rf"(?!{_NO_COUNT}{_END})[{LOWER}]{{2,}} (?!{_NO_COUNT}{_END})[{LOWER}]{{2,}}"


@functools.cache
def noun_pattern() -> str:
    """A counted noun: one of the list, the longest first, or a person by the form of the word."""
    return rf"{alternation(counted_nouns())}|(?-i:(?!{_NO_COUNT} ){_PERSON})"


#: công as the first syllable of another word (công tác, công suất); a day's work stands alone, or before lao động.
_WORK = rf"công (?!lao động|và|để|trong|cho|với|so|tại|của)[{LOWER}]"


def _units() -> str:
    """The units of measure; one that also begins a counted noun (công, công trình) only where the noun isn't meant."""
    clashing = [noun for noun in counted_nouns() if any(noun.startswith(f"{unit} ") for unit in units())]
    return rf"(?!(?:{alternation(clashing)}){_END}|{_WORK})(?:{alternation(units())})"


@functools.cache
def _pattern() -> re.Pattern[str]:
    measured = _units()
    nouns = noun_pattern()
    times = alternation(multipliers())
    small = alternation(noun.name for noun in counted_nouns().values() if noun.number_word)
    word = alternation(NUMBER_WORDS)
    # triệu đồng/người/năm, đồng/01 tháng, máy/100 dân: a round number belongs to what the unit is counted by
    per = (
        rf"(?: ?/ ?(?:(?:0?1|10{{2,}}|1(?:0{{0,2}}\.000)+) )?(?:(?:vạn|nghìn|ngàn|triệu) )?"
        rf"(?:{alternation(counted_nouns())}|{measured}|năm|tháng"
        rf"|ngày"
        rf"|quý|vụ|giờ|lần|người|khẩu|đầu người|mẻ|lứa|kỳ|tuần|dân|người dân){_END})+"
    )
    return re.compile(
        # Nothing else can begin a quantity: this keeps the search from trying all that follows at every letter.
        r"(?=[\dHhBbSsTtCcMm])(?:(?=\d)(?:"
        # 566 tỷ 384 triệu đồng: one quantity in two multipliers
        rf"(?P<n1>{NOT_AFTER}\d[\d.]*) *(?P<m1>tỷ|tỉ|triệu) (?P<n2>\d{{1,3}}) *(?P<m2>triệu|nghìn"
        rf"|ngàn)(?P<u2> *(?:đồng|USD)){_END}"
        # 20-25 triệu đồng, 2.522,81 tỷ đồng, 36 triệu đồng/người/năm, 1038,5ha, 2.708 ngàn lượt hành khách
        rf"|(?P<low>(?:{NOT_AFTER}|{_SECOND}|(?P<joined>{_JOINED})){NUMBER})(?:{_DASH}(?P<high>{NUMBER}))? *"
        rf"(?P<unit>(?:(?P<times>{times}) +)?(?:(?P<base>{measured}){_END}(?P<per>{per})?)"
        rf"|(?P<times2>{times}) +(?P<noun2>{nouns}){_END}"
        rf"|(?P<noun>(?i:{nouns})){_END}(?P<per3>{per})?"
        rf"|(?P<times3>{times}){_END}(?! *(?:tấn|người|hộ|con|cây|lệ|trọng|suất)(?!\w))(?P<per2>{per})?"
        # 07 sáng kiến, "có 12 bộ phận": a count by its form, where the list has no noun
        rf"|(?:(?<= 0\d )|(?<=(?:có|òn) \d\d )|(?<=(?:có|òn) \d ))(?P<free>{_ANY_NOUN}){_END})"
        # hai cụm công nghiệp
        rf")|(?P<word>(?<![{LOWER}{UPPER}])(?i:{word})) (?P<small>{small}){_END})"
    )


def find_quantities(text: str, *, english: bool = False) -> Iterator[Quantity]:
    """Every quantity in ``text``, in order, dates and numbers of things included: the caller decides what counts.

    ``english``: the text writes 12,345.6 (see ``marks``).
    """
    stroke, counted = -1, ""  # where the last quantity ends, when a second one may follow its stroke, and of what it is
    for match in _pattern().finditer(text):
        if match["joined"] is not None and (match.start() != stroke + 1 or match["noun"] in (None, counted)):
            continue
        counted = match["noun"] or match["base"] or ""
        stroke = match.end() if counted else -1
        if match["n1"]:
            yield _mixed(match)
        elif match["word"]:
            number = Decimal(NUMBER_WORDS[match["word"].lower()])
            yield Quantity(
                match.start(), match.end(), number, None, _one_space(match["small"]), None, match["small"], None,
                counted=True, unit_start=match.start("small"), how="number word",
            )  # fmt: skip
        else:
            yield _plain(match, english)


def _plain(match: re.Match[str], english: bool) -> Quantity:
    times = match["times"] or match["times2"] or match["times3"]
    noun = match["noun"] or match["noun2"] or match["free"]
    low = parse_number(match["low"], english=english)
    high = parse_number(match["high"], english=english) if match["high"] else None
    return Quantity(
        start=match.start(),
        end=match.end(),
        value=low,
        value_max=high,
        unit=_one_space(match["unit"]),
        multiplier=_one_space(times) if times else None,
        base=_one_space(match["base"] or noun or "") or None,
        per=match["per"] or match["per2"] or match["per3"],
        counted=bool(noun) and not match["noun2"],
        unit_start=match.start("unit"),
        how=_how(match),
    )


def _how(match: re.Match[str]) -> str:
    if match["free"]:
        return "count by form"
    if match["joined"]:
        return "count behind a stroke"
    if match["noun"] or match["noun2"]:
        return "count"
    return "measure" if match["base"] else "multiplier alone"


def _mixed(match: re.Match[str]) -> Quantity:
    """``566 tỷ 384 triệu đồng`` is 566.384 tỷ đồng."""
    larger, smaller = multipliers()[match["m1"]], multipliers()[match["m2"]]
    value = parse_number(match["n1"]) + Decimal(match["n2"]) * smaller / larger
    currency = match["u2"].strip()
    return Quantity(
        match.start(), match.end(), value.normalize() + 0, None, f"{match['m1']} {currency}", match["m1"], currency,
        None, counted=False, unit_start=match.start("m1"), how="two multipliers",
    )  # fmt: skip


def _one_space(text: str) -> str:
    return " ".join(text.split())
