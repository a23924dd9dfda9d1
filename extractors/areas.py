"""Which district and province a report is about, with their level: ``huyện An Lão``, ``tỉnh Bình Định``.

The level is kept: ``huyện Kỳ Anh`` and ``thị xã Kỳ Anh`` are two districts of one province.
"""

from __future__ import annotations

import re
from collections import Counter

from extractors.letters import LOWER, UPPER

_NAME = rf"[{UPPER}][{LOWER}']+(?:(?: | ?[-–] ?)[{UPPER}][{LOWER}']+){{0,4}}"
_DISTRICT = re.compile(rf"(?P<level>huyện|thị xã|quận|thành phố|Huyện|Thị xã|Quận) (?P<name>{_NAME})")
_PROVINCE = re.compile(rf"(?P<level>tỉnh|Tỉnh)(?: [uủ][yỷ])? (?P<name>{_NAME})")
#: The Party's committee of a level: Huyện ủy Yên Thế, Thành ủy Sa Đéc.
_PARTY = re.compile(rf"(?P<level>Huyện|Thị|Quận|Thành) [uủ][yỷ] (?P<name>{_NAME})")
_PARTY_LEVEL = {"Huyện": "huyện", "Thị": "thị xã", "Quận": "quận", "Thành": "thành phố"}
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
    for source in (issuer, superior, addressee):
        province = province or _province_in(source or "")
    return district, province or _most_named(text)


def _province_in(text: str) -> str | None:
    match = _PROVINCE.search(text)
    if match:
        return f"tỉnh {match['name']}"
    city = re.search(rf"(?:thành phố|TP\.?) (?P<name>{_NAME})", text)
    return f"thành phố {city['name']}" if city and city["name"] in _CENTRAL_CITIES else None


def _most_named(text: str) -> str | None:
    """The province that the text names most often; None when two are named equally often."""
    counts = Counter(f"tỉnh {match['name']}" for match in _PROVINCE.finditer(text)).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]
