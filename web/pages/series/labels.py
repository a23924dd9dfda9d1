"""What measures, kinds of values and periods are called on the page of series."""

from __future__ import annotations

from db.text import parse_period
from db.types import MAIN_MEASURES
from web.i18n.messages import Language, say

_MONTHS_OF = {"cả năm": "year", "6 tháng đầu năm": "half.1", "6 tháng cuối năm": "half.2"}


def against(measure: str, basis: str | None, language: Language) -> str:
    """What a measure says, and against what: ``so với KH tỉnh giao``; empty for a plain value."""
    told = f"series.of.{measure}" if basis else f"series.of_none.{measure}"
    words = say(language, told)
    return f"{words} {basis}".strip() if basis else words


def measured(measure: str, language: Language) -> str:
    """What a measure says, whoever it is against: ``% so với kế hoạch``; empty for a plain value."""
    return say(language, f"series.measured.{measure}")


def giver_words(measure: str, basis: str | None, language: Language) -> str:
    """Who or what a line is measured against; of a plan, who gave it: ``so với KH huyện giao``, ``KH huyện giao``."""
    if measure in MAIN_MEASURES:
        return basis or ""
    return say(language, f"series.line.{measure}", basis=basis) if basis else say(language, "series.line_none")


def kind_words(kind: str, language: Language) -> str:
    """``actual``, ``plan`` or ``prior`` in words."""
    return say(language, f"series.kind.{kind}")


def period_words(period: str | None, language: Language) -> tuple[str, str]:
    """A period as two lines of a heading: ``("2023", "cả năm")``, ``("2023", "quý II")``."""
    try:
        parsed = parse_period(period or "")
    except ValueError:
        return period or "?", say(language, "series.no_period")
    return f"{parsed.year:04}", length_words(parsed.kind, language)


def length_words(kind: str, language: Language) -> str:
    """What a length of period is called: that of reports in Vietnamese, else told in the language."""
    if language == "vi":
        return kind
    if kind in _MONTHS_OF:
        return say(language, f"series.length.{_MONTHS_OF[kind]}")
    head, _, tail = kind.partition(" ")
    if head == "quý":
        return say(language, "series.length.quarter", number=tail)
    if head == "tháng":
        return say(language, "series.length.month", number=tail)
    return say(language, "series.length.months", number=head)
