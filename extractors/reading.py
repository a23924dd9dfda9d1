"""Reading the phrase of each value in turn: its own, on either side, or that of the value before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.bases import plan_ending
from extractors.clauses import BracketScan, Sentences
from extractors.nouns import after_noun, after_share, behind_bracket, matter, what_is_done
from extractors.phrases import is_part_lead, measured_by_count, phrase_before, starts_with_head, subject_of
from extractors.records import Figure, Percentage
from extractors.trimming import Span
from extractors.values import Value

#: What ties a count to a phrase on its left: a label (Kinh tế: 11 người), "là", or nothing at all.
_LABEL = re.compile(r":| (?:là|đạt)(?!\w)")
#: What parts it from there: the noun alone is counted (toàn huyện có 12 khách sạn; 5 xe và 3 tàu).
_PARTED = re.compile(
    r"(?:^|[ ,])(?:có|còn|gồm|với|và|các)(?!\w)[^,]*$| trong(?: số)? *$|,(?: (?:hơn|gần|khoảng|trên"
    r"|thêm))* *$"
)
#: A clause of its own behind a comma: …, có 9 dự án
_ANOTHER = re.compile(r" *, *(?:có|còn)(?!\w)")
#: What still goes with the value before, up to the comma: 06 vụ vi phạm | về môi trường,
_ASIDE = re.compile(r" (?:về|của|trên|tại|ở|theo|trong|để|ra|vào)(?!\w)[^,;:()\d]*,")
#: so với tỷ lệ 7,1% nghỉ việc của …: what the rate is of stands to its right
_BARE_RATE = re.compile(r"(?:với|là|có|và|\() tỷ lệ *$")
#: A colon that only announces what follows.
_ANNOUNCED = re.compile(r"(?:cụ thể|như sau|sau|kết quả) *:")
_CHANGE = re.compile(r"(?:tăng|giảm|hụt|vượt)(?: thêm| khoảng| gần| hơn| trên)*[ :]*$", re.IGNORECASE)
#: The words at the end of a phrase that lead on to the people counted: đào tạo nghề cho | 4.700 người.
_LEADS_ON = re.compile(r" (?:cho|của|với|tới|đến)$")
_WITH_COUNT = re.compile(r"(?:^|\W)(?:với|gồm|từ|của|cho|tại)(?: hơn| gần| khoảng| trên)* *$")
_ACT = re.compile(r" (?:tăng|giảm|tiếp tục|phát triển|đạt|là|đã)(?!\w)")
#: A longer stretch to the left of "3 ca" is a sentence, and no label of it.
_LONG = 14
#: A sentence with more values than this is a table in disguise: the far ones have nothing to lend.
_WINDOW = 60
_MONEY = re.compile(r"đồng|USD|VN[ĐD]|EUR|^(?:tỷ|tỉ|triệu)$")


@dataclass(slots=True)
class Reader:
    """One text in work: its values in order, and the phrase of each that was already read."""

    text: str
    sentences: Sentences
    figures: Sequence[Figure]
    percentages: Sequence[Percentage]
    spans: dict[tuple[str, int], Span | None] = field(default_factory=dict)
    own: set[tuple[str, int]] = field(default_factory=set)
    brackets: dict[tuple[str, int], int | None] = field(default_factory=dict)
    around: dict[tuple[str, int], int | None] = field(default_factory=dict)

    def read(self, values: Sequence[Value]) -> None:
        """Find the phrase of every value, in order: the later ones inherit from the earlier."""
        first, scan = 0, BracketScan(self.text)
        for position, value in enumerate(values):
            start, end = self.sentences.bounds(value.start)
            self.brackets[value.key] = scan.at(start, value.start)
            self.around[value.key] = scan.stack[-2] if len(scan.stack) > 1 else None
            while values[first].start < start:
                first += 1
            span, is_own = self._span_of(value, values[max(first, position - _WINDOW) : position], start, end)
            self.spans[value.key] = span
            if is_own:
                self.own.add(value.key)

    def _span_of(self, value: Value, before: Sequence[Value], start: int, end: int) -> tuple[Span | None, bool]:
        """The phrase of ``value``, and whether it is its own; ``before``: the values of the sentence ahead of it."""
        bracket = self.brackets[value.key]
        if bracket is not None:
            return self._in_bracket(value, before, bracket, end)
        open_before = [other for other in before if self.brackets[other.key] is None]
        floor = self._floor(open_before, before, start, value.start)
        free = value.kind == "percentage" and self.percentages[value.index].relation == "khác"
        free = free or (value.kind == "percentage" and _BARE_RATE.search(self.text, floor, value.start) is not None)
        share = after_share(self.text, value, end) if free else None
        if share:
            return share, True
        left = phrase_before(self.text, floor, value.start)
        inherited = self._inherited(open_before)
        if value.counts is not None:
            return self._of_count(value, left, inherited, end)
        if left and self._goes_on(left, value, open_before):
            return inherited, False
        if value.kind == "figure" and not (left and starts_with_head(self.text, left, "measure")):
            stuff = self._stuff(value, left, end)
            if stuff:
                return stuff, True
        if left:
            return left, True
        if before:
            return inherited, False
        return subject_of(self.text, start, value.start), True

    def _inherited(self, before: Sequence[Value]) -> Span | None:
        """The phrase of the last value that has one to give: a count inside another's phrase (với 9 dự án) has none."""
        for other in reversed(before):
            beside = other.counts is not None and _WITH_COUNT.search(self.text, max(0, other.start - 16), other.start)
            if not beside or other is before[0]:
                return self.spans.get(other.key)
        return None

    def _of_count(self, value: Value, left: Span | None, inherited: Span | None, end: int) -> tuple[Span | None, bool]:
        """The phrase of a counted noun: what narrows it to its right, or what it only measures to its left."""
        right = after_noun(self.text, value.noun_start, value.end, end)
        beside = left is not None and _ANOTHER.match(self.text, left[1], value.start)
        if value.kind == "figure" and left and not beside and measured_by_count(self.text, left, value.start):
            return _without_lead(self.text, left), True
        if right[1] > value.end:
            return right, True
        gap = self.text[left[1] if left else max(0, value.start - 16) : value.start]
        if _CHANGE.search(gap):
            if inherited and (not left or gap.lstrip().startswith(",")):
                return inherited, False
        elif left and not _ANNOUNCED.search(gap):
            short = self.text.count(" ", *left) < _LONG
            leads = _LEADS_ON.search(self.text, *left) is not None or " cho" in gap
            tied = (value.measures == "yes" or (leads and value.measures)) and short and not _PARTED.search(gap)
            if tied or _LABEL.search(gap):
                return _without_lead(self.text, left), True
        done = what_is_done(self.text, value.end, end) if value.measures == "yes" else None
        return done or right, True

    def _stuff(self, value: Value, left: Span | None, end: int) -> Span | None:
        """``sản xuất được 188 nghìn tấn đường``: what a quantity is of, where no measure or label says it."""
        gap = self.text[left[1] if left else max(0, value.start - 16) : value.start]
        if _MONEY.search(self.figures[value.index].unit) or _LABEL.search(gap) or _CHANGE.search(gap):
            return None
        return matter(self.text, value.end, end)

    def _goes_on(self, left: Span, value: Value, before: Sequence[Value]) -> bool:
        """Whether a phrase only goes on with the value before: 415 vụ khiếu nại, tố cáo thuộc thẩm quyền, đạt 89%."""
        if not before or self.text.rfind(";", before[-1].end, left[0]) >= 0:
            return False
        if not self.text[left[1] : value.start].lstrip().startswith(","):
            return False
        last = before[-1]
        behind = self.text[max(last.reach, self._own_end(last, value.start)) : left[0]]
        return not behind.strip() or not _ACT.search(self.text[left[0] : left[1]])

    def _in_bracket(self, value: Value, before: Sequence[Value], bracket: int, end: int) -> tuple[Span | None, bool]:
        """``73 xã (chiếm 75,2% tổng số xã) đạt …``: what the bracket is about, unless it says so itself."""
        inside = [other for other in before if other.start > bracket]
        start = self.sentences.bounds(value.start)[0]
        level = self.around[value.key]
        outside = [other for other in before if other.start < bracket and self.brackets[other.key] == level]
        own = phrase_before(self.text, self._floor(inside, inside, bracket + 1, value.start), value.start)
        last = outside[-1] if outside else None
        planned = plan_ending(self.text, last.start if last else start, bracket)
        if planned and value.kind == "figure" and not self.text[bracket + 1 : value.start].strip():
            return planned, True
        if value.counts is not None:
            same = last is not None and (last.counts == value.counts or value.measures)
            changed = last is not None and _CHANGE.search(self.text, bracket, value.start)
            bare = after_noun(self.text, value.noun_start, value.end, end)[1] <= value.end
            if own and same and bare and not _ANOTHER.match(self.text, own[1], value.start):
                return own, True  # 289 dự án (các Bộ, ngành có 69 dự án)
            if own or not bare or not (same or changed):
                return self._of_count(value, own, self._inherited(before), end)
        elif own:
            return own, True
        if last is None:
            line = self.text.rfind("\n", 0, bracket) + 1
            return phrase_before(self.text, max(self.sentences.bounds(bracket)[0], line), bracket), False
        if last.counts is not None and value.kind == "percentage" and not self.text[last.end : bracket].strip():
            behind = behind_bracket(self.text, last.end, end)
            if behind:
                return behind, False
        clause = phrase_before(self.text, self._floor(outside, outside, last.end, bracket), bracket)
        if clause and value.kind == "percentage" and starts_with_head(self.text, clause):
            return clause, False
        return self.spans.get(last.key), False

    def _floor(self, open_before: Sequence[Value], before: Sequence[Value], sentence_start: int, start: int) -> int:
        """Where the phrase of a value may begin at the earliest: behind the last value, and behind what that is of.

        A count inside the phrase doesn't cut it (``Tổng nguồn vốn của 03 chương trình MTQG năm 2023: 182,662 tỷ``).
        """
        floor = sentence_start
        for other in reversed(open_before):
            count = other.kind == "figure" and self.figures[other.index].kind == "count"
            if count and is_part_lead(self.text, sentence_start, other.start, self.text[other.end : start]):
                continue
            floor = max(other.reach, min(self._own_end(other, start), start))
            break
        if before and before[-1].start > floor and before[-1] not in open_before:  # in a bracket that has closed since
            floor = max(floor, before[-1].reach)
        aside = _ASIDE.match(self.text, floor, start) if floor > sentence_start else None
        floor = aside.end() if aside else floor
        semicolon = self.text.rfind(";", floor, start)
        return semicolon + 1 if semicolon >= 0 and not self._one_list(floor, semicolon, open_before) else floor

    def _own_end(self, other: Value, start: int) -> int:
        """The end of the noun phrase that follows a value and belongs to it."""
        span = self.spans.get(other.key)
        end = span[1] if span and span[0] >= other.start else 0
        if other.kind == "figure" and end < other.end:
            of = matter(self.text, other.end, start)
            end = of[1] if of else 0
        return end

    def _one_list(self, floor: int, semicolon: int, before: Sequence[Value]) -> bool:
        """``Tổng kinh phí cho Nghị quyết A; Nghị quyết B: 61 tỷ``: the list is inside the phrase."""
        lead = self.text[floor:semicolon].lstrip(" -+•*")
        return not before and lead.startswith("Tổng") and bool(_DOCUMENT.match(self.text, semicolon + 1))


_DOCUMENT = re.compile(r" *(?:Nghị quyết|Quyết định|Nghị định|Kế hoạch|Đề án|Chương trình|Công văn|Thông tư) ")


def _without_lead(text: str, span: Span) -> Span:
    return span[0], span[0] + len(_LEADS_ON.sub("", text[span[0] : span[1]]))
