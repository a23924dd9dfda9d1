"""Which district and province a report is about, with their level: ``huyện An Lão``, ``tỉnh Bình Định``.

The level is kept: ``huyện Kỳ Anh`` and ``thị xã Kỳ Anh`` are two districts of one province.
"""

from __future__ import annotations

import re
from collections import Counter

from extractors.text.characters import proper_name

_NAME = proper_name(5, joint="(?: | ?[-–] ?)")
_DISTRICT = re.compile(rf"(?P<level>huyện|thị xã|quận|thành phố|Huyện|Thị xã|Quận) (?P<name>{_NAME})")
_PROVINCE = re.compile(rf"(?P<level>tỉnh|Tỉnh)(?: [uủ][yỷ])? (?P<name>{_NAME})")
#: The Party's committee of a level: Huyện ủy Yên Thế, Thành ủy Sa Đéc.
_PARTY = re.compile(rf"(?P<level>Huyện|Thị|Quận|Thành) [uủ][yỷ] (?P<name>{_NAME})")
_PARTY_LEVEL = {"Huyện": "huyện", "Thị": "thị xã", "Quận": "quận", "Thành": "thành phố"}
#: Whose report it is when a district stands above: a commune, a department of the district.
_BELOW = re.compile(r"(?:^| )(?:xã|thị trấn|phường)(?= )|^Phòng ", re.IGNORECASE)
#: Cities under the central government count as provinces.
_CENTRAL_CITIES = frozenset({"Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế"})


def area_of(
    issuer: str | None, superior: str | None, addressee: str | None, text: str
) -> tuple[str | None, str | None]:
    """District and province, from the issuer, its superior and the addressee; the province else from the text."""
    district = province = None
    for source in (issuer, superior):
        match = _DISTRICT.search(source or "")
        if match and match["name"] not in _CENTRAL_CITIES and district is None:
            district = f"{match['level'].lower()} {match['name']}"
        party = _PARTY.search(source or "")
        if party and party["name"] not in _CENTRAL_CITIES and district is None:
            district = f"{_PARTY_LEVEL[party['level']]} {party['name']}"
    if district is None and _BELOW.search(issuer or ""):
        # a commune reports to its district, which its letterhead need not name
        district = _district_in(addressee or "") or _most_named(text, _DISTRICT)
    for source in (issuer, superior, addressee):
        province = province or _province_in(source or "")
    return district, province or _most_named(text, _PROVINCE)


_COMMUNE = re.compile(
    rf"^(?:UBND|HĐND|Đảng ủy|Đảng uỷ|Ủy ban nhân dân|Hội đồng nhân dân) (?P<level>xã|thị trấn|phường) (?P<name>{_NAME})"
)


def commune_of(issuer: str | None) -> str | None:
    """The commune whose own report it is: its figures are of no district."""
    match = _COMMUNE.search(issuer or "")
    return f"{match['level']} {match['name']}" if match else None


def _province_in(text: str) -> str | None:
    match = _PROVINCE.search(text)
    if match:
        return f"tỉnh {match['name']}"
    city = re.search(rf"(?:thành phố|TP\.?) (?P<name>{_NAME})", text)
    return f"thành phố {city['name']}" if city and city["name"] in _CENTRAL_CITIES else None


def _district_in(text: str) -> str | None:
    match = _DISTRICT.search(text)
    return f"{match['level'].lower()} {match['name']}" if match and match["name"] not in _CENTRAL_CITIES else None


def _most_named(text: str, pattern: re.Pattern[str]) -> str | None:
    """The province or district that the text names most often; None when two are named equally often."""
    named = (f"{match['level'].lower()} {match['name']}" for match in pattern.finditer(text))
    counts = Counter(named).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]
