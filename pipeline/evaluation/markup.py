"""Running text with its annotation beside the words that are annotated: the markup of samples and of case tables.

    {c type=…; number=…|words}       a citation; likewise {f …|…} figure, {p …|…} percentage, {r …|…} ratio
    {t|words}                        the title of the citation that was closed last
    {note|words}                     a footnote, its mark where it stands

The field names are those of docs/evaluation.md; a field that is not given is null. ``a ~ b`` gives the indicator ``a``
and ``b`` as another that is also right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

Item = dict[str, Any]

MARKS = {"c": "citations", "f": "figures", "p": "percentages", "r": "ratios"}
#: What a record of each kind always has.
_FIELDS: dict[str, tuple[str, ...]] = {
    "c": ("type", "number", "date", "issuer", "title"),
    "f": ("value", "unit", "indicator"),
    "p": ("value", "relation", "direction", "basis", "indicator"),
    "r": ("num", "den", "what", "subject"),
}
_NUMERIC = frozenset({"value", "value_max", "num", "den", "year"})
#: Those, and what a record may have: a name with a slip in it would look like a failing program.
_KNOWN = frozenset(name for names in _FIELDS.values() for name in names) | {
    *("optional", "value_max", "year", "pinpoint", "permille", "compound", "basis_core", "alt_type"),
}
_ISO_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_OPEN = re.compile(r"\{(?P<kind>note|[cfprt])(?P<fields>[^|{}]*)\|")


@dataclass(frozen=True)
class Note:
    """A footnote."""

    text: str


class InlineReader:
    """Takes the annotations out of one paragraph, into ``gold``: the items of each kind, in the order of the text."""

    def __init__(self, words: str, gold: dict[str, list[Item]], *, offsets: bool = False) -> None:
        """Prepare to read ``words``; with ``offsets``, items say where they stand in the text without markup."""
        self.words = words
        self.gold = gold
        self.offsets = offsets
        self.at = 0
        self.written = 0
        self.cited: Item | None = None

    def read(self) -> Iterator[str | Note]:
        """The pieces of the paragraph, neighbouring texts joined."""
        pending = ""
        for piece in self._inside(in_note=False, nested=False):
            if isinstance(piece, Note):
                yield pending
                yield piece
                pending = ""
            else:
                pending += piece
        yield pending

    def _inside(self, *, in_note: bool, nested: bool) -> Iterator[str | Note]:
        """What stands before the closing brace, or before the end of the paragraph."""
        while self.at < len(self.words):
            char = self.words[self.at]
            opening = _OPEN.match(self.words, self.at)
            if opening:
                self.at = opening.end()
                yield from self._marked(opening["kind"], opening["fields"], in_note=in_note)
            elif char == "}" and nested:
                self.at += 1
                return
            elif char in "{}":
                raise ValueError(f"stray brace: …{self.words[max(0, self.at - 40) : self.at + 20]}…")
            else:
                self.at += 1
                self.written += 1
                yield char
        if nested:
            raise ValueError(f"a brace is never closed: …{self.words[-60:]}")

    def _marked(self, kind: str, fields: str, *, in_note: bool) -> Iterator[str | Note]:
        before = self.cited
        item: Item | None = None
        if kind in MARKS:
            item = _item(kind, fields)
            if self.offsets:
                item["start"] = self.written
            self.gold[MARKS[kind]].append(item)
        inside = list(self._inside(in_note=in_note or kind == "note", nested=True))
        text = "".join(piece for piece in inside if isinstance(piece, str))
        if kind == "note":
            yield Note(text)
            self.cited = before
            return
        if kind == "t":
            if before is None:
                raise ValueError(f"a title without its citation: {text}")
            before["title"] = text
            if self.offsets:
                before["title_start"], before["title_end"] = self.written - len(text), self.written
        elif item is not None:
            item["text"] = text
            if self.offsets:
                item["end"] = self.written
            if kind == "c":
                item["in_footnote"] = in_note
                self.cited = item
        yield from inside


def _item(kind: str, fields: str) -> Item:
    item: Item = {"text": None} | dict.fromkeys(_FIELDS[kind])
    for pair in filter(None, (pair.strip() for pair in fields.split(";"))):
        name, equals, value = pair.partition("=")
        if not equals:
            raise ValueError(f"a field without its value: {pair}")
        if name.strip() not in _KNOWN:
            raise ValueError(f"unknown field {name.strip()}; a record has {', '.join(sorted(_KNOWN))}")
        item[name.strip()] = _value(name.strip(), value.strip())
    if kind == "c":
        item["numbered"] = item["number"] is not None
    if item.get("indicator"):
        item["indicator"], *others = (part.strip() for part in item["indicator"].split("~"))
        item["indicator_alt"] = others
    return item


def _value(name: str, value: str) -> Any:
    if value in ("true", "false"):
        return value == "true"
    if name == "date" and not _ISO_DATE.fullmatch(value):
        raise ValueError(f"date={value} is no date of the form 2023-01-25")
    if name in _NUMERIC:
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise ValueError(f"{name}={value} is no number; 2.522,81 is written 2522.81") from None
        if not number.is_finite():
            raise ValueError(f"{name}={value} is no number")
        return int(number) if number == number.to_integral_value() else float(number)
    return value
