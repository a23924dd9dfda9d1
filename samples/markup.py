"""The sources of the sample reports: running text with its gold annotation beside the words that are annotated.

A source is a TOML header between two lines ``+++`` and a body. In the body a blank line ends a paragraph, and

    # I. KẾT QUẢ                     a heading (## and ### for lower ones)
    {c type=…; number=…|words}       a citation; likewise {f …|…} figure, {p …|…} percentage, {r …|…} ratio
    {t|words}                        the title of the citation that was closed last
    {note|words}                     a footnote, its mark where it stands
    @annex Kết quả … năm 2023        an annex on a page of its own, followed by the rows of its table:
    TT | Chỉ tiêu | …                cells, parted by bars; the first row is the head

The field names are those of docs/evaluation.md; a field that is not given is null. ``a ~ b`` gives the indicator ``a``
and ``b`` as another that is also right.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Item = dict[str, Any]

KINDS = {"c": "citations", "f": "figures", "p": "percentages", "r": "ratios"}
#: What a record of each kind always has.
FIELDS: dict[str, tuple[str, ...]] = {
    "c": ("type", "number", "date", "issuer", "title"),
    "f": ("value", "unit", "indicator"),
    "p": ("value", "relation", "direction", "basis", "indicator"),
    "r": ("num", "den", "what", "subject"),
}
_NUMERIC = frozenset({"value", "value_max", "num", "den", "year"})
_OPEN = re.compile(r"\{(?P<kind>note|[cfprt])(?P<fields>[^|{}]*)\|")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or heading (``level`` 1 to 3; 0 for running text): pieces of text, and footnotes between them."""

    level: int
    pieces: tuple[str | Note, ...]


@dataclass(frozen=True)
class Note:
    """A footnote."""

    text: str


@dataclass(frozen=True)
class Annex:
    """An annex: its title and the rows of its table, the first of them the head."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass
class Source:
    """A report as it was written: header, blocks in order, and the gold items by kind."""

    header: dict[str, Any]
    blocks: list[Paragraph | Annex] = field(default_factory=list)
    gold: dict[str, list[Item]] = field(default_factory=lambda: {name: [] for name in KINDS.values()})


def read_source(text: str) -> Source:
    """Read one source. Raises ValueError, with the words around, where the markup is not as described above."""
    _, header, body = text.split("+++\n", 2)
    source = Source(tomllib.loads(header))
    for block in re.split(r"\n\s*\n", body.strip()):
        if block.startswith("@annex "):
            first, *rows = block.splitlines()
            cells = tuple(tuple(cell.strip() for cell in row.split("|")) for row in rows)
            source.blocks.append(Annex(first.removeprefix("@annex "), cells))
            continue
        marks, words = re.match(r"(#{0,3}) ?(.*)", " ".join(block.split()), re.DOTALL).groups()  # type: ignore[union-attr]  # it matches any text
        pieces = tuple(_Reader(words, source.gold).read())
        source.blocks.append(Paragraph(len(marks), pieces))
    return source


class _Reader:
    """Takes the annotations out of one paragraph, into ``gold``."""

    def __init__(self, words: str, gold: dict[str, list[Item]]) -> None:
        self.words = words
        self.gold = gold
        self.at = 0
        self.cited: Item | None = None

    def read(self) -> Iterator[str | Note]:
        """The pieces of the paragraph, neighbouring texts joined."""
        held = ""
        for piece in self._inside(in_note=False, nested=False):
            if isinstance(piece, Note):
                yield from [held, piece]
                held = ""
            else:
                held += piece
        yield held

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
                yield char
                self.at += 1
        if nested:
            raise ValueError(f"a brace is never closed: …{self.words[-60:]}")

    def _marked(self, kind: str, fields: str, *, in_note: bool) -> Iterator[str | Note]:
        before = self.cited
        item: Item | None = None
        if kind in KINDS:
            item = _item(kind, fields)
            self.gold[KINDS[kind]].append(item)
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
        elif item is not None:
            item["text"] = text
            if kind == "c":
                item["in_footnote"] = in_note
                self.cited = item
        yield from inside


def _item(kind: str, fields: str) -> Item:
    item: Item = {"text": None} | dict.fromkeys(FIELDS[kind])
    for pair in filter(None, (pair.strip() for pair in fields.split(";"))):
        name, _, value = pair.partition("=")
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
    if name in _NUMERIC:
        number = Decimal(value)
        return int(number) if number == number.to_integral_value() else float(number)
    return value
