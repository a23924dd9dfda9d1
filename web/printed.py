"""Numbers inside sentences: as they are printed in Vietnam, or as an English reader reads them."""

from __future__ import annotations

import re

#: Thousands with full stops, with a decimal comma or without; or a decimal comma alone. What touches letters, slashes
#: or more marks is the number of a document, a day, a heading.
_NUMBER = re.compile(
    r"(?<![\w/.,])(?<![^\W\d]-)(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+,[0-9]+)(?![\w/]|[.,]\d|-[^\W\d])"
)
_SWAPPED = str.maketrans(".,", ",.")


def english_marks(text: str) -> str:
    """``text`` with the marks of its numbers as in English: ``1.234,56`` → ``1,234.56``."""
    return _NUMBER.sub(lambda found: found[0].translate(_SWAPPED), text)
