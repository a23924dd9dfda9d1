"""Percentages (tỷ lệ phần trăm): value, relation, direction, basis; the indicator is added by ``indicators``."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.bases import basis_after, basis_before, is_plan
from extractors.clauses import Sentences
from extractors.doubts import percentage_doubts
from extractors.lending import with_basis
from extractors.letters import LOWER, UPPER
from extractors.marks import writes_english
from extractors.numerals import NOT_AFTER, NUMBER, parse_number
from extractors.records import Percentage
from extractors.relations import AIM, relation_of
from extractors.sharing import share

_PERCENT = re.compile(
    rf"(?=\d)(?P<low>{NOT_AFTER}{NUMBER})(?:(?: ?[-–] ?| ?% ?[-–] ?| đến | ?% đến )(?P<high>{NUMBER}))? ?(?P<sign>%|‰"
    rf"|phần trăm|phần nghìn)"
    rf"(?! *\d)(?![{LOWER}{UPPER}])"
)
#: giảm từ 28% xuống còn 23%: the first number is where it started, no change
_FROM = re.compile(r" *(?:xuống|lên|đến|còn|tới|\(năm)")


def find_percentages(text: str, taken: list[tuple[int, int]], sentences: Sentences) -> list[Percentage]:
    """Every percentage in ``text``, sorted, with relation, direction and basis."""
    english = writes_english(text)
    found: list[Percentage] = []
    bare: set[int] = set()
    for match in _PERCENT.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            start = sentences.bounds(match.start())[0]
            before = found[-1] if found and found[-1].start >= start else None
            item, verb = _read(text, match, before.end if before else start, before, english)
            if verb is None:
                bare.add(len(found))
            found.append(item)
    return [_doubted(item) for item in share(text, found, bare, sentences)]


def _doubted(item: Percentage) -> Percentage:
    doubts = percentage_doubts(item.value, item.value_max, item.relation, item.permille)
    return replace(item, doubts=doubts) if doubts else item


def _read(
    text: str, match: re.Match[str], floor: int, before: Percentage | None, english: bool
) -> tuple[Percentage, str | None]:
    """The percentage, and the verb that governs it."""
    start = match.start()
    said = relation_of(text, floor, start)
    relation, direction = said.relation, said.direction
    span = basis_after(text, match.end(), relation if said.verb else None)
    span = None if said.verb == AIM else span or basis_before(text, floor, start)
    planned = span is not None and is_plan(text[span[0] : span[1]])
    if planned and (said.verb or "").startswith("đạt"):
        relation, direction = "đạt", None  # thu … tăng trưởng tốt, đạt 121% so với mục tiêu
    elif planned and relation == "khác" and said.verb is None:
        relation = "đạt"
    elif span is None and relation == "khác" and re.match(r"(?:chỉ )?còn(?! lại)", said.verb or ""):
        relation = "tỷ lệ"
    elif said.verb is None and direction and _FROM.match(text, match.end()) and not match["high"]:
        relation, direction = "tỷ lệ", None  # giảm tỷ lệ hộ nghèo từ 6% xuống 5%
    elif said.verb and re.match(r"(?:tăng|giảm) từ$", said.verb) and not match["high"]:
        levelled = _FROM.match(text, match.end()) is not None
        relation, direction = ("tỷ lệ" if levelled else relation), None if levelled else direction
    elif said.verb and before and relation == "khác" and before.relation == "tỷ lệ" and start - before.end < 16:
        relation = "tỷ lệ"  # … từ 28% xuống còn 23%
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
        how="verb" if said.verb else "clause",
    )
    return (with_basis(text, item, span) if span else item), said.verb
