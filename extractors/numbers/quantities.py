"""Quantities: numbers with a unit or a counted noun, as they stand in the text. Figures are made of them.

A unit is a multiplier and a unit of measure (``tỷ đồng``), a multiplier and a counted noun (``ngàn lượt hành khách``),
a unit and what it is counted by (``triệu đồng/người/năm``), or a multiplier alone (``tỷ``). Of a counted noun only the
head noun is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.lexicon.tables import multipliers
from extractors.numbers.numerals import NAMED, NUMBER_WORDS, parse_number
from extractors.numbers.quantity_grammar import BEFORE_TORN, quantity_pattern
from extractors.text.characters import LOWER
from extractors.text.word_segmentation import first_noun


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit. ``multiplier`` and ``base`` are the unit's parts; ``base`` is None for a bare ``tỷ``."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    multiplier: str | None
    base: str | None
    per: str | None
    counted: bool
    unit_start: int
    #: How it was read: one of the ways of ``data/confidence.csv``.
    how: str = "measure"


def find_quantities(text: str, *, english: bool = False) -> Iterator[Quantity]:
    """Every quantity in ``text``, in order, dates and numbers of things included: the caller decides what counts.

    ``english``: the text writes 12,345.6 (see ``marks``).
    """
    pattern = quantity_pattern()
    # where the last quantity ends, when a second one may follow its stroke, and the noun or unit of the last one
    stroke, counted = -1, ""
    position = 0
    while (match := pattern.search(text, position)) is not None:
        position = match.end()
        if match["torn"] and not _is_one_number(text, match):
            # 1 250 ha behind the name of a season: only the second number is of the unit
            position = match.start() + len(match["torn"].split(" ", 1)[0]) + 1
            continue
        if match["joined"] is not None and (match.start() != stroke + 1 or not _goes_with(match, counted)):
            continue
        quantity = _read(match, english)
        if quantity is None:
            continue
        counted = match["noun"] or quantity.base or ""
        stroke = match.end() if counted else -1
        position = max(position, quantity.end)
        yield quantity


def _goes_with(match: re.Match[str], counted: str) -> bool:
    """Whether a quantity can stand behind the stroke of one of ``counted``: a measure, or a count of something else."""
    return bool(match["base"]) or match["noun"] not in (None, counted)


def _read(match: re.Match[str], english: bool) -> Quantity | None:
    if match["n1"]:
        return _mixed(match)
    if match["torn"]:
        return _torn(match)
    if match["word"]:
        return Quantity(
            match.start(), match.end(), Decimal(NUMBER_WORDS[match["word"].lower()]), None,
            _single_spaced(match["small"]), None, match["small"], None, counted=True,
            unit_start=match.start("small"), how="number word",
        )  # fmt: skip
    return _loose(match, english) if match["loose"] else _plain(match, english)


def _loose(match: re.Match[str], english: bool) -> Quantity | None:
    """A count of something that no list has: the first word behind the number, where it can be a noun."""
    noun = first_noun(match["loose"])
    if noun is None or match["high"]:
        return None
    start = match.start("loose")
    return Quantity(
        match.start(), start + len(noun), parse_number(match["low"], english=english), None, _single_spaced(noun), None,
        noun, None, counted=True, unit_start=start, how="count of a noun unlisted",
    )  # fmt: skip


def _plain(match: re.Match[str], english: bool) -> Quantity:
    times = match["times"] or match["times2"] or match["times3"]
    noun = match["noun"] or match["noun2"]
    low = parse_number(match["low"], english=english)
    high = parse_number(match["high"], english=english) if match["high"] else None
    return Quantity(
        start=match.start(),
        end=match.end(),
        value=low,
        value_max=high,
        unit=_SUPERSCRIPT.sub(r"\1\2", _single_spaced(match["unit"])),
        multiplier=_single_spaced(times) if times else None,
        base=_single_spaced(match["base"] or noun or "") or None,
        per=match["per"] or match["per2"] or match["per3"] or match["per6"],
        counted=bool(noun) and not match["noun2"],
        unit_start=match.start("unit"),
        how=_how(match),
    )


#: m 2: the raised digit that typesetting has torn off
_SUPERSCRIPT = re.compile(r"\b(k?m) ([23])\b")


#: A word behind a noun that may belong to it: none of those that open what is said of the things counted.
_GOES_ON = re.compile(
    rf" (?!(?:và|của|trong|trên|tại|ở|được|đã|đang|có|là|đạt|với|cho|theo|từ|về|ra|vào|đến|so|để|do|còn|bị|chưa|không"
    rf"|tham gia|hoàn thành|tăng|giảm|thuộc|tương|bằng|gồm|khác|mới|này|trở|sẽ|cơ bản)(?![{LOWER}]))[{LOWER}]"
)


def _how(match: re.Match[str]) -> str:
    if match["joined"] and match["noun"]:
        return "count behind a stroke"
    if match["noun"] or match["noun2"]:
        # 38 nhóm cộng tác viên: where the noun ends is less sure when another word follows it
        return "count, a word follows" if _GOES_ON.match(match.string, match.end()) else "count"
    return "measure" if match["base"] or match["rate"] else "multiplier alone"


def _mixed(match: re.Match[str]) -> Quantity:
    """``566 tỷ 384 triệu đồng`` is 566.384 tỷ đồng."""
    largest = multipliers()[match["m1"]]
    value = parse_number(match["n1"])
    for number, multiplier in (("n2", "m2"), ("n3", "m3")):
        if match[number]:
            value += parse_number(match[number]) * multipliers()[match[multiplier]] / largest
    currency = (match["u2"] or "").strip()
    unit = f"{match['m1']} {currency}".strip() + (match["per4"] or "")
    return Quantity(
        match.start(), match.end(), value.normalize() + 0, None, unit, match["m1"], currency or None,
        match["per4"], counted=False, unit_start=match.start("m1"), how="two multipliers",
    )  # fmt: skip


def _is_one_number(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a torn number is one, and not the name of something and a number: vụ 1 250 ha."""
    before = text[max(0, match.start() - 24) : match.start()]
    return BEFORE_TORN.search(before) is not None and NAMED.search(before) is None


def _torn(match: re.Match[str]) -> Quantity:
    base = _single_spaced(match["base4"])
    times = _single_spaced(match["times4"]) if match["times4"] else None
    return Quantity(
        match.start(), match.end(), parse_number(match["torn"].replace(" ", "")), None,
        _single_spaced(match["torn_unit"]), times, base, match["per5"], counted=base in ("người", "hộ"),
        unit_start=match.start("torn_unit"), how="torn number",
    )  # fmt: skip


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
