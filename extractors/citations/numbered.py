"""Citations that carry a number: the type word is looked for to the left of it, date and issuer to the right."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left

from extractors.citations.candidate import Draft, read_tail
from extractors.citations.document_numbers import Symbol, find_symbols
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
_REACH = 150
#: Up to here its number stands right behind it: Quyết định số: 19/QĐ-UBND.
_CLOSE = 8


def numbered_drafts(text: str, types: list[TypeWord]) -> list[Draft]:
    """Every citation with a number, in order of appearance; fields that neighbours share are not filled in yet.

    ``types`` are the type words of ``text``.
    """
    drafts = _without_forms(text, [_from_symbol(text, symbol, types) for symbol in find_symbols(text)])
    taken = SpanIndex((draft.start, draft.end) for draft in drafts)
    named = {(draft.type, _LEADING.match(draft.number or "")[0]) for draft in drafts}  # type: ignore[index]  # it matches nothing too
    drafts += [draft for word in types if (draft := _from_bare_number(text, word, taken, named))]
    drafts.sort(key=lambda draft: (draft.start, -draft.end))
    return drafts


#: Forms and their numbers look like documents: mẫu số 09/KK-TNCN, Biểu 01/BNV.
_FORM = re.compile(r"(?:[Mm]ẫu|[Bb]iểu|MẪU|BIỂU)(?: mẫu| [Ss]ố| biểu)* *:? *$")
_AND_FORM = re.compile(r" *(?:,|và|;) *(?:số )?")


def _without_forms(text: str, drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    form_end = -1
    for draft in drafts:
        if draft.symbol is None or draft.own_type:
            kept.append(draft)
            continue
        listed = form_end >= 0 and _AND_FORM.fullmatch(text, form_end, draft.start) is not None
        if listed or _FORM.search(text, max(0, draft.symbol.start - 20), draft.symbol.start):
            form_end = draft.symbol.end
        elif not draft.symbol.needs_type:
            kept.append(draft)
    return kept


def _from_symbol(text: str, symbol: Symbol, types: list[TypeWord]) -> Draft:
    tail = read_tail(text, symbol.end)
    found = _type_before(text, symbol, types)
    if found is None:
        no = _LIST_NO.search(text, max(0, symbol.start - 8), symbol.start)
        start = no.start() if no else symbol.start
        return Draft(
            start, tail.end, None, symbol.number, symbol, False, tail.date, tail.year, tail.issuer, "after",
            how="number alone", bad_date=tail.bad_date,
        )  # fmt: skip
    word, issuer = found
    draft = Draft(word.start, tail.end, word.type.name, symbol.number, symbol, True, tail.date, tail.year, tail.issuer)
    draft.issuer_at = "after" if tail.issuer else None
    draft.how = "number" if symbol.start - word.end <= _CLOSE else "number further on"
    draft.bad_date = tail.bad_date
    if issuer and draft.issuer is None:
        draft.issuer, draft.issuer_at = issuer, "between"
    return draft


def _type_before(text: str, symbol: Symbol, types: list[TypeWord]) -> tuple[TypeWord, str | None] | None:
    """The type word of ``symbol`` and an issuer named between them, if any.

    The nearest word wins, unless the letters in the number name another type and a word of that type stands further
    left with nothing but words between: ``Quyết định ban hành Quy chế số 12/QĐ-UBND`` cites a decision.
    """
    last = bisect_left(types, symbol.start, key=lambda word: word.start)
    best: tuple[TypeWord, str | None] | None = None
    for word in reversed(types[max(0, last - 4) : last]):
        if symbol.start - word.end > _REACH:
            break
        linked, issuer = _linked(text, word, symbol)
        if not linked:
            continue
        if word.type.name in symbol.types:
            return word, issuer
        best = best or (word, issuer)
    return best


def _linked(text: str, word: TypeWord, symbol: Symbol) -> tuple[bool, str | None]:
    direct = _DIRECT.match(text, word.end)
    if direct and direct.end() == symbol.start:
        return True, None
    of = _HEAD_OF.match(text, word.end)
    if of:
        issuer_end = match_issuer(text, of.end())
        after = issuer_end and _AFTER_ISSUER.match(text, issuer_end)
        if issuer_end and after and after.end() == symbol.start:
            return True, text[of.end() : issuer_end]
    words = _WORDS.match(text, word.end, symbol.start)
    if words and words.end() == symbol.start:
        commas = "," in words[0]
        if (
            word.type.named == "name"
            or (not commas and word.type.name in symbol.types)
            or (not commas and word.capital)
        ):
            return True, None
    return False, None


@functools.cache
def _bare() -> re.Pattern[str]:
    counted = alternation([*counted_nouns(), *units(), "tháng", "quý", "tuần", "ngày", "điều", "khoản", "điểm"])
    return re.compile(
        rf" *(?P<no>{_NO})? *:? *(?P<number>\d{{1,4}}[a-zđ]?(?:/(?P<year>(?:19|20)\d\d))?)"
        rf"(?![\w/%‰]|[.,]\d|[-–]\d|[-–][{UPPER}])(?! năm (?!(?:19|20)\d\d))"
        # a count of something else (Nghị quyết 5 điểm), unless the day follows that it was issued on
        rf"(?:(?= *,? *ngày *\d{{1,2}} *[/.\-t])|(?! *(?:%|{counted})(?![{LOWER}])))"
    )


#: The number of a document without its letters.
_LEADING = re.compile(r"\d*[a-zđ]?")


def _from_bare_number(text: str, word: TypeWord, taken: SpanIndex, named: set[tuple[str | None, str]]) -> Draft | None:
    """``Thông tư 27 của Bộ …``, ``Nghị định 81/2001``, ``Chỉ thị số 05``: a type and a number without letters.

    Of types that are also counted (6 kế hoạch, kế hoạch 2023) only a number that the text gives in full elsewhere
    counts: ``named`` are those.
    """
    match = _bare().match(text, word.end)
    if match is None or taken.overlaps(word.start, word.start + 1):
        return None
    tail = read_tail(text, match.end())
    if not (match["no"] or match["year"]):
        law = word.type.named == "name"
        known = word.capital and (word.type.name, match["number"]) in named
        if law or not (known or (word.type.bare_number and (word.capital or tail.issuer))):
            return None
    elif word.type.name in _NUMBERED_THINGS or not text[word.end : match.end()].startswith((" ", ":")):
        return None
    draft = Draft(word.start, tail.end, word.type.name, match["number"], None, True, tail.date, tail.year, tail.issuer)
    draft.issuer_at = "after" if tail.issuer else None
    draft.how, draft.bad_date = "number without letters", tail.bad_date
    return draft


#: Types of which "số 3" names one among several, not a document: Dự án số 3, Văn bản số 2.
_NUMBERED_THINGS = frozenset({"Dự án", "Hợp đồng", "Phương án", "Văn bản", "Quy hoạch"})
