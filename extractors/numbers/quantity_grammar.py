"""The pattern of a quantity: a number and the unit or counted noun behind it; each alternative says what it matches."""

from __future__ import annotations

import functools
import re

from extractors.lexicon.tables import alternation, caseless_alternation, counted_nouns, multipliers, units
from extractors.numbers.numerals import NOT_AFTER, NOT_ENDLESS, NUMBER, NUMBER_WORDS
from extractors.text.characters import LETTER, LOWER, WORD_START

#: The end of a unit or noun: no letter or digit follows, but for the mark of a footnote (12.500 tấn4, HTX6).
_END = rf"(?:(?![{LETTER}\d²³])|(?=\d{{1,2}}(?![\w%‰])(?![.,/]\d)))"
_DASH = r"(?: ?[-–] ?| đến | tới )"
#: 57 triệu đồng/96 triệu đồng (done and planned), 7 vụ/24 đối tượng: behind the stroke stands a second quantity. That
#: one ends right before the stroke is seen when it has been read.
_JOINED = rf"(?:(?<=[{LETTER}²³]/)|(?<=m[23]/))"


#: A number that typesetting has torn: 12. 633,596 · 5 .210 · 1 234,5 · 1.045 ,7 · 86, 4. Read as one before a unit.
_TORN = (
    r"(?!\d(?:[., ]{0,2}\d){19})(?:\d{1,3}(?:\.\d{3})*(?:\. | \.)\d{3}(?!\d)(?:\.\d{3})*(?:,\d+)?"
    r"|\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:\.\d{3})* ,\d{1,3}(?!\d)"
    r"|\d{1,3}(?:\.\d{3})*, \d{1,3}(?!\d))"
)
#: What may stand before such a number: a small word that names nothing, a colon, a bracket.
BEFORE_TORN = re.compile(rf"(?:[{LOWER}]+|[:(]) $")

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


@functools.cache
def noun_pattern() -> str:
    """A counted noun: one of the list, the longest first, or a person by the form of the word."""
    return rf"{caseless_alternation(counted_nouns())}|(?!{_NO_COUNT} ){_PERSON}"


#: công as the first syllable of another word (công tác, công suất); a day's work stands alone, or before lao động.
_WORK = rf"công (?!lao động|và|để|trong|cho|với|so|tại|của)[{LOWER}]"


def unit_pattern() -> str:
    """The units of measure; one that also begins a counted noun (công, công trình) only where the noun isn't meant."""
    clashing = [noun for noun in counted_nouns() if any(noun.startswith(f"{unit} ") for unit in units())]
    return rf"(?!(?:{alternation(clashing)}){_END}|{_WORK})(?:{alternation(units())})"


@functools.cache
def quantity_pattern() -> re.Pattern[str]:
    """The whole grammar. The groups that matched tell which alternative it was: see ``quantities``."""
    measured = unit_pattern()
    money = alternation(name for name, unit in units().items() if unit.kind == "money")
    nouns = noun_pattern()
    times = alternation(multipliers())
    small = alternation(noun.name for noun in counted_nouns().values() if noun.number_word)
    word = alternation(NUMBER_WORDS)
    # triệu đồng/người/năm, đồng/01 tháng, máy/100 dân: a round number belongs to what the unit is counted by; a noun
    # that no list has is one word, or two where the phrase ends there (đồng/hầm, GV/lớp)
    per = (
        rf"(?: ?/ ?(?:(?:0?1|10{{2,}}|1(?:0{{0,2}}\.000)+) )?(?:(?:vạn|nghìn|ngàn|triệu) )?"
        rf"(?:(?:ngày đêm|{alternation(counted_nouns())}|{measured}|năm|tháng|ngày|quý|vụ|giờ|lần|người dân|người|khẩu"
        rf"|đầu người|mẻ|lứa|kỳ|tuần|dân){_END}"
        rf"|(?<=/)(?:[{LOWER}]{{2,}}(?: [{LOWER}]+(?=[,.;)/\n]|$))?|HS|GV|SV){_END}))+"
    )
    return re.compile(
        # Nothing else can begin a quantity: this keeps the search from trying all that follows at every letter.
        r"(?=[\dHhBbSsTtCcMm])(?:(?=\d)(?:"
        # 566 tỷ 384 triệu đồng: one quantity in two multipliers
        rf"(?P<n1>{NOT_AFTER}{NOT_ENDLESS}\d[\d.]*) *(?P<m1>tỷ|tỉ|triệu),? (?P<n2>\d{{1,3}}(?:,\d+)?)"
        r" *(?P<m2>triệu|nghìn|ngàn)"
        rf"(?: (?P<n3>\d{{1,3}}) *(?P<m3>nghìn|ngàn))?(?P<u2> *(?:{money}))?{_END}(?P<per4>{per})?"
        # 12. 633,596 triệu đồng: torn by typesetting
        rf"|(?P<torn>{NOT_AFTER}{_TORN}) *(?P<torn_unit>(?:(?P<times4>{times}) +)?(?P<base4>{measured}|người|hộ){_END}"
        rf"(?P<per5>{per})?)"
        # 20-25 triệu đồng, 2.522,81 tỷ đồng, 36 triệu đồng/người/năm, 1038,5ha, 2.708 ngàn lượt hành khách
        rf"|(?P<low>(?:{NOT_AFTER}|(?P<joined>{_JOINED})){NUMBER})(?:{_DASH}(?P<high>{NUMBER}))? *"
        rf"(?P<unit>(?:(?P<times>{times}) +)?(?:(?P<base>{measured}){_END}(?P<per>{per})?)"
        rf"|(?P<times2>{times}) +(?P<noun2>{nouns}){_END}"
        rf"|(?P<noun>(?:{nouns})){_END}(?P<per3>{per})?"
        rf"|(?P<times3>{times}){_END}(?! *(?:tấn|người|hộ|con|cây|lệ|trọng|suất)(?!\w))(?P<per2>{per})?"
        # 1,18 lần/người/năm: times count only as a rate
        rf"|(?P<rate>lần|lượt)(?P<per6>{per})"
        # 3 nhịp, 36 phóng sự: a noun that no list has, told by segmenting what follows
        rf"|(?=(?P<loose>(?!{_NO_COUNT}{_END})[{LOWER}]+(?: [{LOWER}]+){{0,3}})))"
        # hai cụm công nghiệp
        rf")|(?P<word>{WORD_START}(?i:{word})) (?P<small>{small}){_END})"
    )
