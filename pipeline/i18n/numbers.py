"""Numbers as a language writes them."""

from __future__ import annotations

import re
from decimal import Decimal

#: Thousands with full stops, with a decimal comma or without; or a decimal comma alone. What touches letters, slashes
#: or more marks is the number of a document, a day, a heading.
_VIETNAMESE_NUMBER = re.compile(
    r"(?<![\w/.,])(?<![^\W\d]-)(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+,[0-9]+)(?![\w/]|[.,]\d|-[^\W\d])"
)
_SWAPPED = str.maketrans(".,", ",.")


def english_marks(text: str) -> str:
    """``text`` with the marks of its numbers as in English: ``1.234,56`` → ``1,234.56``."""
    return _VIETNAMESE_NUMBER.sub(lambda match: match[0].translate(_SWAPPED), text)


def plain_number(value: str | float) -> str:
    """A stored number without an exponent or empty decimals: ``28.0`` → ``28``. Text is exact, and left as it is."""
    if isinstance(value, str):
        return value
    return format(Decimal(str(value)), "f").removesuffix(".0")


def number_in(language: str, text: str) -> str:
    """``1234.5`` as the language writes it: ``1.234,5`` or ``1,234.5``."""
    sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole or 0):,}"
    if language == "vi":
        return sign + grouped.replace(",", ".") + (f",{fraction}" if fraction else "")
    return sign + grouped + (f".{fraction}" if fraction else "")


def percent_in(language: str, share: float | None) -> str:
    """A share as a percentage, never rounded up: 0.9996 is 99.9 %, and 1 alone is 100 %; empty for None."""
    if share is None:
        return ""
    tenths = Decimal(str(share)) * 1000 // 1
    return f"{number_in(language, plain_number(float(tenths / 10)))} %"
