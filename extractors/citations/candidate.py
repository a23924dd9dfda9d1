"""A citation while it is put together, and the tail of its number: date and issuer in either order, or blank."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.citations.document_numbers import DocumentNumber
from extractors.citations.issuers import match_issuer
from extractors.temporal.dates import BLANK_DATE, DATE, YEAR_ONLY, iso


@dataclass(slots=True)
class CitationCandidate:
    """One mention while it is put together. ``issuer_at`` tells where the issuer was read: after the number, between
    type and number, ahead of the type, or shared with a neighbour.
    """

    start: int
    end: int
    type: str | None
    number: str | None
    document_number: DocumentNumber | None = None
    own_type: bool = True
    date: str | None = None
    year: int | None = None
    issuer: str | None = None
    issuer_at: str | None = None
    title: str | None = None
    title_start: int | None = None
    title_end: int | None = None
    inherited: tuple[str, ...] = ()
    #: How it was read: one of the ways of ``data/confidence.csv``.
    how: str = "number"
    #: A date is printed behind it that does not exist.
    bad_date: bool = False

    def inherit(self, field: str, value: str) -> None:
        """Take ``field`` from elsewhere, and say so."""
        setattr(self, field, value)
        self.inherited = (*self.inherited, field)


_BEFORE_DATE = re.compile(r" ?,? ?\(?(?:ban hành |ký )?(?:cùng |ngày )?(?=ngày|Ngày|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})")
_BEFORE_YEAR = re.compile(r" ?,? ?(?=năm +(?:19|20)\d\d)")
_OF = re.compile(r" ?\)?,? ?(?:của|do|Của) +")
_ISSUED = re.compile(r" +(?:ban hành|ký)(?= |[,.;)]|$)")


@dataclass(frozen=True, slots=True)
class Tail:
    """Date and issuer behind a number, and where the last of them ends."""

    end: int
    date: str | None = None
    year: int | None = None
    issuer: str | None = None
    #: A date is printed that does not exist (31/02/2023).
    bad_date: bool = False


def read_tail(text: str, position: int) -> Tail:
    """Read ``ngày … của …`` from the end of a number at ``position``.

    >>> read_tail("19/QĐ-UBND ngày 04/01/2023 của UBND tỉnh về", 10)
    Tail(end=41, date='2023-01-04', year=None, issuer='UBND tỉnh', bad_date=False)
    """
    end, date, year = _date(text, position)
    bad_date = _impossible(text, position, end, date, year)
    issuer_end, issuer = _issuer(text, end)
    if issuer is None:
        # "ngày" left empty before an issuer is skipped; a blank date that nothing follows isn't part of the citation.
        return Tail(end if date or year else position, date, year, bad_date=bad_date)
    end = issuer_end
    if date is None and year is None:
        later, date, year = _date(text, end)
        end = later if date or year else end
    return Tail(end, date, year, issuer, bad_date)


def _impossible(text: str, position: int, end: int, date: str | None, year: int | None) -> bool:
    return end > position and date is None and year is None and DATE.search(text, position, end) is not None


def _date(text: str, position: int) -> tuple[int, str | None, int | None]:
    before = _BEFORE_DATE.match(text, position)
    if before:
        full = DATE.match(text, before.end())
        if full:
            return full.end(), iso(full), None
        blank = BLANK_DATE.match(text, before.end())
        if blank:
            year = blank["year"] or blank["year2"]
            follows = _OF.match(text, blank.end()) is not None  # the blanks stay, between the number and its issuer
            end = blank.end() if follows else len(text[: blank.end()].rstrip(" .…_"))
            return end, None, int(year) if year else None
    only = _BEFORE_YEAR.match(text, position)
    if only:
        year_match = YEAR_ONLY.match(text, only.end())
        if year_match:
            return year_match.end(), None, int(year_match["year"])
    return position, None, None


def _issuer(text: str, position: int) -> tuple[int, str | None]:
    of = _OF.match(text, position)
    if of is None:
        return position, None
    end = match_issuer(text, of.end())
    if end is None or (of[0].strip(" ,)") == "do" and not _ISSUED.match(text, end)):
        return position, None
    return end, text[of.end() : end]
