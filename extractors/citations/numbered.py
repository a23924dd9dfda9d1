"""Citations with a document number: the type word stands to its left, date and issuer to its right."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left

from extractors.citations.candidate import CitationCandidate, read_tail
from extractors.citations.document_numbers import DocumentNumber, find_document_numbers
from extractors.citations.document_types import TypeWord
from extractors.citations.issuers import match_issuer
from extractors.lexicon.tables import alternation, counted_nouns, units
from extractors.text.characters import LOWER, UPPER
from extractors.text.spans import SpanIndex

_NO = r"(?:[Ss]ố|SỐ)"
_DIRECT = re.compile(rf"[ :]*(?:{_NO} *){{0,2}}[:.]? *")
_HEAD_OF = re.compile(r" +của +")
_AFTER_ISSUER = re.compile(rf"[ :,]*{_NO} *[:.]? *")
#: Words between type and number: no mark that ends a clause, and no bracket or quote; commas only for a law's name.
_WORDS = re.compile(rf" [^.;:()“”\"«»\n\d]{{1,110}} {_NO} *[:.]? *")
_LIST_NO = re.compile(rf"{_NO} *[:.]? *$")

#: How far to the left of a number its type may stand, in characters.
_MAX_TYPE_DISTANCE_CHARS = 150
#: Up to here its number stands right behind it: Quyết định số: 19/QĐ-UBND.
_MAX_CLOSE_CHARS = 8


def numbered_candidates(text: str, types: list[TypeWord]) -> list[CitationCandidate]:
    """Every citation with a number, in order of appearance; fields that neighbours share are not filled in yet.

    ``types`` are the type words of ``text``.
    """
    candidates = _drop_form_numbers(
        text, [_from_document_number(text, document_number, types) for document_number in find_document_numbers(text)]
    )
    occupied = SpanIndex((candidate.start, candidate.end) for candidate in candidates)
    named = {(candidate.type, _LEADING.match(candidate.number or "")[0]) for candidate in candidates}  # type: ignore[index]  # it matches nothing too
    candidates += [candidate for word in types if (candidate := _from_number_alone(text, word, occupied, named))]
    candidates.sort(key=lambda candidate: (candidate.start, -candidate.end))
    return candidates


#: Forms and their numbers look like documents: mẫu số 09/KK-TNCN, Biểu 01/BNV.
_FORM = re.compile(r"(?:[Mm]ẫu|[Bb]iểu|MẪU|BIỂU)(?: mẫu| [Ss]ố| biểu)* *:? *$")
_AND_FORM = re.compile(r" *(?:,|và|;) *(?:số )?")


def _drop_form_numbers(text: str, candidates: list[CitationCandidate]) -> list[CitationCandidate]:
    remaining: list[CitationCandidate] = []
    form_end = -1
    for candidate in candidates:
        if candidate.document_number is None or candidate.own_type:
            remaining.append(candidate)
            continue
        listed = form_end >= 0 and _AND_FORM.fullmatch(text, form_end, candidate.start) is not None
        if listed or _FORM.search(text, max(0, candidate.document_number.start - 20), candidate.document_number.start):
            form_end = candidate.document_number.end
        elif not candidate.document_number.needs_type:
            remaining.append(candidate)
    return remaining


def _from_document_number(text: str, document_number: DocumentNumber, types: list[TypeWord]) -> CitationCandidate:
    tail = read_tail(text, document_number.end)
    typed = _type_before(text, document_number, types)
    if typed is None:
        list_prefix = _LIST_NO.search(text, max(0, document_number.start - 8), document_number.start)
        start = list_prefix.start() if list_prefix else document_number.start
        return CitationCandidate(
            start, tail.end, None, document_number.number, document_number, False, tail.date, tail.year, tail.issuer,
            "after", how="number alone", bad_date=tail.bad_date,
        )  # fmt: skip
    word, issuer = typed
    candidate = CitationCandidate(
        word.start,
        tail.end,
        word.type.name,
        document_number.number,
        document_number,
        True,
        tail.date,
        tail.year,
        tail.issuer,
    )
    candidate.issuer_at = "after" if tail.issuer else None
    candidate.how = "number" if document_number.start - word.end <= _MAX_CLOSE_CHARS else "number further on"
    candidate.bad_date = tail.bad_date
    if issuer and candidate.issuer is None:
        candidate.issuer, candidate.issuer_at = issuer, "between"
    return candidate


def _type_before(
    text: str, document_number: DocumentNumber, types: list[TypeWord]
) -> tuple[TypeWord, str | None] | None:
    """The type word of ``document_number`` and an issuer named between them, if any.

    The nearest word wins, unless the letters in the number name another type and a word of that type stands further
    left with nothing but words between: ``Quyết định ban hành Quy chế số 12/QĐ-UBND`` cites a decision.
    """
    last = bisect_left(types, document_number.start, key=lambda word: word.start)
    best: tuple[TypeWord, str | None] | None = None
    for word in reversed(types[max(0, last - 4) : last]):
        if document_number.start - word.end > _MAX_TYPE_DISTANCE_CHARS:
            break
        linked, issuer = _linked(text, word, document_number)
        if not linked:
            continue
        if word.type.name in document_number.types:
            return word, issuer
        best = best or (word, issuer)
    return best


def _linked(text: str, word: TypeWord, document_number: DocumentNumber) -> tuple[bool, str | None]:
    direct = _DIRECT.match(text, word.end)
    if direct and direct.end() == document_number.start:
        return True, None
    of = _HEAD_OF.match(text, word.end)
    if of:
        issuer_end = match_issuer(text, of.end())
        after = issuer_end and _AFTER_ISSUER.match(text, issuer_end)
        if issuer_end and after and after.end() == document_number.start:
            return True, text[of.end() : issuer_end]
    words = _WORDS.match(text, word.end, document_number.start)
    if words and words.end() == document_number.start:
        commas = "," in words[0]
        if (
            word.type.named == "name"
            or (not commas and word.type.name in document_number.types)
            or (not commas and word.capital)
        ):
            return True, None
    return False, None


@functools.cache
def _number_alone() -> re.Pattern[str]:
    counted = alternation([*counted_nouns(), *units(), "tháng", "quý", "tuần", "ngày", "điều", "khoản", "điểm"])
    return re.compile(
        rf" *(?P<no>{_NO})? *:? *(?P<number>\d{{1,4}}[a-zđ]?(?:/(?P<year>(?:19|20)\d\d))?)"
        rf"(?![\w/%‰]|[.,]\d|[-–]\d|[-–][{UPPER}])(?! năm (?!(?:19|20)\d\d))"
        # a count of something else (Nghị quyết 5 điểm), unless the day follows that it was issued on
        rf"(?:(?= *,? *ngày *\d{{1,2}} *[/.\-t])|(?! *(?:%|{counted})(?![{LOWER}])))"
    )


#: The number of a document without its letters.
_LEADING = re.compile(r"\d*[a-zđ]?")


def _from_number_alone(
    text: str, word: TypeWord, occupied: SpanIndex, named: set[tuple[str | None, str]]
) -> CitationCandidate | None:
    """``Thông tư 27 của Bộ …``, ``Nghị định 81/2001``, ``Chỉ thị số 05``: a type and a number without letters.

    Of types that are also counted (6 kế hoạch, kế hoạch 2023) only a number that the text gives in full elsewhere
    counts: ``named`` are those.
    """
    match = _number_alone().match(text, word.end)
    if match is None or occupied.overlaps(word.start, word.start + 1):
        return None
    tail = read_tail(text, match.end())
    if not (match["no"] or match["year"]):
        law = word.type.named == "name"
        known = word.capital and (word.type.name, match["number"]) in named
        if law or not (known or (word.type.bare_number and (word.capital or tail.issuer))):
            return None
    elif word.type.name in _NUMBERED_THINGS or not text[word.end : match.end()].startswith((" ", ":")):
        return None
    candidate = CitationCandidate(
        word.start, tail.end, word.type.name, match["number"], None, True, tail.date, tail.year, tail.issuer
    )
    candidate.issuer_at = "after" if tail.issuer else None
    candidate.how, candidate.bad_date = "number without letters", tail.bad_date
    return candidate


#: Types of which "số 3" names one among several, not a document: Dự án số 3, Văn bản số 2.
_NUMBERED_THINGS = frozenset({"Dự án", "Hợp đồng", "Phương án", "Văn bản", "Quy hoạch"})
