"""Provinces and districts as they were on a day, and what became of them: two districts are called An Lão.

Shapes: :class:`Province`, :class:`District`, :class:`Today`. Sources: ``data/provinces.csv``, ``data/districts.csv``
and ``data/successions.csv``, each row with its own; ``docs/places.md`` tells what they hold and what is missing. Days
are ISO dates, the last day inclusive. What is ambiguous or unknown is None, never a guess.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from extractors.data import read_rows
from extractors.text.folding import fold


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit between two changes of its name, kind or place: ``key`` is unique, ``code`` is used again.

    ``valid_from`` None: no later beginning is known. ``valid_to`` None: it is there today.
    """

    key: str
    code: str
    name: str
    kind: str
    valid_from: str | None
    valid_to: str | None

    def valid(self, on: str) -> bool:
        """Whether it was there on the day."""
        return (self.valid_from or on) <= on <= (self.valid_to or on)


@dataclass(frozen=True, slots=True)
class Province(Unit):
    """``kind`` is tỉnh or thành phố (under the central government)."""


@dataclass(frozen=True, slots=True)
class District(Unit):
    """``kind`` is huyện, quận, thị xã or thành phố. ``communes``: today's, where its last bounds are known."""

    province: Province
    communes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """Where a district's territory is today. ``communes`` is empty where it was merged or divided before 2025."""

    province: Province | None
    communes: tuple[str, ...]


U = TypeVar("U", bound=Unit)
Index = dict[str, tuple[U, ...]]

_KINDS = (
    ("tỉnh", r"(?:tỉnh|tinh)\s+"),
    ("thành phố", r"(?:(?:thành phố|thanh pho)\s+|t\.?p[\s.]*)"),
    ("thị xã", r"(?:(?:thị xã|thi xa)\s+|t\.?x[\s.]*)"),
    ("huyện", r"(?:huyện đảo|huyen dao|huyện|huyen)\s+"),
    ("quận", r"(?:quận|quan)\s+"),
)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def find_province(name: str, on: str | None = None) -> Province | None:
    """The province of this name, with or without its kind (``TP. Hồ Chí Minh``), that was there on the day."""
    return _single(_units_named(_province_index(), name, on))


def find_district(name: str, province: str | None = None, on: str | None = None) -> District | None:
    """The district of this name in this province on the day; its kind, where given, tells namesakes apart."""
    districts = _units_named(_district_index(), name, on)
    if province is not None:
        keys = {one.key for one in _units_named(_province_index(), province, None)}
        districts = tuple(one for one in districts if one.province.key in keys)
    return _single(districts)


def province_today(province: Province) -> Province | None:
    """The province that holds its territory today; None where that is divided among several."""
    ends = _ends(province)
    return ends.pop() if len(ends) == 1 else None


def today_of(district: District) -> Today:
    """The province and communes that hold its territory today."""
    ends = _ends(district)
    last = _districts()[_last(district.key)]
    return Today(ends.pop() if len(ends) == 1 else None, last.communes)


def _ends(unit: Unit) -> set[Province]:
    """The provinces of today that its successors lead to."""
    if unit.valid_to is None:
        return {unit} if isinstance(unit, Province) else set()
    provinces: set[Province] = set()
    for on, key in _successors().get(unit.key, ()):
        if on > unit.valid_to:  # not a part that left it while it went on
            provinces |= _ends(_provinces().get(key) or _districts()[key])
    return provinces


def _single(units: tuple[U, ...]) -> U | None:
    """The one unit; of several that are stages of one and the same, the last."""
    ends = {_last(unit.key) for unit in units}
    return max(units, key=lambda unit: unit.valid_from or "") if len(ends) == 1 else None


def _last(key: str) -> str:
    """The last stage of a unit whose territory stayed as it was: a thị xã that became a thành phố."""
    while key in _continued():
        key = _continued()[key]
    return key


def _units_named(index: Index[U], name: str, on: str | None) -> tuple[U, ...]:
    """The units of this name; the whole name is tried before a name without its kind (Quan Sơn is no quận)."""
    written = unicodedata.normalize("NFC", name).casefold().strip()
    units = _matching(index, written)
    for kind, pattern in _KINDS:
        match = None if units else re.match(pattern, written)
        if match:
            units = tuple(unit for unit in _matching(index, written[match.end() :]) if unit.kind == kind)
    return tuple(unit for unit in units if on is None or unit.valid(on))


def _matching(index: Index[U], name: str) -> tuple[U, ...]:
    """By spelling; without diacritics only where the name is written without any."""
    return index.get(_spelling(name)) or (index.get("~" + fold(_spelling(name)), ()) if name.isascii() else ())


def _index(named: Iterable[tuple[str, U]]) -> Index[U]:
    index: Index[U] = {}
    for name, unit in named:
        for key in (_spelling(name), "~" + fold(_spelling(name))):
            if unit not in index.get(key, ()):
                index[key] = (*index.get(key, ()), unit)
    return index


def _spelling(name: str) -> str:
    """One form of a name's spellings: hòa and hoà, Mỹ and Mĩ, Quy and Qui, Đắk and Đăk, with or without hyphens."""
    words = []
    decomposed = unicodedata.normalize("NFD", name.casefold().replace("ð", "đ"))
    for word in "".join(char if char.isalnum() or unicodedata.combining(char) else " " for char in decomposed).split():
        base = "".join(char for char in word if char not in _TONES)
        tones = "".join(char for char in word if char in _TONES)
        base = re.sub(r"(?<=[bcdđghklmnpqrstvx])y$", "i", "quy" if base == "qui" else base)
        plain = unicodedata.normalize("NFC", base)
        words.append("đăk" if plain in ("đăk", "đak", "đăc") else plain + tones)
    return "".join(words)


def _fields(row: dict[str, str]) -> tuple[str, str, str, str, str | None, str | None]:
    return row["key"], row["code"], row["name"], row["kind"], row["valid_from"] or None, row["valid_to"] or None


@functools.cache
def _provinces() -> dict[str, Province]:
    return {row["key"]: Province(*_fields(row)) for row in read_rows("provinces")}


@functools.cache
def _districts() -> dict[str, District]:
    return {
        row["key"]: District(
            *_fields(row), _provinces()[row["province"]], tuple(filter(None, row["communes_today"].split("|")))
        )
        for row in read_rows("districts")
    }


@functools.cache
def _province_index() -> Index[Province]:
    names = ((row["key"], [row["name"], *filter(None, row["also"].split("|"))]) for row in read_rows("provinces"))
    return _index((name, _provinces()[key]) for key, written in names for name in written)


@functools.cache
def _district_index() -> Index[District]:
    return _index((district.name, district) for district in _districts().values())


@functools.cache
def _successors() -> dict[str, tuple[tuple[str, str], ...]]:
    """Key of a unit → the days and keys of those that followed it."""
    successors: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in read_rows("successions"):
        successors[row["from"]] = (*successors.get(row["from"], ()), (row["on"], row["to"]))
    return successors


@functools.cache
def _continued() -> dict[str, str]:
    """Key of a unit → the key it has since, its territory unchanged."""
    return {row["from"]: row["to"] for row in read_rows("successions") if row["relation"] == "continued"}
