"""A percentage and the two numbers that it follows from: ``148 tỷ đồng, đạt 93% kế hoạch (158 tỷ đồng)``."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.lexicon.plan_terms import PLANNED_AMOUNT
from extractors.lexicon.terms import term_pattern
from extractors.lexicon.time_terms import YEAR_BEFORE
from extractors.percentages.basis import is_plan
from extractors.records import Equation, Figure, Percentage, Ratio
from extractors.text.sentences import Sentences

#: Between a percentage (or its basis) and what it is of: kế hoạch vốn (158,90 tỷ đồng)
#: with nothing in the bracket but what says that it is the plan, or the value of the earlier period.
_IN_BRACKET = re.compile(
    rf"[\w ]{{0,40}}\((?:(?:{YEAR_BEFORE}|{PLANNED_AMOUNT}|năm|trước|là|đạt|thực hiện|TH|tổng|số|giao|vốn|tỉnh"
    r"|huyện|được|HĐND|(?:19|20)\d\d)[ :,]*)*\Z",
    re.IGNORECASE,
)
#: Between a value and what it is of: 171 tỷ đồng trên tổng kế hoạch 182 tỷ đồng; 171/182 tỷ đồng
_OUT_OF = re.compile(
    rf" ?(?:/ ?(?:{term_pattern('plan')}|tổng số|tổng)?|(?:trên|trong) tổng)[^\d,;.()]{{0,50}}\Z", re.IGNORECASE
)
#: A plan or an allotment right before its number.
_PLAN_LABEL = re.compile(
    rf"(?:{PLANNED_AMOUNT}|được giao|giao|phân bổ|bố trí)(?: (?!đạt|được \d)[\w/]+){{0,6}}[ :]*\Z",
    re.IGNORECASE,
)
#: From one value to the next: từ 40 tỷ đồng (năm 2021) lên 50 tỷ đồng
_FROM = re.compile(r"(?:^|\W)từ \Z", re.IGNORECASE)
_TO = re.compile(r"[^\d;.]{0,12}(?:\([^()]*\) ?)?[^\d;.()]{0,12}(?:lên|xuống|còn|đến)(?: còn| mức)? \Z", re.IGNORECASE)
#: What may stand between a value and its percentage.
_JOINT = re.compile(
    r"[ ,(]*(?:chỉ |mới |ước )?(?:(?:đạt|bằng|chiếm)(?: tỷ lệ)?|tỷ lệ(?: đạt)?|tăng|giảm)?[ :(]*\Z", re.IGNORECASE
)
#: How far a ratio's percentage may stand behind it.
_BEHIND_RATIO = re.compile(r"[^.;\d]{0,60}\Z")


#: How far from a percentage, in characters and in figures, its numbers may stand: dense texts have no full stops.
_MAX_DISTANCE_CHARS, _MAX_OPERANDS = 500, 6


@dataclass(frozen=True, slots=True)
class _Place:
    """One percentage among the figures of its sentence."""

    text: str
    figures: Sequence[Figure]
    starts: Sequence[int]
    floor: int
    end: int

    def before(self, position: int) -> list[int]:
        """The figures of the sentence before ``position``, the nearest first."""
        last = bisect.bisect_left(self.starts, position)
        first = max(bisect.bisect_left(self.starts, self.floor), last - _MAX_OPERANDS)
        return list(range(last - 1, first - 1, -1))

    def next_after(self, position: int) -> int | None:
        """The next figure of the sentence."""
        index = bisect.bisect_left(self.starts, position)
        return index if index < len(self.starts) and self.starts[index] < self.end else None


def quotients_of(
    text: str,
    figures: Sequence[Figure],
    percentages: Sequence[Percentage],
    ratios: Sequence[Ratio],
    sentences: Sentences,
) -> Iterator[Equation]:
    """Each percentage whose two numbers stand in its own sentence."""
    starts = [figure.start for figure in figures]
    ratio_starts = [ratio.start for ratio in ratios]
    numbers = {figure.id: number for number, figure in enumerate(figures)}
    for item in percentages:
        if item.permille or item.value_max is not None or item.how == "cell":
            continue
        floor, end = sentences.bounds(item.start)
        floor, end = max(floor, item.start - _MAX_DISTANCE_CHARS), min(end, item.end + _MAX_DISTANCE_CHARS)
        place = _Place(text, figures, starts, floor, end)
        number = bisect.bisect_left(ratio_starts, item.start) - 1
        tie = _of_ratio(place, item, ratios, number) or _of_figures(place, item, numbers.get(item.figure or ""))
        if tie is not None:
            yield tie


def _of_figures(place: _Place, item: Percentage, value: int | None) -> Equation | None:
    """``value`` is the place of the figure that the percentage speaks of."""
    changed = item.relation in ("tăng", "giảm")
    planned = item.basis is not None and is_plan(item.basis)
    if value is None and planned and not changed:
        # Giải ngân 171 tỷ đồng trên tổng kế hoạch 182 tỷ đồng, đạt …: the nearest number is the plan.
        nearest = place.before(item.start)
        value = nearest[1] if len(nearest) > 1 and _out_of(place, nearest[1]) == nearest[0] else None
    value = _unchanged(place, value) if value is not None else None
    if value is not None and place.figures[value].start >= place.floor:
        other = _bracketed(place, item, value)
        if other is None and not changed:
            other = _out_of(place, value) if planned or item.basis is None else None
        if other is None and planned and not changed:
            other = _plan_before(place, value)
        if other is None and changed:
            other = _from(place, value)
        if other is not None:
            kind = "growth" if changed else "percent_of"
            return Equation(kind, item.id, (place.figures[value].id, place.figures[other].id))  # type: ignore[arg-type]  # one of the two kinds
    return None if changed or planned else _part_of_before(place, item)


#: What makes the number behind it a change of the value before it.
_CHANGE = re.compile(
    r"(?:tăng|giảm|vượt|hụt|thiếu|thấp hơn|cao hơn)(?: thêm| khoảng| gần| hơn| trên| được)* \Z", re.IGNORECASE
)


def _unchanged(place: _Place, value: int) -> int | None:
    """The figure itself, or where it is a change (``54,6 triệu đồng, vượt 0,4 triệu đồng``) the one that changed."""
    own = place.figures[value]
    if not _CHANGE.search(place.text[max(place.floor, own.start - 24) : own.start]):
        return value
    return next((index for index in place.before(own.start) if _alike(place.figures[index], own)), None)


def _alike(one: Figure, other: Figure) -> bool:
    if one.value_max is not None or other.value_max is not None:
        return False
    if one.unit.casefold() == other.unit.casefold():
        return True
    return one.base_unit is not None and one.base_unit == other.base_unit and "count" not in (one.kind, other.kind)


def _bracketed(place: _Place, item: Percentage, value: int) -> int | None:
    """The number in the bracket right behind the percentage or its basis."""
    after = max(item.end, item.basis_end or 0) if (item.basis_start or 0) >= item.end else item.end
    other = place.next_after(after)
    if other is None or other == value or not _alike(place.figures[other], place.figures[value]):
        return None
    return other if _IN_BRACKET.match(place.text[after : place.figures[other].start]) else None


def _out_of(place: _Place, value: int) -> int | None:
    """``value`` is of another: ``171 tỷ đồng trên tổng kế hoạch 182 tỷ đồng``; returns the index of that."""
    own = place.figures[value]
    following = place.next_after(own.end)
    if following is None or not _alike(place.figures[following], own):
        return None
    return following if _OUT_OF.match(place.text[own.end : place.figures[following].start]) else None


def _plan_before(place: _Place, value: int) -> int | None:
    """The plan that the sentence names ahead: ``Kế hoạch vốn 158 tỷ đồng, đã giải ngân 148 tỷ đồng, đạt …``."""
    earlier = place.before(place.figures[value].start)
    if not earlier or not _alike(place.figures[earlier[0]], place.figures[value]):
        return None
    plan = place.figures[earlier[0]]
    between = place.text[plan.end : place.figures[value].start]
    labelled = _PLAN_LABEL.search(place.text[max(place.floor, plan.start - 70) : plan.start])
    return earlier[0] if labelled and not re.search(r"[;%]|\d", between) else None


def _from(place: _Place, value: int) -> int | None:
    """The first number of ``từ 40 tỷ đồng lên 50 tỷ đồng, tăng 25%``."""
    earlier = place.before(place.figures[value].start)
    if not earlier or not _alike(place.figures[earlier[0]], place.figures[value]):
        return None
    first = place.figures[earlier[0]]
    if not _FROM.search(place.text[max(place.floor, first.start - 8) : first.start]):
        return None
    return earlier[0] if _TO.match(place.text[first.end : place.figures[value].start]) else None


def _part_of_before(place: _Place, item: Percentage) -> Equation | None:
    """``tiếp nhận 15.806 hồ sơ, giải quyết đúng hạn 15.617 hồ sơ (98,8%)``: tied by nearness and the same unit."""
    earlier = place.before(item.start)
    if len(earlier) < 2 or item.relation not in ("tỷ lệ", "chiếm", "đạt", "khác") or item.basis is not None:
        return None
    part, whole = (place.figures[number] for number in earlier[:2])
    joined = _JOINT.match(place.text[part.end : item.start])
    if (
        not joined
        or not _alike(part, whole)
        or part.value > whole.value
        or re.search(r"[;]", place.text[whole.end : part.start])
    ):
        return None
    return Equation("percent_of", item.id, (part.id, whole.id), how="near")


def _of_ratio(place: _Place, item: Percentage, ratios: Sequence[Ratio], number: int) -> Equation | None:
    """``28/38 trường đạt chuẩn quốc gia (tỷ lệ 73,68%)``; ``number`` is the ratio before the percentage, or -1."""
    if item.relation in ("tăng", "giảm") or (item.basis is not None and not is_plan(item.basis)):
        return None
    if number < 0 or ratios[number].start < place.floor or not ratios[number].den:
        return None
    between = place.text[ratios[number].end : item.start]
    figure = place.next_after(ratios[number].end)
    if not _BEHIND_RATIO.match(between) or (figure is not None and place.starts[figure] < item.start):
        return None
    return Equation("percent_of", item.id, (ratios[number].id,), how="near")
