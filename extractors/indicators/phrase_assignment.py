"""Assigns phrases value by value: its own on either side, or the phrase of a value before it in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.indicators.counts import ANOTHER, CHANGE, LABEL, phrase_of_count, without_lead
from extractors.indicators.lists import item_of_row
from extractors.indicators.noun_phrase_left import is_part_lead, phrase_before, subject_of
from extractors.indicators.noun_phrase_right import (
    after_noun,
    after_share,
    behind_bracket,
    names_end,
    substance_after_unit,
)
from extractors.indicators.value_mentions import NumberMention
from extractors.lexicon.plan_terms import PLAN_LABEL, PLANNED_AMOUNT
from extractors.lexicon.tables import currencies, document_type_pattern, starts_with_head
from extractors.percentages.basis import plan_ending
from extractors.records import Figure, Percentage
from extractors.text.sentences import BracketScan, Sentences
from extractors.text.spans import Span

#: What still goes with the value before, up to the comma: 06 vụ vi phạm | về môi trường,
_ASIDE = re.compile(r" (?:về|của|trên|tại|ở|theo|trong|để|ra|vào)(?!\w)[^,;:()\d]*,")
#: 2 xã Phước An và Long Hòa | được công nhận,
_SAID_OF_NAMES = re.compile(r" (?:được|đã|đạt|về|hoàn thành)(?!\w)[^,;:()\d]*,")
#: so với tỷ lệ 7,1% nghỉ việc của …: what the rate is of stands to its right
_BARE_RATE = re.compile(r"(?:với|là|có|và|\() tỷ lệ *$")
#: số hồ sơ trễ hạn | là 245 (chiếm 1%): a number without a unit is no figure, and not of the phrase either
_MAX_NUMBER_CHARS = 80  #: no number with its verbs is longer
_BARE_NUMBER = re.compile(
    r"(?<=[^\W\d])(?:(?:,? (?:là|đạt|có|còn|chỉ|trên|hơn|gần|khoảng))+:?|:) \d[\d.,]*"
    r"(?: (?:nghìn|ngàn|triệu|vạn|trăm))? *$"
)
#: 28/38 trường | đạt chuẩn quốc gia | (73,7%): what the ones counted have in common
_OF_THEM = re.compile(r" (?:đã |cơ bản )?(?:đạt|có|hoàn thành|được) [^,;:.()\d\n]{2,60} *")
#: Tỷ lệ hộ nghèo còn 5% (120 hộ): a count is of the households, and no rate
_RATE_OF = re.compile(r"(?:tỷ|tỉ) lệ (?=(?:số )?(?:hộ|người|trẻ|học sinh|lao động)(?!\w))", re.IGNORECASE)
#: giải ngân 17 tỷ đồng trên tổng kế hoạch 18 tỷ đồng, đạt 94%: the plan has nothing to give
_ON_A_PLAN = re.compile(rf" trên (?:tổng )?(?:số |mức )?{PLANNED_AMOUNT}")
_WITH_COUNT = re.compile(r"(?:^|\W)(?:với|gồm|từ|của|cho|tại)(?: hơn| gần| khoảng| trên)* *$")
_ACT = re.compile(r" (?:tăng|giảm|tiếp tục|phát triển|đạt|là|đã)(?!\w)")
#: A sentence with more values than this is a table in disguise: the far ones have nothing to lend.
_MAX_VALUES_LOOKBACK = 60
#: phấn đấu thu 40 tỷ đồng | tiền sử dụng đất: what the money is
_KIND_OF_MONEY = re.compile(r" (?:tiền (?!mặt|để|cho)|thuế |phí |lệ phí )[^\W\d]")


@dataclass(slots=True)
class PhraseAssigner:
    """One text in work: its values in order, and the phrase of each that was already read."""

    text: str
    sentences: Sentences
    figures: Sequence[Figure]
    percentages: Sequence[Percentage]
    spans: dict[tuple[str, int], Span | None] = field(default_factory=dict)
    own: set[tuple[str, int]] = field(default_factory=set)
    brackets: dict[tuple[str, int], int | None] = field(default_factory=dict)
    around: dict[tuple[str, int], int | None] = field(default_factory=dict)

    def read(self, values: Sequence[NumberMention]) -> None:
        """Find the phrase of every value, in order: the later ones inherit from the earlier."""
        first, scan = 0, BracketScan(self.text)
        for position, value in enumerate(values):
            start, end = self.sentences.bounds(value.start)
            self.brackets[value.key] = scan.at(start, value.start)
            self.around[value.key] = scan.stack[-2] if len(scan.stack) > 1 else None
            while values[first].start < start:
                first += 1
            span, is_own = self._span_of(
                value, values[max(first, position - _MAX_VALUES_LOOKBACK) : position], start, end
            )
            self.spans[value.key] = span
            if is_own:
                self.own.add(value.key)

    def _span_of(
        self, value: NumberMention, before: Sequence[NumberMention], start: int, end: int
    ) -> tuple[Span | None, bool]:
        """The phrase of ``value``, and whether it is its own; ``before``: the values of the sentence ahead of it."""
        bracket = self.brackets[value.key]
        if bracket is not None:
            return self._in_bracket(value, before, bracket, end)
        open_before = [other for other in before if self.brackets[other.key] is None]
        floor = self._floor(open_before, before, start, value.start)
        free = value.kind == "percentage" and self.percentages[value.index].relation == "khác"
        free = free or (value.kind == "percentage" and _BARE_RATE.search(self.text, floor, value.start) is not None)
        # vượt 12% nghị quyết: what stands behind is its basis, not what it is a share of
        share = after_share(self.text, value, end) if free and value.scope_end == value.end else None
        if share:
            return share, True
        left = phrase_before(self.text, floor, value.start)
        inherited = self._inherited(open_before)
        if value.counts is not None:
            alike = next((other for other in reversed(open_before) if other.counts == value.counts), None)
            changed = alike and CHANGE.search(self.text, max(floor, value.start - 16), value.start)
            # khởi tố 12 vụ, 25 bị can, giảm 3 vụ: of the last one that counts the same
            return phrase_of_count(
                self.text, value, left, self.spans[alike.key] if alike and changed else inherited, end
            )
        if left and self._goes_on(left, value, open_before):
            return inherited, False
        if value.kind == "figure" and not (left and starts_with_head(self.text, left, "measure")):
            substance = self._substance(value, left, end)
            if substance:
                return substance, True
        if left:
            return without_lead(self.text, left), True
        if before:
            return inherited, False
        return subject_of(self.text, start, value.start), True

    def _inherited(self, before: Sequence[NumberMention]) -> Span | None:
        """The phrase of the last value that has one to give: a count inside another's phrase (với 9 dự án) has none."""
        for other in reversed(before):
            beside = other.counts is not None and _WITH_COUNT.search(self.text, max(0, other.start - 16), other.start)
            span = self.spans.get(other.key)
            whole = span is not None and _ON_A_PLAN.search(self.text, max(0, span[0] - 8), span[1])
            if (not beside and not whole) or other is before[0]:
                return span
        return None

    def _substance(self, value: NumberMention, left: Span | None, end: int) -> Span | None:
        """``sản xuất được 188 nghìn tấn đường``: what a quantity is of, where no measure or label says it."""
        gap = self.text[left[1] if left else max(0, value.start - 16) : value.start]
        if LABEL.search(gap) or CHANGE.search(gap):
            return None
        if _is_money(self.figures[value.index]) and not _KIND_OF_MONEY.match(self.text, value.end, end):
            return None
        return substance_after_unit(self.text, value.end, end)

    def _goes_on(self, left: Span, value: NumberMention, before: Sequence[NumberMention]) -> bool:
        """Whether a phrase only goes on with the value before: 415 vụ khiếu nại, tố cáo thuộc thẩm quyền, đạt 89%."""
        if not before or self.text.rfind(";", before[-1].end, left[0]) >= 0:
            return False
        if not self.text[left[1] : value.start].lstrip().startswith(","):
            return False
        last = before[-1]
        behind = self.text[max(last.scope_end, self._own_end(last, value.start)) : left[0]]
        return not behind.strip() or not _ACT.search(self.text[left[0] : left[1]])

    def _in_bracket(
        self, value: NumberMention, before: Sequence[NumberMention], bracket: int, end: int
    ) -> tuple[Span | None, bool]:
        """``73 xã (chiếm 75,2% tổng số xã) đạt …``: its own phrase, or that of the value outside."""
        inside = [other for other in before if other.start > bracket]
        start = self.sentences.bounds(value.start)[0]
        around = self.around[value.key]
        outside = [other for other in before if other.start < bracket and self.brackets[other.key] == around]
        own = phrase_before(self.text, self._floor(inside, inside, bracket + 1, value.start), value.start)
        last = outside[-1] if outside else None
        level = value.kind == "percentage" and self.percentages[value.index].relation == "tỷ lệ"
        if own and last and level and PLAN_LABEL.fullmatch(self.text, own[0], value.start):
            own = None  # Tỷ lệ … còn 5% (kế hoạch 6%): of what is outside
        planned = plan_ending(self.text, last.start if last else start, bracket)
        if planned and value.kind == "figure" and not self.text[bracket + 1 : value.start].strip():
            return planned, True
        if value.counts is not None:
            same = last is not None and (last.counts == value.counts or value.is_classifier)
            changed = last is not None and CHANGE.search(self.text, bracket, value.start)
            bare = after_noun(self.text, value.noun_start, value.end, end)[1] <= value.end
            if own and same and bare and not ANOTHER.match(self.text, own[1], value.start):
                return own, True  # 289 dự án (các Bộ, ngành có 69 dự án)
            if own or not bare or not (same or changed):
                return phrase_of_count(self.text, value, own, self._inherited(before), end)
        elif own:
            return own, True
        return self._around_bracket(value, last, outside, bracket, end), False

    def _around_bracket(
        self, value: NumberMention, last: NumberMention | None, outside: Sequence[NumberMention], bracket: int, end: int
    ) -> Span | None:
        """What the text around a bracket is about; ``last``: the last value of ``outside``."""
        alone = value.kind == "figure" and value.counts is None and value.start == bracket + 1
        item = item_of_row(self.text, bracket) if alone else None
        if item:
            return item
        if last is None:
            line = self.text.rfind("\n", 0, bracket) + 1
            return self._up_to_number(max(self.sentences.bounds(bracket)[0], line), bracket)[0]
        clause = self.text[last.end : bracket]
        if value.kind == "percentage":
            behind = behind_bracket(self.text, last.end, end) if last.counts and not clause.strip() else None
            if behind:
                return behind
            if last.kind == "ratio" and _OF_THEM.fullmatch(clause):
                return last.noun_start, last.end + len(clause.rstrip())
            ahead, cut = self._up_to_number(self._floor(outside, outside, last.end, bracket), bracket)
            if ahead and (cut or starts_with_head(self.text, ahead)):
                return ahead
        whole = self.spans.get(last.key)
        if value.counts and whole and "," in self.text[whole[0] : whole[1]] and whole[0] == last.noun_start:
            return value.noun_start, value.end  # 371 gia trại, trang trại (345 gia trại …): one kind of several
        rate = _RATE_OF.match(self.text, *whole) if value.counts and whole else None
        return (rate.end(), whole[1]) if rate and whole else whole

    def _up_to_number(self, floor: int, end: int) -> tuple[Span | None, bool]:
        """The phrase that ends at ``end``, or at a bare number before it, and whether there was such a number."""
        number = _BARE_NUMBER.search(self.text, max(floor, end - _MAX_NUMBER_CHARS), end)
        return phrase_before(self.text, floor, number.start() if number else end), number is not None

    def _floor(
        self, open_before: Sequence[NumberMention], before: Sequence[NumberMention], sentence_start: int, start: int
    ) -> int:
        """Where the phrase of a value may begin at the earliest: behind the last value, and behind what that is of.

        A count inside the phrase doesn't cut it (``Tổng nguồn vốn của 03 chương trình MTQG năm 2023: 182,662 tỷ``).
        """
        floor = sentence_start
        for other in reversed(open_before):
            count = other.kind == "figure" and self.figures[other.index].kind == "count"
            if count and is_part_lead(self.text, sentence_start, other.start, self.text[other.end : start]):
                continue
            floor = max(other.scope_end, min(self._own_end(other, start), start))
            break
        if before and before[-1].start > floor and before[-1] not in open_before:  # in a bracket that has closed since
            floor = max(floor, before[-1].scope_end)
        named = names_end(self.text, floor, start)
        predicate = _SAID_OF_NAMES.match(self.text, named, start) if named > floor else None
        floor = predicate.end() if predicate else named
        aside = _ASIDE.match(self.text, floor, start) if floor > sentence_start else None
        floor = aside.end() if aside else floor
        semicolon = self.text.rfind(";", floor, start)
        return semicolon + 1 if semicolon >= 0 and not self._one_list(floor, semicolon, open_before) else floor

    def _own_end(self, other: NumberMention, start: int) -> int:
        """The end of the noun phrase that follows a value and belongs to it."""
        span = self.spans.get(other.key)
        end = span[1] if span and span[0] >= other.start else 0
        if other.kind == "figure" and end < other.end:
            of = substance_after_unit(self.text, other.end, start)
            end = of[1] if of else 0
        return end

    def _one_list(self, floor: int, semicolon: int, before: Sequence[NumberMention]) -> bool:
        """``Tổng kinh phí cho Nghị quyết A; Nghị quyết B: 61 tỷ``: the list is inside the phrase."""
        lead = self.text[floor:semicolon].lstrip(" -+•*")
        return not before and lead.startswith("Tổng") and bool(_DOCUMENT.match(self.text, semicolon + 1))


def _is_money(figure: Figure) -> bool:
    return figure.base_unit is not None and figure.base_unit.partition("/")[0] in currencies()


_DOCUMENT = re.compile(rf" *{document_type_pattern()} ")
