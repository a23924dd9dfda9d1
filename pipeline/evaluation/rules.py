"""What is compared for each kind of record: its key, which decides a match, and its fields, judged among matches."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.evaluation.gold import Item
from pipeline.evaluation.text_equality import (
    describes,
    fold,
    is_one_of,
    same_basis,
    same_body,
    same_phrase,
    same_title,
)

_SPACE = re.compile(r"\s+")

#: ``judge(gold, got)``: right, wrong, or None when the gold does not say.
Judge = Callable[[Item, Item], bool | None]


@dataclass(frozen=True)
class Rules:
    """How one kind is scored. ``is_vague`` items have a key that many share: their text must agree too."""

    same_key: Callable[[Item, Item], bool]
    fields: dict[str, Judge]
    is_vague: Callable[[Item], bool] = lambda _: False


def _field(name: str, same: Callable[[str | None, str | None], bool]) -> Judge:
    def judge(gold: Item, got: Item) -> bool | None:
        return same(gold[name], got.get(name)) if name in gold else None

    return judge


def _equal(name: str) -> Judge:
    def judge(gold: Item, got: Item) -> bool | None:
        return bool(gold[name] == got.get(name)) if name in gold else None

    return judge


def _number(text: str | None) -> str | None:
    return None if text is None else _SPACE.sub("", unicodedata.normalize("NFC", text))


def _same_citation(gold: Item, got: Item) -> bool:
    if (_number(gold.get("number")), gold.get("date")) != (_number(got.get("number")), got.get("date")):
        return False
    return fold(got.get("type")) in {fold(gold.get("type")), fold(gold.get("alt_type") or gold.get("type"))}


def _same_figure(gold: Item, got: Item) -> bool:
    return _same_value(gold, got) and fold(gold["unit"]) == fold(got["unit"])


def _same_percentage(gold: Item, got: Item) -> bool:
    if "direction" in gold and gold["direction"] != got.get("direction"):
        return False
    return _same_value(gold, got)


def _same_ratio(gold: Item, got: Item) -> bool:
    return bool(gold["num"] == got["num"] and gold["den"] == got["den"])


def _same_value(gold: Item, got: Item) -> bool:
    return bool(gold["value"] == got["value"] and gold.get("value_max") == got.get("value_max"))


def _relation(gold: Item, got: Item) -> bool | None:
    if "relation" not in gold:
        return None
    return bool(("khác" if gold["relation"] == "other" else gold["relation"]) == got.get("relation"))


def _basis(gold: Item, got: Item) -> bool | None:
    if "basis" not in gold:
        return None
    accepted = (gold["basis"], gold.get("basis_core") or gold["basis"])
    return any(same_basis(form, got.get("basis")) for form in accepted)


def _indicator(gold: Item, got: Item) -> bool | None:
    if gold.get("indicator") is None:
        return None
    if "indicator_start" in gold or "indicator_alt" in gold:
        return is_one_of([gold["indicator"], *(gold.get("indicator_alt") or [])], got.get("indicator"))
    return describes(gold["indicator"], got.get("indicator"))


RULES: dict[str, Rules] = {
    "citations": Rules(
        _same_citation,
        {
            "issuer": _field("issuer", same_phrase),
            "title": _field("title", same_title),
            "pinpoint": _field("pinpoint", same_phrase),
            "year": _equal("year"),
        },
        is_vague=lambda gold: gold.get("number") is None and gold.get("date") is None,
    ),
    "figures": Rules(_same_figure, {"indicator": _indicator}),
    "percentages": Rules(
        _same_percentage,
        {"relation": _relation, "basis": _basis, "indicator": _indicator, "permille": _equal("permille")},
    ),
    "ratios": Rules(_same_ratio, {"what": _field("what", same_phrase), "subject": _field("subject", same_phrase)}),
}

#: The header fields, in the order of the annotation rules. Keys of ``report`` beyond these are remarks.
REPORT_FIELDS: dict[str, Judge] = {
    "number": lambda gold, got: _number(gold["number"]) == _number(got.get("number")),
    "type": _field("type", same_phrase),
    "issuer": _field("issuer", same_body),
    "place": _field("place", same_phrase),
    "date": _equal("date"),
    "title": _field("title", same_title),
    "addressee": _field("addressee", same_body),
    "period": _equal("period"),
    "signer": _field("signer", same_phrase),
    "signer_title": _field("signer_title", same_phrase),
    "district": _field("district", same_phrase),
    "province": _field("province", same_phrase),
    "period_start": _equal("period_start"),
    "period_end": _equal("period_end"),
}
