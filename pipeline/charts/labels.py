"""What measures, kinds of values and periods are called on the page of series."""

from __future__ import annotations

from db.text import parse_period
from db.types import MAIN_MEASURES
from pipeline.i18n import Language, length_in, period_code, say


def against(measure: str, basis: str | None, language: Language) -> str:
    """What a measure says, and against what: ``so với KH tỉnh giao``; empty for a plain value."""
    if measure in MAIN_MEASURES:
        return basis or ""
    words = say(language, f"series.of.{measure}" if basis else f"series.of_none.{measure}")
    return f"{words} {basis}" if basis else words


def measured(measure: str, language: Language) -> str:
    """What a measure says, whoever it is against: ``% so với kế hoạch``; empty for a plain value."""
    return "" if measure in MAIN_MEASURES else say(language, f"series.measured.{measure}")


def basis_words(measure: str, basis: str | None, language: Language) -> str:
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
        return period or "?", length_in(language, "unknown")
    return f"{parsed.year:04}", length_in(language, period_code(parsed))
