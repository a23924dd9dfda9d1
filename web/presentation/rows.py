"""Rows as people read them: what a row says, in a few words, and which of its fields can be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.types import EDITABLE_MEASURES, FIELDS, NUMBERS, ROLES, Box, PageRow
from pipeline.i18n import Language, date_in, number_in, percent_in, period_in, plain_number, say

#: A row counts as sure from here on: docs/evaluation.md.
SURE = 0.99
#: Letters recognised less surely than this deserve a look.
CLEAR_LETTERS = 0.9


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: ``name`` is ``TABLE.ID.FIELD``; ``choices`` are (value, words) where only some are allowed.

    ``problem`` says what is wrong with the ``value``, when it was typed wrongly.
    """

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row for a page: ``headline`` is the value, ``details`` say what it is of; ``boxes`` are those of one page."""

    row: PageRow
    headline: str
    details: tuple[str, ...]
    boxes: tuple[Box, ...]
    confidence: str = ""

    @property
    def printed(self) -> str:
        """The words as they are printed, where the headline does not say just that."""
        words = " ".join(self.row.text.split())
        bare = ["".join(text.split()).casefold() for text in (words, self.headline)]
        return "" if bare[0] == bare[1] else words

    @property
    def sure(self) -> bool:
        """Whether nothing speaks against it."""
        return (self.row.confidence or 0) >= SURE and not self.row.doubts and (self.row.letters or 1) >= CLEAR_LETTERS


def row_view(row: PageRow, language: Language, page: int | None = None) -> RowView:
    """``row`` in words, with its boxes on ``page`` (or all)."""
    boxes = tuple(box for box in row.boxes if page is None or box[0] == page)
    headline, details = _HOW[row.table](row, language)
    lines = tuple(part for part in (*details, *_points(row, language)) if part)
    return RowView(row, headline, lines, boxes, percent_in(language, row.confidence))


def fields_of(row: PageRow, language: Language) -> list[Field]:
    """The fields that a reader may correct: those of the row, then those of the data points that were read from it."""
    fields = [
        Field(f"{row.table}.{row.id}.{name}", say(language, f"field.{name}"), _value(row.fields, name))
        for name in FIELDS[row.table]
    ]
    for point in row.points:
        values = {name: getattr(point, name) for name in FIELDS["observations"]}
        fields += [
            Field(
                f"observations.{point.id}.{name}",
                say(language, f"field.{name}"),
                values[name] or "",
                _choices(name, language),
            )
            for name in FIELDS["observations"]
        ]
    return fields


def _choices(name: str, language: Language) -> tuple[tuple[str, str], ...]:
    allowed = {"measure": EDITABLE_MEASURES, "role": ROLES}.get(name, ())
    return tuple((value, say(language, f"{name}.{value}")) for value in allowed)


def _value(fields: Mapping[str, Any], name: str) -> str:
    """A field as it is written into a form: numbers as they are printed in Vietnam, whatever the language."""
    value = fields.get("value_text") if name == "value" else fields.get(name)
    if value is None:
        return ""
    return number_in("vi", plain_number(value)).replace("−", "-") if name in NUMBERS else str(value)


def _number(text: Any, language: Language) -> str:
    return number_in(language, plain_number(text))


def _figure(row: PageRow, language: Language) -> tuple[str, list[str | None]]:
    values = row.fields
    value = _number(values["value_text"], language)
    if values["value_max_text"]:
        value += f"–{_number(values['value_max_text'], language)}"
    return f"{value} {values['unit'] or ''}".strip(), [values["indicator"]]


def _percentage(row: PageRow, language: Language) -> tuple[str, list[str | None]]:
    values = row.fields
    value = _number(values["value_text"], language)
    if values["value_max_text"]:
        value += f"–{_number(values['value_max_text'], language)}"
    # "khác" is every other relation: there is no word for it.
    relation = say(language, f"relation.{values['relation']}") if values["relation"] not in (None, "", "khác") else None
    against = " ".join(part for part in (relation, values["basis"]) if part)
    sign = {"+": "+", "-": "−"}.get(values["direction"] or "", "")
    return f"{sign}{value} {'‰' if values['permille'] else '%'}", [values["indicator"], against]


def _ratio(row: PageRow, language: Language) -> tuple[str, list[str | None]]:
    values = row.fields
    value = f"{_number(values['num'], language)}/{_number(values['den'], language)} {values['what'] or ''}"
    return value.strip(), [values["subject"]]


def _citation(row: PageRow, language: Language) -> tuple[str, list[str | None]]:
    values = row.fields
    name = " ".join(part for part in (values["type"], values["number"]) if part) or row.text
    day = date_in(language, values["date"]) if values["date"] else (str(values["year"]) if values["year"] else None)
    return name, [" · ".join(part for part in (day, values["issuer"]) if part), values["title"]]


def _points(row: PageRow, language: Language) -> list[str]:
    """What was made of the row: indicator, period, role. The indicator is left out where the row's own words say it."""
    lines = []
    for point in row.points:
        indicator = None if point.indicator == row.fields.get("indicator") else point.indicator
        parts = [indicator, period_in(language, point.period), say(language, f"role.{point.role}")]
        lines.append("→ " + " · ".join(part for part in parts if part))
    return list(dict.fromkeys(lines))


_HOW = {"figures": _figure, "percentages": _percentage, "ratios": _ratio, "citations": _citation}
