"""Text as the database compares it: folded words, search terms, periods, values as people type them."""

from __future__ import annotations

from db.citations.conflicts import of_two_levels
from db.read_models.page_rows import read_boxes
from db.search.snippets import matches, words_in
from db.search.words import QUOTED, is_plain, words_of
from db.sql.folding import fold
from db.sql.periods import Period, parse_period
from db.sql.values import base_name, read_value

__all__ = [
    "QUOTED",
    "Period",
    "base_name",
    "fold",
    "is_plain",
    "matches",
    "of_two_levels",
    "parse_period",
    "read_boxes",
    "read_value",
    "words_in",
    "words_of",
]
