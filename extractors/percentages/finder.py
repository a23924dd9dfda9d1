"""Finds percentages (tỷ lệ phần trăm) with value, relation, direction and basis; ``indicators`` adds the indicator."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.numbers.numerals import NOT_AFTER, NUMBER, parse_number, writes_english
from extractors.numbers.plausibility import percentage_doubts
from extractors.percentages.basis import basis_after, basis_before, is_plan
from extractors.percentages.basis_propagation import with_basis
from extractors.percentages.ellipsis import resolve_ellipsis
from extractors.percentages.levels import as_levels
from extractors.percentages.relation import AIM, relation_of
from extractors.records import Percentage, Relation
from extractors.text.characters import WORD_END
from extractors.text.sentences import Sentences
from extractors.text.spans import SpanIndex

_PERCENT = re.compile(
    # a verb may touch its number (đạt101,2%), a word the sign (53.2%KH)
    rf"(?=\d)(?P<low>(?:{NOT_AFTER}|(?<=[^\W\d]đạt)|(?<= đạt)|(?<=tăng)|(?<=giảm)|(?<=bằng)|(?<=chiếm)){NUMBER})"
    rf"(?:(?: ?[-–÷] ?| ?% ?[-–÷] ?| đến | ?% đến )(?P<high>{NUMBER}))? ?"
    rf"(?P<sign>%|‰|(?:phần trăm|phần nghìn){WORD_END})(?! *\d)"
)
#: giảm từ 28% xuống còn 23%: the first number is where it started, no change
_FROM = re.compile(
    r" *(?:\(?(?:năm|đầu|cuối|của năm) [^,;()%]{2,24}?\)? +)?(?:đã )?(?:tăng |giảm )?"
    r"(?:xuống|lên|đến|còn|tới|\(năm)(?!\w)"
)
#: … từ 21,40% (năm 2020) | xuống 12,85%: where it came to
_TO = re.compile(r"[^;\n]{0,30}?(?:xuống|lên|còn|đến)(?: còn| trên| dưới| mức| gần| hơn| khoảng)* *")
#: Whether the levels are those of a share: Tỷ trọng … giảm từ 44,1% còn 39,7%
_OF_SHARE = re.compile(r"(?:tỷ|tỉ) trọng [^;\n%]*$", re.IGNORECASE)


def find_percentages(text: str, occupied: list[tuple[int, int]], sentences: Sentences) -> list[Percentage]:
    """Every percentage in ``text``, sorted, with relation, direction and basis."""
    english = writes_english(text)
    occupied_index = SpanIndex(occupied)
    percentages: list[Percentage] = []
    verbless: set[int] = set()
    for match in _PERCENT.finditer(text):
        if not occupied_index.overlaps(match.start(), match.end()):
            start = sentences.bounds(match.start())[0]
            before = percentages[-1] if percentages and percentages[-1].start >= start else None
            item, verb = _read(text, match, before.end if before else start, before, english)
            if verb is None:
                verbless.add(len(percentages))
            percentages.append(item)
    with_levels = as_levels(text, resolve_ellipsis(text, percentages, verbless, sentences), verbless, sentences)
    return [_with_doubts(item) for item in with_levels]


#: từ 22,3% đầu nhiệm kỳ lên trên 30%
_AWAY = re.compile(r" từ(?: trên| dưới| gần| hơn| khoảng| mức)* *$")


#: cao hơn cùng kỳ 3,1%, vượt 5%: readers differ on whether it is a growth
_COMPARES = re.compile(r"cao hơn|thấp hơn|vượt|hụt|chậm")


def _level(text: str, floor: int, start: int) -> Relation:
    return "chiếm" if _OF_SHARE.search(text, floor, start) else "tỷ lệ"


def _with_doubts(item: Percentage) -> Percentage:
    doubts = percentage_doubts(item.value, item.value_max, item.relation, item.permille)
    return replace(item, doubts=doubts) if doubts else item


def _read(
    text: str, match: re.Match[str], floor: int, before: Percentage | None, english: bool
) -> tuple[Percentage, str | None]:
    """The percentage, and the verb that governs it."""
    start = match.start()
    verb_relation = relation_of(text, floor, start)
    relation, direction = verb_relation.relation, verb_relation.direction
    span = basis_after(text, match.end(), relation if verb_relation.verb else None)
    span = None if verb_relation.verb == AIM else span or basis_before(text, floor, start)
    planned = span is not None and is_plan(text[span[0] : span[1]])
    if planned and (verb_relation.verb or "").startswith("đạt"):
        relation, direction = "đạt", None  # thu … tăng trưởng tốt, đạt 121% so với mục tiêu
    elif planned and relation == "khác" and verb_relation.verb is None:
        relation = "đạt"
    elif span is None and relation == "khác" and re.match(r"(?:chỉ )?còn(?! lại)", verb_relation.verb or ""):
        relation = "tỷ lệ"
    elif verb_relation.verb is None and _AWAY.search(text, floor, start) and _FROM.match(text, match.end()):
        relation, direction = _level(text, floor, start), None  # giảm tỷ lệ hộ nghèo từ 6% xuống 5%
    elif verb_relation.verb and re.match(r"(?:tăng|giảm) từ$", verb_relation.verb) and not match["high"]:
        levelled = _FROM.match(text, match.end()) is not None
        relation, direction = (_level(text, floor, start), None) if levelled else (relation, direction)
    elif before and before.relation in ("tỷ lệ", "chiếm") and _TO.fullmatch(text, before.end, start):
        relation, direction = before.relation, None  # … từ 28% xuống còn 23%
    item = Percentage(
        start=start,
        end=match.end(),
        text=match[0],
        value=parse_number(match["low"], english=english),
        value_max=parse_number(match["high"], english=english) if match["high"] else None,
        relation=relation,
        direction=direction,
        basis=None,
        indicator=None,
        permille=match["sign"] in ("‰", "phần nghìn"),
        how="clause" if verb_relation.verb is None else "comparison" if _COMPARES.match(verb_relation.verb) else "verb",
    )
    return (with_basis(text, item, span) if span else item), verb_relation.verb
