"""Values as people type them and as they are stored: numbers, dates, periods, document numbers, file names."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import PurePath

from db.sql.folding import fold
from db.sql.periods import parse_period

#: The fields that hold a number.
NUMBERS = ("value", "num", "den")
#: What may stand in ``measure`` and in ``role``.
MEASURES = ("value", "percent_of_plan", "percent_of_base", "growth", "share", "level")
ROLES = ("actual", "estimate", "plan", "prior")
_VIETNAMESE = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")
#: More characters than this no printed number has.
_MAX_NUMBER_CHARS = 40
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")


def read_value(field: str, value: str | None) -> str | None:
    """``value`` as it is stored: a number without thousands marks, an ISO date, a period of the contract.

    Raises:
        ValueError: it is not one of that field, with what would be.
    """
    if value is None or not value.strip():
        if field in (*NUMBERS, "measure", "role", "indicator"):
            raise ValueError(f"{field} cannot be empty.")
        return None
    value = value.strip()
    if field in NUMBERS:
        return _number(value)
    if field == "date":
        return _date(value)
    if field == "period":
        return parse_period(value).text
    allowed = {"measure": MEASURES, "role": ROLES}.get(field)
    if allowed is not None and value not in allowed:
        raise ValueError(f"{field} is one of {', '.join(allowed)}, not {value!r}.")
    return value


def _number(value: str) -> str:
    """1.234,5 as reports write it, or 1234.5."""
    text = value.replace(".", "").replace(",", ".") if _VIETNAMESE.fullmatch(value) else value
    if not _PLAIN.fullmatch(text) or len(text) > _MAX_NUMBER_CHARS:
        raise ValueError(f"{value!r} is no number. Write 1.234,5 or 1234.5.")
    return format(Decimal(text), "f")


def _date(value: str) -> str:
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", value)
    text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else value
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError(f"{value!r} is no date. Write 2023-06-05 or 5/6/2023.") from error


def number_key(number: str) -> str:
    """``number`` without what slips: case, diacritics, leading zeros, which of ``/`` and ``-`` stands between letters.

    ``03-NQ/TU``, ``3-NQ/TU`` and ``03/NQ-TU`` are one; so are ``NĐ-CP`` and the slip ``NĐCP``.
    """
    groups: list[str] = []
    for token in re.split(r"[-–/.\s]+", fold(number)):
        if token.isdigit():
            token = token.lstrip("0") or "0"
        if groups and token.isalpha() and groups[-1].isalpha():
            groups[-1] += token
        elif token:
            groups.append(token)
    return "/".join(groups)


def same_number(text: str | None, asked: str) -> bool:
    """Whether ``text`` is the number ``asked``, whole (``19/QĐ-UBND``) or by its first figures (``19``)."""
    if not text:
        return False
    have, want = number_key(text), number_key(asked)
    return have == want or (want.isdigit() and have.partition("/")[0] == want)


def base_name(path: str) -> str:
    """The file's name in a stored path of any system."""
    return PurePath(path.replace("\\", "/")).name
