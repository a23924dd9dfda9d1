"""Finds citations of documents (viện dẫn văn bản): find numbers and type words, read them as candidates, then resolve
shared fields, titles and pinpoints. The steps are those of eyecite (tokenise, extract, resolve).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from extractors.citations.candidate import CitationCandidate
from extractors.citations.coordination import share_fields, share_issuer_ahead
from extractors.citations.document_types import find_type_words
from extractors.citations.named import named_candidates
from extractors.citations.numbered import numbered_candidates
from extractors.citations.titles import find_title
from extractors.records import Citation

_POINT = (
    r"(?:[Đđ]iểm (?:\d+(?:\.\d+)+|[a-zđ\d]+)(?:(?:, | và )[a-zđ](?![\w]))*"  # điểm a, b và c
    r"|(?:[Kk]hoản|[Đđ]iều) \d+[a-zđ]?(?:(?:, | và )\d+(?! ?[%\w]))*"  # khoản 2, 3
    r"|[Mm]ục [IVX\d.]+|[Pp]hần (?:[IVX\d]+|[A-H])(?!\w)|[Cc]hương [IVX\d]+|[Pp]hụ lục [IVX\d]+)"
)
_PINPOINT = re.compile(rf"({_POINT}(?:(?:,? | và | của |, ){_POINT})*)(?: của| tại|,)? *$")


def find_citations(text: str, in_footnote: Callable[[int], bool]) -> list[Citation]:
    """Every citation in ``text``, sorted by its start; ``in_footnote`` tells whether a footnote holds an offset."""
    types = find_type_words(text)
    numbered = [candidate for candidate in numbered_candidates(text, types) if not _own_number(text, candidate)]
    share_fields(text, numbered)
    named = named_candidates(text, types, [(candidate.start, candidate.end) for candidate in numbered])
    share_issuer_ahead(text, named)
    candidates = numbered + named
    candidates.sort(key=lambda candidate: (candidate.start, -candidate.end))
    # From the last to the first, so that a title knows the titles of the citations inside it.
    for index in range(len(candidates) - 1, -1, -1):
        _title(text, candidates, index)
    return [_record(text, candidate, in_footnote(candidate.start)) for candidate in candidates]


_OWN_NUMBER = re.compile(r"[^:;]*(?:Số|SỐ)\s*[:.]?\s*")
_MOTTO = re.compile(r"Độc lập *[-–] *Tự do *[-–] *Hạnh phúc")


def _own_number(text: str, candidate: CitationCandidate) -> bool:
    """``Số: 164/BC-UBND`` at the start of a line is the report's own number, in the letterhead."""
    if candidate.own_type or candidate.document_number is None:
        return False
    line_start = text.rfind("\n", 0, candidate.start) + 1
    # The lines of a letterhead may have been joined: nothing but capitals and the motto stands before the number.
    before = _MOTTO.sub("", text[line_start : candidate.start])
    capitals = not any(letter.islower() for letter in before)
    return capitals and _OWN_NUMBER.fullmatch(text, line_start, candidate.document_number.start) is not None


#: No title is longer, with the citations inside it.
_MAX_TITLE_CHARS = 2000
_AND = re.compile(r"(?:,? và|,|;|[.]) *(?:các )?$")


def _title(text: str, candidates: list[CitationCandidate], index: int) -> None:
    candidate = candidates[index]
    if candidate.title is not None:
        return
    # A congress has no title of its own: a quote right behind it is that of the plan which carries it out.
    congress = candidate.number is None and (candidate.issuer or "").casefold().startswith("đại hội")
    title = find_title(text, candidate.end, _limit(text, candidates, index), introduced=congress)
    if title is None:
        return
    candidate.title_start, candidate.title_end = title.start, title.end
    candidate.title = text[title.start : title.end]


def _limit(text: str, candidates: list[CitationCandidate], index: int) -> int:
    """Where the next citation of the list begins: after a comma or semicolon, or after ``và`` unless the title is about
    citations (``thực hiện Nghị quyết số A … và Chương trình số B`` is one title with two citations in it).
    """
    candidate = candidates[index]
    nested = False
    for later in islice(candidates, index + 1, None):
        if later.start < candidate.end:
            continue
        if later.start - candidate.end > _MAX_TITLE_CHARS:
            break
        separator = _AND.search(text, max(candidate.end, later.start - 12), later.start)
        if separator is None:
            nested = True
            continue
        if "và" in separator[0] and nested and later.type != candidate.type:
            continue
        return separator.start()
    return len(text)


def _record(text: str, candidate: CitationCandidate, in_footnote: bool) -> Citation:
    before = _PINPOINT.search(text, max(0, candidate.start - 80), candidate.start)
    return Citation(
        start=candidate.start,
        end=candidate.end,
        text=text[candidate.start : candidate.end],
        type=candidate.type,
        number=candidate.number,
        date=candidate.date,
        issuer=" ".join(candidate.issuer.split()) if candidate.issuer else None,
        title=" ".join(candidate.title.split()) if candidate.title else None,
        pinpoint=" ".join(before[1].split()) if before else None,
        year=candidate.year,
        numbered=candidate.number is not None,
        in_footnote=in_footnote,
        inherited=candidate.inherited,
        title_start=candidate.title_start,
        title_end=candidate.title_end,
        how="date of a neighbour" if "date" in candidate.inherited else candidate.how,
        doubts=citation_doubts(
            candidate.type,
            candidate.document_number.types if candidate.document_number else (),
            candidate.number,
            candidate.date,
            candidate.bad_date,
        ),
    )


def citation_doubts(
    type_: str | None, named: tuple[str, ...], number: str | None, date: str | None, bad_date: bool
) -> tuple[str, ...]:
    """The doubts about a citation; ``named`` are the types that the letters of its number stand for."""
    doubts = []
    if (number or "").startswith("/"):
        doubts.append("blank")
    if named and type_ is not None and type_ not in named:
        doubts.append("letters")
    year = re.search(r"/((?:19|20)\d\d)/", number or "")
    if bad_date or (year and date and not date.startswith(year[1])):
        doubts.append("date")
    return tuple(doubts)
