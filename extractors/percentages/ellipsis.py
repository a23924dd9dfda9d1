"""Ellipsis: the relation and basis of percentages whose verb or basis is left out in a list or a bracket.

A verb left out: ``Phú Thọ tăng 13%, Thanh Hoá 5%``. A bracket that takes the verb of the percentage outside: ``25% dự
toán năm (cùng kỳ là 23%)``. A basis in the head of a list: ``giảm so với cùng kỳ như: A bằng 89%, B bằng 77%``; the
other places of a basis are those of ``basis_propagation``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.plan_terms import PLAN_LABEL
from extractors.lexicon.tables import starts_with_head
from extractors.lexicon.time_terms import PERIOD_LABEL, YEAR_BEFORE
from extractors.percentages.basis import ABOUT, basis_after, basis_of_list, is_plan, plan_before, whole_before
from extractors.percentages.basis_propagation import GROWTH_RELATIONS, MAX_LIST_NEIGHBOURS, propagate_basis, with_basis
from extractors.records import Percentage, Relation
from extractors.text.sentences import BracketScan, Sentences

#: The label of an item whose verb is left out: a short name, no verb, no number of its own.
_LABEL = re.compile(
    r"(?:/[^\s,;]+)? *[,;–-]?(?: *(?:và|còn|riêng|–|-))?"
    r"(?: +(?!(?:tăng|giảm|đạt|chiếm|bằng|là|có|được|đã|ước|còn|thực hiện|hoàn thành|vượt|cao|thấp|mức|khoảng|hơn|với"
    r"|đóng|hỗ trợ|trên|dưới|tối thiểu)(?!\w))[^\W\d]+[.,-]?| [-–](?= )){0,9}:? *"
)
#: xấp xỉ cùng kỳ năm 2004 (28%): the period stands ahead of the bracket
_SAME_PERIOD = re.compile(rf"{YEAR_BEFORE}(?: {YEAR_BEFORE}| năm \d{{4}})? *$")
_EACH = re.compile(r" (?:tương ứng|lần lượt)(?!\w)")
_EACH_AHEAD = re.compile(r"(?:lần lượt|tương ứng)(?: (?:là|đạt|bằng|tăng|giảm))* *$")
#: 13/31 trường đạt chuẩn (41,9%); 15.617 hồ sơ (98,8%): the share that a count comes to
_COUNTED = re.compile(r"(?<![\d/])\d+/\d+ |(?<![\d/,.])\d[\d.]* [^\W\d]+(?: [^\W_]+){0,6} *$")
#: Between two rates of a list: a semicolon, and what the next one is of.
_RATE_ITEM = re.compile(
    r" *; *(?P<label>[^\W\d][^;:.%\d()]*?) (?:mới |chỉ |đều |ước )*đạt(?: gần| trên| hơn| khoảng)* *$"
)
#: giảm 3.150 con | (7,1%)
_CHANGED_BY = re.compile(
    r"(?:^|[ ,;])(?P<verb>[Tt]ăng|[Gg]iảm)(?: thêm| khoảng| gần| hơn| trên)* [\d.,]+ [^\W\d]+(?: [^\W\d]+){0,2} *$"
)
_VERBLESS = re.compile(r"(?: *(?:là|đạt|chỉ|khoảng|ước|gần|hơn|trên|mới)(?!\w))*[ :]*")
#: What a percentage without a verb is a share of, right behind it: 97,8% số xã …
_SHARE_OF = re.compile(r" (?!so |và |trong |trở |nhưng |đến |còn |tương |tức |trên )[^\W\d]")


def resolve_ellipsis(
    text: str, percentages: list[Percentage], verbless: set[int], sentences: Sentences
) -> list[Percentage]:
    """``percentages`` with relation and basis taken from their neighbours; ``verbless``: those without a verb."""
    resolved = list(percentages)
    first, scan = 0, BracketScan(text)
    for index, item in enumerate(percentages):
        start = sentences.bounds(item.start)[0]
        while percentages[first].start < start:
            first += 1
        bracket = scan.at(start, item.start)
        first_neighbour = max(first, index - MAX_LIST_NEIGHBOURS)
        if bracket is not None:
            resolved[index] = _from_outside(
                text, item, resolved[first_neighbour:index], (start, bracket), verbless=index in verbless
            )
        elif index not in verbless and item.relation == "đạt" and item.basis is None and index > first:
            resolved[index] = _of_rates(text, item, resolved[index - 1])
        elif index in verbless and item.relation in ("khác", "đạt"):
            after = percentages[index + 1] if index + 1 < len(percentages) else None
            resolved[index] = _from_sibling(text, item, resolved[first_neighbour:index], after)
        if index > first and _distributes(text, resolved[index - 1], item):
            resolved[index - 1 : index + 1] = _distribute(text, resolved[index - 1], resolved[index])
        head = (
            basis_of_list(text, start, item.start) if item.basis is None and item.relation in GROWTH_RELATIONS else None
        )
        if head and bracket is None:
            resolved[index] = with_basis(text, item, head[1])
    return propagate_basis(text, resolved, sentences)


def _from_outside(
    text: str, item: Percentage, before: Sequence[Percentage], place: tuple[int, int], *, verbless: bool
) -> Percentage:
    """A percentage in a bracket takes the relation of the one outside, unless it has a verb of its own."""
    start, bracket = place
    outside = [other for other in before if other.start < bracket]
    inside = [other for other in before if other.start > bracket]
    label = text[inside[-1].end if inside else bracket + 1 : item.start].strip(" ;,")
    if inside and label in ("", "và") and verbless and inside[-1].relation != "khác":
        return _joined(text, item, inside[-1])
    same_period = _VERBLESS.fullmatch(label) and not inside and _SAME_PERIOD.search(text, start, bracket)
    period = PERIOD_LABEL.match(label) or same_period
    planned = item.relation == "khác" and PLAN_LABEL.fullmatch(text, bracket + 1, item.start)
    if planned and any(other.relation == "tỷ lệ" for other in outside):
        return replace(item, relation="tỷ lệ", direction=None)  # Tỷ lệ … còn 5% (kế hoạch 6%)
    if outside and period:
        whole = inside[0] if inside and inside[0].relation != "khác" else outside[-1]
        own_verb = not verbless and item.relation not in ("khác", "đạt")
        reached = not verbless and item.relation == "đạt" and whole.relation not in ("tăng", "giảm")
        if not own_verb and not reached:
            item = replace(item, relation=whole.relation, direction=whole.direction)
        if item.basis is None and whole.basis and whole.basis_start is not None and whole.basis_end is not None:
            compared = item.relation == whole.relation or (item.relation in ("đạt", "bằng") and is_plan(whole.basis))
            if compared and item.relation not in ("tăng", "giảm"):
                item = with_basis(text, item, (whole.basis_start, whole.basis_end))
        return item
    if not inside and item.relation == "chiếm" and item.basis is None:
        span = whole_before(text, start, bracket)
        return with_basis(text, item, span) if span else item
    if inside or item.relation != "khác" or not verbless or not _VERBLESS.fullmatch(label):
        return item
    floor = outside[-1].end if outside else start
    plan = plan_before(text, floor, bracket)
    if plan and item.basis is None:
        return with_basis(text, replace(item, relation="đạt"), plan)
    clause = re.split(r"[;:]|, (?=\D)", text[floor:bracket])[-1]
    changed = _CHANGED_BY.search(clause)
    if changed:  # giảm 3.150 con (7,1%) so cùng kỳ: the same change, in per cent
        relation: Relation = "tăng" if changed["verb"].lower() == "tăng" else "giảm"
        item = replace(item, relation=relation, direction="+" if relation == "tăng" else "-")
        close = text.find(")", item.end, item.end + 3)
        span = basis_after(text, close + 1, relation) if close >= 0 else None
        return with_basis(text, item, span) if span else item
    if _COUNTED.search(clause):
        share_like = before and before[-1].relation == "chiếm" and before[-1].basis is None
        return replace(item, relation="chiếm" if share_like and bracketed_alike(text, before[-1]) else "tỷ lệ")
    if re.search(r"chiếm (?:đa số|phần lớn|chủ yếu|tỷ lệ (?:cao|thấp))", clause):
        return replace(item, relation="chiếm")
    return item


def bracketed_alike(text: str, last: Percentage) -> bool:
    """Whether ``last`` closes a bracket: 41 người (chiếm 19,7%), hoàn thành tốt nhiệm vụ 158 người (76%)."""
    return text.startswith(")", last.end)


def _from_sibling(text: str, item: Percentage, before: Sequence[Percentage], after: Percentage | None) -> Percentage:
    """``Phú Thọ tăng 13%, Thanh Hoá 5%``: the verb of the nearest sibling, where both stand in one list."""
    if not before:
        return item
    last = before[-1]
    gap = text[last.basis_end if _trails(last) and last.basis_end else last.end : item.start]
    about = ABOUT.match(gap)
    label = (gap[about.end() :] if about else gap).strip(" ,;:")
    if label in ("", "và") and last.relation != "khác":
        if not (last.basis and item.basis):
            return _joined(text, item, last)
        if last.relation in ("bằng", "đạt"):  # bằng 55% KH tỉnh giao và 54% KH huyện giao
            return replace(item, relation=last.relation, direction=last.direction)
    if item.relation != "khác" or (item.basis is None and _SHARE_OF.match(text, item.end)):
        return item
    if PERIOD_LABEL.fullmatch(label):
        levels = [other for other in before if other.relation not in GROWTH_RELATIONS | {"khác"}]
        return replace(item, relation=levels[-1].relation, direction=None) if levels else item
    if last.relation == "khác" or (last.basis is None and last.relation == "đạt") or not _LABEL.fullmatch(gap):
        return item
    # A growth is lent only in a list of growths: "tăng 5%, lãi suất 7%" is none.
    siblings = [*before[-2:-1], *([after] if after else [])]
    if last.relation in ("tăng", "giảm") and all(other.relation != last.relation for other in siblings):
        return item
    item = replace(item, relation=last.relation, direction=last.direction)
    if item.basis is None and last.basis_start is not None and last.basis_end is not None:
        return with_basis(text, item, (last.basis_start, last.basis_end))
    return item


def _of_rates(text: str, item: Percentage, last: Percentage) -> Percentage:
    """``Tỷ lệ hồ sơ đúng hạn đạt 97%; hồ sơ trực tuyến đạt 28%``: a list of rates, where no measure begins the item."""
    label = _RATE_ITEM.match(text, last.end, item.start)
    if last.relation != "tỷ lệ" or last.basis or label is None or starts_with_head(text, label.span("label")):
        return item
    return replace(item, relation="tỷ lệ")


def _joined(text: str, item: Percentage, last: Percentage) -> Percentage:
    """``chiếm 33%, 35% và 31% tổng thu``: nothing but a joint between them, so one verb, and the basis at the end."""
    item = replace(item, relation=last.relation, direction=last.direction)
    span = basis_after(text, item.end, last.relation) if item.basis is None else None
    if span is None and item.basis is None and last.basis_start is not None and last.basis_end and not _trails(last):
        span = (last.basis_start, last.basis_end)  # lent to the one before, so to this one too
    return with_basis(text, item, span) if span else item


def _distribute(text: str, left: Percentage, right: Percentage) -> tuple[Percentage, Percentage]:
    """``đạt 45% và 44% tương ứng so với KH tỉnh giao và KH huyện giao``: to each its own basis."""
    of = right if " và " in (right.basis or "") else left
    start, end, between = of.basis_start, of.basis_end, text[left.end : right.start].strip()
    cut = (of.basis or "").find(" và ")
    if start is None or end is None or cut < 0 or between != "và" or left.basis not in (None, of.basis):
        return left, right
    return with_basis(text, left, (start, start + cut)), with_basis(text, right, (start + cut + len(" và "), end))


def _distributes(text: str, left: Percentage, right: Percentage) -> bool:
    """Whether two bases joined by ``và`` go to two percentages joined by it, one each."""
    if _EACH.match(text, right.end) or _EACH_AHEAD.search(text, max(0, left.start - 20), left.start):
        return True
    return (
        text[left.end : right.start].strip() == "và"
        and " và " in (left.basis or "")
        and (left.basis_start is not None and left.basis_start < left.start)
    )


def _trails(item: Percentage) -> bool:
    return item.basis_start is not None and 0 <= item.basis_start - item.end < 20
