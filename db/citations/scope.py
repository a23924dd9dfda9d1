"""At which level a document was issued, and in which place: ``UBND tỉnh`` is another body in each province.

A scope is a string: ``vn`` for central bodies, ``binh dinh`` for a province's, ``binh dinh/an lao`` for a district's,
``binh dinh/an lao/an tan`` for a commune's. What is not known is never taken for known: the scope then begins with
``?`` and holds for the district of the citing report alone, or, when that is unknown too, for that one report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from db.sql.folding import fold, fold_place

Level = Literal["central", "province", "district", "commune"]

#: Cities that are provinces (thành phố trực thuộc trung ương); Huế since Nghị quyết 175/2024/QH15.
_CENTRAL_CITIES = {"ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue"}
# Diacritics stay: without them quận (district) would be quân (army) and quan (office).
_COMMUNE = re.compile(r"(?<!thị )(?<!tác )\b(?:xã|phường|thị trấn)\b(?! hội)|\bđảng [uủ][yỷ]\b")
_DISTRICT = re.compile(r"\b(?:huyện|quận|thị xã|thị [uủ][yỷ]|tx)\b|^phòng\b")
_CITY = re.compile(r"\b(?:thành phố|tp|thành [uủ][yỷ])\b")
_PROVINCE = re.compile(r"\btỉnh\b|^sở\b")
_CENTRAL = re.compile(
    r"^bộ\b|^chính phủ|thủ tướng|quốc hội|trung ương|chủ tịch nước|ban bí thư|\bcủa đảng\b|toàn quốc|^tổng cục"
    r"|chính phủ|kiểm toán nhà nước|^ngân hàng nhà nước|^tòa án nhân dân tối cao|^viện kiểm sát nhân dân tối cao"
)
_CENTRAL_TYPES = {"hien phap", "luat", "bo luat", "phap lenh", "lenh", "sac lenh", "nghi dinh", "thong tu"}
_CENTRAL_TYPES |= {"thong tu lien tich", "thong tu lien bo"}
_CENTRAL_CODES = re.compile(r"(?:^|\W)(?:QH\d*|UBTVQH\d*|CP|TTg|CTN|\w*TW|VPCP|NHNN|TANDTC|VKSNDTC)$", re.IGNORECASE)
#: The code of a ministry comes second, after that of the type: TT-BTC, QĐ-BNN. (BCĐ, BCH, BTV are committees.)
_MINISTRY_CODE = re.compile(r"[A-ZĐ]+-B(?!CĐ|CH|TV|QL|CS)[A-ZĐ]{1,7}(?:-|$)")
#: In a letter (công văn) the sender's code comes first: 3176/BNN-KH, 1234/TTg-KTN, 77/SNV-CC (a province's department).
_MINISTRIES = (
    "BCA BCT BDT BGDĐT BGTVT BKHCN BKHĐT BKH BLĐTBXH BNG BNN BNNPTNT BNNMT BNV BQP BTC BTNMT BTP BTTTT BVHTTDL BXD BYT "
    "NHNN TTCP TTg UBDT VPCP"
)
_LETTER_OF_MINISTRY = re.compile(rf"\d+\w?/(?:{_MINISTRIES.replace(' ', '|')})(?:-|$)")
_LETTER_OF_DEPARTMENT = re.compile(r"\d+\w?/S[A-ZĐ]{2,7}(?:-|$)")
_PARTY_CODES: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"TU$"), "province"),
    (re.compile(r"HU$"), "district"),
    (re.compile(r"ĐU$"), "commune"),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a citing report comes from: its province, its district, and its content hash, for want of the others.

    ``provincial``: it is a provincial body's own report, so that it has no district is no gap in what is known.
    """

    province: str | None
    district: str | None
    sha256: str
    provincial: bool = False


def home_of(header: Mapping[str, Any], sha256: str) -> Scope:
    """Where the report with this ``header`` and content comes from."""
    home = Scope(header["province"], header["district"], sha256)
    return replace(home, provincial=level_of(None, None, header["issuer"], home) == "province")


def level_of(kind: str | None, number: str | None, issuer: str | None, home: Scope) -> Level | None:
    """The level that a document was issued at, by its issuer, else by the codes in its number, else by its type."""
    by_issuer = _level_of_issuer(issuer, home) if issuer else None
    if by_issuer:
        return by_issuer
    if number:
        for pattern, level in _PARTY_CODES:
            if pattern.search(number):
                return level
        if _CENTRAL_CODES.search(number) or _MINISTRY_CODE.search(number):
            return "central"
        if _LETTER_OF_MINISTRY.match(number):
            return "central"
        if _LETTER_OF_DEPARTMENT.match(number):
            return "province"
    return "central" if fold(kind or "") in _CENTRAL_TYPES else None


def scope_of(kind: str | None, number: str | None, issuer: str | None, home: Scope) -> str:
    """The scope string of a document that a report from ``home`` cites."""
    level = level_of(kind, number, issuer, home)
    if level == "central":
        return "vn"
    words = issuer or ""
    province = _named(words, ("tỉnh",)) or (fold_place(home.province) if home.province else None)
    district = _named(words, ("huyện", "quận", "thị xã")) or (fold_place(home.district) if home.district else None)
    city = _named(words, ("thành phố", "tp", "tp.", "thành"))
    if level == "province":
        place: tuple[str | None, ...] = (city or province,)
    elif level == "district":
        place = (province, city or district)
    elif level == "commune":
        place = (province, city or district, _named(words, ("xã", "phường", "thị trấn")))
    elif home.provincial and not district:
        place = (province,)
    else:
        place = (province, district)
    known = "/".join(part or f"#{home.sha256[:12]}" for part in place)
    return known if level else f"?{known}"


def _level_of_issuer(issuer: str, home: Scope) -> Level | None:
    words = issuer.lower()
    if _COMMUNE.search(words):
        return "commune"
    if _DISTRICT.search(words):
        return "district"
    if _CITY.search(words):
        named = _named(issuer, ("thành phố", "tp", "tp.", "thành")) or fold_place(home.province or "")
        in_city = fold(home.district or "").startswith(("thanh pho", "tp"))
        return "province" if named in _CENTRAL_CITIES and not in_city else "district"
    if _PROVINCE.search(words):
        return "province"
    return "central" if _CENTRAL.search(words) else None


def _named(issuer: str, kinds: tuple[str, ...]) -> str | None:
    """The proper name after one of ``kinds``, folded: ``Tỉnh ủy Bình Định`` → ``binh dinh``; None without one."""
    lowered = issuer.lower()
    for kind in kinds:
        match = re.search(rf"(?<!\w){re.escape(kind)}(?: [uủ][yỷ])? ", lowered)
        if match is None or (kind == "xã" and lowered[: match.start()].endswith("thị ")):
            continue
        name = []
        for word in issuer[match.end() :].split():
            if not word[0].isupper():
                break
            name.append(word.rstrip(",;."))
            if word[-1] in ",;.":
                break
        if name:
            return fold(" ".join(name))
    return None
