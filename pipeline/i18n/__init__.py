"""Words, numbers and dates in Vietnamese and English, shared by commands, charts and the reading room."""

from pipeline.i18n.catalogue import LANGUAGES, Language, has_message, say, say_count
from pipeline.i18n.dates import date_in, duration_in, length_in, moment_in, period_code, period_heading, period_in
from pipeline.i18n.numbers import english_marks, number_in, percent_in, plain_number

__all__ = [
    "LANGUAGES",
    "Language",
    "date_in",
    "duration_in",
    "english_marks",
    "has_message",
    "length_in",
    "moment_in",
    "number_in",
    "percent_in",
    "period_code",
    "period_heading",
    "period_in",
    "plain_number",
    "say",
    "say_count",
]
