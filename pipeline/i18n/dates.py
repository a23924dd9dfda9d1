"""Dates, moments, durations and periods as a language writes them."""

from __future__ import annotations

from datetime import datetime

from db.text import Period, parse_period
from pipeline.i18n.catalogue import Language, say


def date_in(language: Language, iso: str | None) -> str:
    """An ISO date as people write it: ``05/06/2023``, or ``5 Jun 2023``; the empty text for an unknown one."""
    if not iso:
        return ""
    try:
        year, month, day = (int(part) for part in iso[:10].split("-"))
    except ValueError:
        return iso
    if language == "vi":
        return f"{day:02}/{month:02}/{year}"
    return f"{day} {say(language, f'month.{month}')} {year}"


def moment_in(language: Language, stored: str | None) -> str:
    """A stored moment (UTC) by the clock on this machine's wall: ``18:13, 28/11/2026``; empty for an unknown one."""
    if not stored:
        return ""
    here = datetime.fromisoformat(stored).astimezone()
    return f"{here:%H:%M}, {date_in(language, here.date().isoformat())}"


def duration_in(language: Language, seconds: float) -> str:
    """``45 giây``, ``3 phút 20 giây``; ``45 s``, ``3 min 20 s``. One second at the least."""
    minutes, rest = divmod(max(1, int(seconds)), 60)
    if minutes:
        return say(language, "duration.minutes", minutes=minutes, seconds=rest)
    return say(language, "duration.seconds", seconds=rest)


def period_code(period: Period) -> str:
    """What kind of period it is, as the catalogue names it.

    ``year``, ``half.1``, ``half.2``, ``quarter.1`` to ``quarter.4``, ``month.1`` to ``month.12``, or ``cumulative.9``
    (the first nine months).
    """
    return period.code


def period_in(language: Language, text: str | None) -> str:
    """A period in words: ``6 tháng đầu năm 2023``, ``first half of 2023``. No period: as it stands."""
    if not text:
        return ""
    try:
        period = parse_period(text)
    except ValueError:
        return text
    return say(language, f"period.{period_code(period)}", year=period.year)


def length_in(language: Language, code: str) -> str:
    """What a kind of period (a :func:`period_code`) is called without its year: ``cả năm``, ``quarter II``."""
    return say(language, f"length.{code}")


def period_heading(language: Language, period: str | None) -> str:
    """The heading of a column: ``2023-H1 (6 tháng đầu năm)``; a report may not state its period."""
    if period is None:
        return "period unknown"
    try:
        return f"{period} ({length_in(language, parse_period(period).code)})"
    except ValueError:
        return period
