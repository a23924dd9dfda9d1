"""What the form of a row says: a verdict, and the fields that were changed, each read as its field is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from db import Archive
from db.text import read_value
from db.types import NUMBERS, VERDICTS, Change, Judgement, PageRow, Verdict
from pipeline.i18n import Language, say
from web.presentation.rows import Field

#: What is wrong with a field, by its name; of the others, that they cannot be empty.
_WRONG = {**dict.fromkeys(NUMBERS, "wrong.number"), "date": "wrong.date", "period": "wrong.period"}


def typed(form: Mapping[str, Any], fields: Sequence[Field], language: Language) -> list[Field]:
    """``fields`` as they were typed, each with what is wrong with it; as they are, where nothing was sent of them."""
    return [_typed(field, form.get(field.name), language) for field in fields]


def _typed(field: Field, sent: object, language: Language) -> Field:
    if not isinstance(sent, str) or sent.strip() == field.value.strip():
        return field
    name = field.name.rpartition(".")[2]
    try:
        read_value(name, sent)
    except ValueError:
        key = _WRONG.get(name, "wrong.value") if sent.strip() else "wrong.empty"
        return replace(field, value=sent, problem=say(language, key, value=sent.strip()))
    return replace(field, value=sent)


def judge(archive: Archive, asked: PageRow, form: Mapping[str, Any], fields: Sequence[Field], who: str) -> None:
    """Do what the form says: a verdict, with the changes between the ``fields`` of the row and the form; or undo.

    Raises:
        ValueError: a change is none; to be asked first: :func:`typed`.
    """
    verdict: Verdict | None = next((known for known in VERDICTS if known == form.get("verdict")), None)
    if verdict is None:
        if form.get("verdict") == "undo" and asked.review_id is not None:
            archive.review.undo_review(asked.review_id)
        return
    changes = _changes(form, fields, who) if verdict == "corrected" else []
    if verdict == "corrected" and not changes:
        verdict = "accepted"  # saved as it stands
    archive.review.judge(Judgement(asked.table, asked.id, verdict, who, changes))


def _changes(form: Mapping[str, Any], fields: Sequence[Field], who: str) -> list[Change]:
    changed = []
    for field in fields:
        value = form.get(field.name)
        table, row_id, name = field.name.split(".")
        if isinstance(value, str) and not _says_the_same(name, value, field.value):
            changed.append(Change(table, int(row_id), name, value, who, str(form.get("why", "")).strip()))
    return changed


def _says_the_same(name: str, one: str, other: str) -> bool:
    """Whether two ways of writing a field mean one value: 1.234 and 1234,0."""
    if one.strip() == other.strip():
        return True
    if name not in NUMBERS or not one.strip() or not other.strip():
        return False
    return Decimal(read_value(name, one) or 0) == Decimal(read_value(name, other) or 0)
