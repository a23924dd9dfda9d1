"""The noun phrase of a counted noun: narrowed to its right, or a phrase to its left that the count only measures."""

from __future__ import annotations

import re

from extractors.indicators.noun_phrase_left import measured_by_count
from extractors.indicators.noun_phrase_right import after_noun, names_end, passive_complement, predicate_clause
from extractors.indicators.value_mentions import NumberMention
from extractors.text.spans import Span

#: What ties a count to a phrase on its left: a label (Kinh tế: 11 người), "là", or nothing at all.
LABEL = re.compile(r":| (?:là|đạt)(?!\w)")
#: A change, whose subject is that of the value before it.
CHANGE = re.compile(r"(?:tăng|giảm|hụt|vượt)(?: thêm| khoảng| gần| hơn| trên)*[ :]*$", re.IGNORECASE)
#: A clause of its own behind a comma: …, có 9 dự án
ANOTHER = re.compile(r" *, *(?:có|còn)(?!\w)")
#: What parts a count from the phrase on its left, so that the noun alone is counted: toàn huyện có 12 khách sạn.
_PARTED = re.compile(
    r"(?:^|[ ,])(?:có|còn|gồm|với|và|các)(?!\w)[^,]*$| trong(?: số)? *$|,(?: (?:hơn|gần|khoảng|trên"
    r"|thêm))* *$"
)
#: A colon that only announces what follows.
_ANNOUNCED = re.compile(r"(?:cụ thể|như sau|sau|kết quả) *:")
#: tăng 2,6%, bằng 7.300 con: the change in numbers
_EQUALS = re.compile(r"^.{0,16}?, (?:bằng|tương đương|tức)(?: khoảng| gần| hơn| trên| với| tăng| giảm)* *$")
#: còn 17 hộ chưa nhận tiền: the rest of something, which says enough
_THE_REST = re.compile(r"(?:^|\W)[Cc]òn(?: lại)?(?: khoảng| gần| hơn| trên)* *$")
#: The words at the end of a phrase that lead on to the people counted: đào tạo nghề cho | 4.700 người.
_LEADS_ON = re.compile(r" (?:cho|của|với|tới|đến)$")
#: A longer stretch to the left of "3 ca" is a sentence, and no label of it.
_MAX_LABEL_WORDS = 14


def phrase_of_count(
    text: str, value: NumberMention, left: Span | None, inherited: Span | None, end: int
) -> tuple[Span | None, bool]:
    """The phrase of the count ``value``, and whether it is its own; ``left``: the phrase ahead of it."""
    right = after_noun(text, value.noun_start, value.end, end)
    beside = left is not None and ANOTHER.match(text, left[1], value.start)
    if left and not beside:
        if value.kind == "figure" and measured_by_count(text, left, value.start):
            return without_lead(text, left), True
        if right[1] <= value.end and _repeats(text, value, left):
            return left, True
    if right[1] > value.end or names_end(text, value.end, end) > value.end:
        return right, True
    gap = text[left[1] if left else max(0, value.start - 16) : value.start]
    changed = CHANGE.search(gap) is not None
    goes_on = changed and (not left or gap.lstrip().startswith(","))
    if inherited and (goes_on or (value.is_classifier == "yes" and _EQUALS.match(gap))):
        return inherited, False
    if left and _is_tied(text, value, left, gap, changed=changed):
        return without_lead(text, left), True
    return _of_itself(text, value, right, gap, end), True


def _is_tied(text: str, value: NumberMention, left: Span, gap: str, *, changed: bool) -> bool:
    """Whether the count only measures the phrase on its left: ``tai nạn 11 vụ``, ``Kinh tế: 9 người``."""
    short = text.count(" ", *left) < _MAX_LABEL_WORDS
    if changed:  # Trọng án giảm 165 vụ
        return value.is_classifier == "yes" and short and CHANGE.match(gap.lstrip()) is not None
    if _ANNOUNCED.search(gap):
        return False
    rate = "/" in text[value.noun_start : value.end]  # 13 tiêu chí/xã
    leads = _LEADS_ON.search(text, *left) is not None or " cho" in gap
    measures = value.is_classifier == "yes" or rate or (leads and bool(value.is_classifier))
    return (measures and short and not _PARTED.search(gap)) or LABEL.search(gap) is not None


def _of_itself(text: str, value: NumberMention, right: Span, gap: str, end: int) -> Span:
    """The phrase of a count that nothing on its left names: its noun, narrowed by the clause behind it."""
    if value.is_classifier == "yes":
        return passive_complement(text, value.end, end) or right
    rate = text.find("/", value.noun_start, value.end)
    if rate > 0:
        return value.noun_start, rate  # 11 bác sỹ/1 vạn dân
    clause = predicate_clause(text, value.noun_start, value.end, end)
    return right if clause is None or _THE_REST.search(gap) else clause


def _repeats(text: str, value: NumberMention, left: Span) -> bool:
    """``hồ sơ trễ hạn 13 hồ sơ``: the noun of the subject, said again."""
    phrase = text[left[0] : left[1]].lower()
    return phrase.startswith(f"{value.counts} ") and " đã " not in phrase and "," not in phrase


def without_lead(text: str, span: Span) -> Span:
    """The phrase without the word at its end that leads on: ``đào tạo nghề cho``."""
    return span[0], span[0] + len(_LEADS_ON.sub("", text[span[0] : span[1]]))
