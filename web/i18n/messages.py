"""The words of the pages, in Vietnamese and English: data (``data/messages/*.csv``), one file a page."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Literal, get_args

from db.text import Period, parse_period

#: Thousands with full stops, with a decimal comma or without; or a decimal comma alone. What touches letters, slashes
#: or more marks is the number of a document, a day, a heading.
_NUMBER = re.compile(
    r"(?<![\w/.,])(?<![^\W\d]-)(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+,[0-9]+)(?![\w/]|[.,]\d|-[^\W\d])"
)
_SWAPPED = str.maketrans(".,", ",.")


def english_marks(text: str) -> str:
    """``text`` with the marks of its numbers as in English: ``1.234,56`` → ``1,234.56``."""
    return _NUMBER.sub(lambda found: found[0].translate(_SWAPPED), text)


Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def messages() -> Mapping[str, Mapping[str, str]]:
    """Every message by its key: {language: words}."""
    found: dict[str, Mapping[str, str]] = {}
    folder = resources.files("web").joinpath("data", "messages")
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        with entry.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["key"] in found:
                    raise ValueError(f"{entry.name}: the key {row['key']} is there twice")
                found[row["key"]] = {"vi": row["vi"], "en": row["en"]}
    return found


def say(language: Language, key: str, **values: object) -> str:
    """The message ``key`` in ``language``, its places filled.

    Raises:
        KeyError: there is no such message.
    """
    words = messages()[key][language]
    return words.format_map(values) if values else words


def plain_number(value: str | float) -> str:
    """A stored number without an exponent or empty decimals: ``28.0`` → ``28``. Text is exact, and left as it is."""
    if isinstance(value, str):
        return value
    return format(Decimal(str(value)), "f").removesuffix(".0")


def number_in(language: Language, text: str) -> str:
    """``1234.5`` as the language writes it: ``1.234,5`` or ``1,234.5``."""
    sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole or 0):,}"
    if language == "vi":
        return sign + grouped.replace(",", ".") + (f",{fraction}" if fraction else "")
    return sign + grouped + (f".{fraction}" if fraction else "")


def percent_in(language: Language, share: float | None) -> str:
    """A share as a percentage, never rounded up: 0.9996 is 99.9 %, and 1 alone is 100 %; empty for None."""
    if share is None:
        return ""
    tenths = Decimal(str(share)) * 1000 // 1
    return f"{number_in(language, plain_number(float(tenths / 10)))} %"


def date_in(language: Language, iso: str | None) -> str:
    """An ISO date as people write it: ``5/6/2023``, or ``5 Jun 2023``; the empty text for an unknown one."""
    if not iso:
        return ""
    try:
        year, month, day = (int(part) for part in iso[:10].split("-"))
    except ValueError:
        return iso
    if language == "vi":
        return f"{day:02}/{month:02}/{year}"
    return f"{day} {_MONTHS[month - 1]} {year}"


def moment_in(language: Language, stored: str | None) -> str:
    """A stored moment (UTC) by the clock on this machine's wall: ``18:13, 28/11/2026``; empty for an unknown one."""
    if not stored:
        return ""
    here = datetime.fromisoformat(stored).astimezone()
    return f"{here:%H:%M}, {date_in(language, here.date().isoformat())}"


def duration_in(language: Language, seconds: float) -> str:
    """``45 giây``, ``3 phút 20 giây``; ``45 s``, ``3 min 20 s``. One second at the least."""
    minutes, rest = divmod(max(1, int(seconds)), 60)
    short, long = ("giây", "phút") if language == "vi" else ("s", "min")
    return f"{minutes} {long} {rest} {short}" if minutes else f"{rest} {short}"


def period_in(language: Language, text: str | None) -> str:
    """A period in words: ``6 tháng đầu năm 2023``, ``first half of 2023``. No period: as it stands."""
    if not text:
        return ""
    try:
        period = parse_period(text)
    except ValueError:
        return text
    if language == "en":
        return _period_in_english(period)
    return f"năm {period.year}" if period.kind == "cả năm" else f"{period.kind.removesuffix(' năm')} năm {period.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ORDINALS = ("first", "second", "third", "fourth")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _period_in_english(period: Period) -> str:
    months = period.last_month - period.first_month + 1
    if months == 12:
        return str(period.year)
    if months == 1:
        return f"{_MONTHS[period.last_month - 1]} {period.year}"
    if months == 6 and period.last_month in (6, 12):
        return f"{_ORDINALS[period.last_month // 6 - 1]} half of {period.year}"
    if months == 3 and period.last_month % 3 == 0:
        return f"{_ORDINALS[period.last_month // 3 - 1]} quarter of {period.year}"
    return f"{_COUNTS[months - 1]} months of {period.year}"
