"""Citations (viện dẫn văn bản), from tokens to records: find numbers and type words, read them together, then resolve
what neighbours share, titles and pinpoints. After eyecite's tokenise → extract → resolve.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from extractors.citations.candidate import Draft
from extractors.citations.coordination import share, share_ahead
from extractors.citations.document_types import find_type_words
from extractors.citations.named import named_drafts
from extractors.citations.numbered import numbered_drafts
from extractors.citations.titles import find_title
from extractors.numbers.plausibility import citation_doubts
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
    numbered = [draft for draft in numbered_drafts(text, types) if not _own_number(text, draft)]
    share(text, numbered)
    named = named_drafts(text, types, [(draft.start, draft.end) for draft in numbered])
    share_ahead(text, named)
    drafts = numbered + named
    drafts.sort(key=lambda draft: (draft.start, -draft.end))
    # From the last to the first, so that a title knows the titles of the citations inside it.
    for index in range(len(drafts) - 1, -1, -1):
        _title(text, drafts, index)
    return [_record(text, draft, in_footnote(draft.start)) for draft in drafts]


_OWN_NUMBER = re.compile(r"[^:;]*(?:Số|SỐ)\s*[:.]?\s*")
_MOTTO = re.compile(r"Độc lập *[-–] *Tự do *[-–] *Hạnh phúc")


def _own_number(text: str, draft: Draft) -> bool:
    """``Số: 164/BC-UBND`` at the start of a line is the report's own number, in the letterhead."""
    if draft.own_type or draft.symbol is None:
        return False
    line_start = text.rfind("\n", 0, draft.start) + 1
    # The lines of a letterhead may have been joined: nothing but capitals and the motto stands before the number.
    before = _MOTTO.sub("", text[line_start : draft.start])
    capitals = not any(letter.islower() for letter in before)
    return capitals and _OWN_NUMBER.fullmatch(text, line_start, draft.symbol.start) is not None


#: No title is longer, with the citations inside it.
_LONGEST_TITLE = 2000
_AND = re.compile(r"(?:,? và|,|;|[.]) *(?:các )?$")


def _title(text: str, drafts: list[Draft], index: int) -> None:
    draft = drafts[index]
    if draft.title is not None:
        return
    # A congress has no title of its own: a quote right behind it is that of the plan which carries it out.
    congress = draft.number is None and (draft.issuer or "").casefold().startswith("đại hội")
    title = find_title(text, draft.end, _limit(text, drafts, index), introduced=congress)
    if title is None:
        return
    draft.title_start, draft.title_end = title.start, title.end
    draft.title = text[title.start : title.end]


def _limit(text: str, drafts: list[Draft], index: int) -> int:
    """Where the next citation of the list begins: after a comma or semicolon, or after ``và`` unless the title is about
    citations (``thực hiện Nghị quyết số A … và Chương trình số B`` is one title with two citations in it).
    """
    draft = drafts[index]
    nested = False
    for later in islice(drafts, index + 1, None):
        if later.start < draft.end:
            continue
        if later.start - draft.end > _LONGEST_TITLE:
            break
        separator = _AND.search(text, max(draft.end, later.start - 12), later.start)
        if separator is None:
            nested = True
            continue
        if "và" in separator[0] and nested and later.type != draft.type:
            continue
        return separator.start()
    return len(text)


def _record(text: str, draft: Draft, in_footnote: bool) -> Citation:
    before = _PINPOINT.search(text, max(0, draft.start - 80), draft.start)
    return Citation(
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        type=draft.type,
        number=draft.number,
        date=draft.date,
        issuer=" ".join(draft.issuer.split()) if draft.issuer else None,
        title=" ".join(draft.title.split()) if draft.title else None,
        pinpoint=" ".join(before[1].split()) if before else None,
        year=draft.year,
        numbered=draft.number is not None,
        in_footnote=in_footnote,
        inherited=draft.inherited,
        title_start=draft.title_start,
        title_end=draft.title_end,
        how="date of a neighbour" if "date" in draft.inherited else draft.how,
        doubts=citation_doubts(
            draft.type, draft.symbol.types if draft.symbol else (), draft.number, draft.date, draft.bad_date
        ),
    )
