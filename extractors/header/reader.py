"""Reads the header fields of a report: number, type, issuer, place, date, title, addressee, period, signer.

Layout after Nghị định 30/2020/NĐ-CP, Phụ lục I (Thông tư 01/2011/TT-BNV before it): the letterhead in two columns, the
type in capitals with the title under it, ``Kính gửi``; at the end ``Nơi nhận`` and the signature.
"""

from __future__ import annotations

import re

from corpus import Document
from extractors.citations.document_numbers import find_document_numbers
from extractors.citations.issuers import find_issuers
from extractors.header.agencies import agencies, recase, short_form
from extractors.header.areas import area_of, commune_of
from extractors.header.lines import lines_of
from extractors.header.signature import read_signature
from extractors.header.title import (
    ADDRESSEE,
    MOTTO,
    NUMBER_LINE,
    PLACE_DATE,
    PLACE_DATE_ALONE,
    bare_title,
    period_of_opening,
    type_and_title,
)
from extractors.lexicon.gazetteer import find_district
from extractors.records import ReportHeader
from extractors.temporal.dates import DATE, iso
from extractors.temporal.periods import period_bounds, spans_otherwise, title_period
from extractors.text.characters import UPPER

#: How many lines the head of a report may take, at the most.
_MAX_HEAD_LINES = 40


def read_header(document: Document) -> ReportHeader:
    """The header of ``document``; what it does not say is None."""
    lines = lines_of(document)
    head = lines[:_MAX_HEAD_LINES]
    number, number_at = _number(head)
    place, date = _place_date(head)
    type_, title, title_at = type_and_title(head, number_at)
    addressee = _addressee(head)
    signature = read_signature(document, lines)
    issuer, superior = _issuer(head, number_at, title_at, lines, signature.capacity, place)
    if title is None:
        title = bare_title(head)
    excerpt = next((match for line in head[:8] if (match := _EXCERPT.match(line))), None)
    if excerpt is not None and type_ is None:
        type_, issuer, addressee = "Báo cáo", issuer or excerpt["issuer"], addressee or excerpt["to"]
    district, province = area_of(issuer, superior, addressee, document.text)
    province = province or _province_of(district, date)
    period = title_period(title or "")
    if period is None and title_at >= 0 and not spans_otherwise(title or ""):
        period = period_of_opening(head[title_at + 1 :])
    start, end = period_bounds(period) if period else (None, None)
    return ReportHeader(
        number=number,
        type=type_,
        issuer=issuer,
        place=place,
        date=date,
        title=title,
        addressee=addressee,
        signer=signature.signer,
        signer_title=signature.title,
        commune=commune_of(issuer),
        district=district,
        province=province,
        period=period,
        period_start=start,
        period_end=end,
        signing_capacity=signature.capacity,
        recipients=signature.recipients,
    )


def _province_of(district: str | None, date: str | None) -> str | None:
    """The province of a district that names none, where only one province had a district of that name then."""
    province = find_district(district, on=date) if district else None
    return f"{province.province.kind} {province.province.name}" if province else None


#: A report without a letterhead says whose it is under its title: "Trích Báo cáo của Bộ … trình Chính phủ tại …".
_EXCERPT = re.compile(
    r"^\W*(?:Trích )?[Bb]áo cáo của (?P<issuer>[^,.;()]{4,60}?)(?: (?:trình|gửi) (?P<to>[^,.;()]{3,40}?))?"
    r"(?= (?:tại|về|ngày)\b|[,.;()]|$)"
)


def _number(head: list[str]) -> tuple[str | None, int]:
    """The report's number and the line it stands on; a number still blank (``Số:    /BC-UBND``) is None."""
    for index, line in enumerate(head[:20]):
        match = NUMBER_LINE.match(line)
        if match is None:
            continue
        # A signing system may put a full stop behind the number that it fills in: Số: 3070. /KH-UBND.
        rest = re.sub(r"^(\d+[a-zđ]?)\. ?(?=/)", r"\1", match["rest"])
        document_number = next(find_document_numbers("số " + rest), None)
        if document_number is not None:
            return (document_number.number if document_number.number[0].isdigit() else None), index
        if re.match(r"[\d /…._-]*(?:/|-|$)", match["rest"]):
            return None, index
    return None, -1


def _place_date(head: list[str]) -> tuple[str | None, str | None]:
    for line in head[:20]:
        match = PLACE_DATE.search(line) or PLACE_DATE_ALONE.match(line)
        if match:
            date = DATE.match(match["date"])
            # The number may stand on the same line, left of the place.
            place = re.sub(r"^.*/\S+ +", "", match["place"]).strip()
            return place, iso(date) if date else None
    return None, None


def _addressee(head: list[str]) -> str | None:
    for index, line in enumerate(head):
        match = ADDRESSEE.match(line)
        if match is None:
            continue
        names = [match["to"]] if match["to"] else []
        for following in head[index + 1 : index + 12]:
            if not names and (MOTTO.search(following) or PLACE_DATE.search(following)):
                continue  # the columns were read one after the other
            item = re.match(r"^[-–+•] *(.+)$", following)
            if item is None or (names and not names[-1].endswith((";", ":"))):
                break
            names.append(item[1])
        return "; ".join(name.strip(" ;.:") for name in names if name.strip(" ;.:")) or None
    return None


_AUTHOR = re.compile(
    r"(?P<issuer>(?:UBND|Ủy ban nhân dân) (?:huyện|thị xã|thành phố|quận|tỉnh|xã)[^,.;]{0,40}?) (?:báo cáo"
    r"|trân trọng|kính)"
)


def _issuer(
    head: list[str], number_at: int, title_at: int, lines: list[str], capacity: tuple[str, ...], place: str | None
) -> tuple[str | None, str | None]:
    """The issuing agency and its superior: from the letterhead, else from the body and the signature."""
    stop = number_at if number_at >= 0 else max(title_at, 0)
    column: list[str] = []
    for line in head[:stop]:
        # Agency and motto may stand on one line when the columns were read across.
        left = MOTTO.split(line)[0].strip(" -–*")
        if left and not PLACE_DATE.search(line) and re.search(f"[{UPPER}]", left):
            column.append(left)
    named = agencies([line for line in column if _agency_like(line)])
    if named:
        return named[-1], named[-2] if len(named) > 1 else None
    opening = " ".join(lines[title_at + 1 : title_at + 8]) if title_at >= 0 else ""
    author = _AUTHOR.search(opening)
    if author:
        spans = find_issuers(opening, author.start(), author.end())
        if spans:
            return short_form(opening[spans[0][0] : spans[0][1]]), None
    return _from_signature(capacity, place), None


def _agency_like(line: str) -> bool:
    return line.isupper() or bool(find_issuers(recase(line), 0, len(recase(line))))


def _from_signature(capacity: tuple[str, ...], place: str | None) -> str | None:
    """``TM. ỦY BAN NHÂN DÂN HUYỆN`` and the place of the letter."""
    for line in capacity:
        if line.startswith("TM."):
            agency = short_form(recase(line[3:].strip()))
            return f"{agency} {place}" if place and re.search(r"(?:huyện|thị xã|quận|xã)$", agency) else agency
    return None
