"""Basis propagation: coordinated percentages of one sentence share the basis that is printed once.

From the end of a list: ``… tăng 5,97%; … tăng 4% so cùng kỳ``. From the first of a row of shares: ``(chiếm 32% tổng số
ứng viên); … (chiếm 20%)``. From the whole to its parts: ``tăng 14% so với cùng kỳ, trong đó, công nghiệp tăng 14,1%``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.percentages.basis import basis_of_clause
from extractors.records import Percentage, Relation
from extractors.text.sentences import BracketScan, Sentences

GROWTH_RELATIONS: frozenset[Relation] = frozenset({"tăng", "giảm", "bằng"})
_PART = re.compile(r"[Tt]rong đó|[Bb]ao gồm|[Gg]ồm")
#: How many neighbours a list may have on either side.
MAX_LIST_NEIGHBOURS = 60


def with_basis(text: str, item: Percentage, span: tuple[int, int]) -> Percentage:
    """``item`` compared with what stands in ``span``."""
    return replace(item, basis=text[span[0] : span[1]], basis_start=span[0], basis_end=span[1])


def propagate_basis(text: str, percentages: list[Percentage], sentences: Sentences) -> list[Percentage]:
    """``percentages``, those without a basis given the one of their list.

    A list with two bases propagates neither.
    """
    resolved, scan = list(percentages), BracketScan(text)
    brackets = [scan.at(sentences.bounds(item.start)[0], item.start) for item in percentages]
    parts: dict[int, list[int]] = {}  # sentence → where "trong đó" opens a part of it
    for index, item in enumerate(percentages):
        start, end = sentences.bounds(item.start)
        bracket = brackets[index]
        if item.basis is not None or item.relation not in GROWTH_RELATIONS | {"chiếm", "đạt"}:
            continue
        if start not in parts:
            parts[start] = [part.start() for part in _PART.finditer(text, start, end)]
        group = [
            percentages[other]
            for other in _list_of(percentages, index, start, end, parts[start])
            # what a bracket is compared with stays in it: tăng 2% (tăng 5% so với tháng trước)
            if _alike(item.relation, percentages[other].relation) and (bracket is not None or brackets[other] is None)
        ]
        basis_of_head = (
            basis_of_clause(text, start, item.start) if bracket is None and item.relation != "chiếm" else None
        )
        if basis_of_head:
            resolved[index] = with_basis(text, item, basis_of_head)
            continue
        source = _from_the_end(text, item, group, bracketed=bracket is not None)
        if source is None and bracket is None:
            source = _from_the_whole(
                text, item, percentages[max(0, index - MAX_LIST_NEIGHBOURS) : index], group, parts[start]
            )
        if source is None and bracket is not None and item.relation == "chiếm":
            source = _from_the_first(text, resolved[max(0, index - MAX_LIST_NEIGHBOURS) : index], start)
        if source is not None and source.basis_start is not None and source.basis_end is not None:
            resolved[index] = with_basis(text, item, (source.basis_start, source.basis_end))
    return resolved


def _from_the_end(text: str, item: Percentage, group: Sequence[Percentage], *, bracketed: bool) -> Percentage | None:
    """``… tăng 5,97%; … tăng 2,39%; … tăng 4% so cùng kỳ``: the last of the list serves all three."""
    bases = {other.basis for other in group if other.basis}
    later = next((other for other in group if other.start > item.start and other.basis), None)
    # a bracket closes its list: (năm 2010 giảm 20% và năm 2011 giảm 40% so với A)
    parted = bracketed and later is not None and ")" in text[item.end : later.start]
    return later if len(bases) == 1 and not parted else None


def _from_the_whole(
    text: str, item: Percentage, before: Sequence[Percentage], group: Sequence[Percentage], parts: Sequence[int]
) -> Percentage | None:
    """``tăng 14% so với cùng kỳ, trong đó, dịch vụ tăng 13,9%``: the whole, named right before ``trong đó``."""
    opened = max((part for part in parts if part < item.start), default=None)
    if opened is None or item.relation not in GROWTH_RELATIONS or any(other.basis for other in group):
        return None
    whole = next((other for other in reversed(before) if other.start < opened), None)
    if whole is None or whole.basis_end is None or not _alike(item.relation, whole.relation):
        return None
    return whole if not text[whole.basis_end : opened].strip(" ,;") else None


def _from_the_first(text: str, before: Sequence[Percentage], start: int) -> Percentage | None:
    """``(1) …: 11 ứng viên (chiếm 32% tổng số); (2) …: 07 ứng viên (chiếm 20%)``: shares of one whole."""
    last = before[-1] if before else None
    if last is None or last.start < start or last.relation != "chiếm" or last.basis_start is None:
        return None
    opened = text.rfind("(", start, last.start)
    return last if opened >= 0 and ")" not in text[opened : last.start] else None


def _alike(left: Relation, right: Relation) -> bool:
    return left == right or (left in GROWTH_RELATIONS and right in GROWTH_RELATIONS)


def _list_of(percentages: list[Percentage], index: int, start: int, end: int, parts: Sequence[int]) -> list[int]:
    """The places of the percentages of the same sentence, on the same side of each ``trong đó`` in ``parts``."""
    here = percentages[index].start
    start = max([start, *(part for part in parts if part < here)])
    end = min([end, *(part for part in parts if part >= here)])
    near = range(max(0, index - MAX_LIST_NEIGHBOURS), min(len(percentages), index + MAX_LIST_NEIGHBOURS))
    return [other for other in near if start <= percentages[other].start < end]
