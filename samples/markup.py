"""The sources of the sample reports: running text with its gold annotation beside the words that are annotated.

A source is a TOML header between two lines ``+++`` and a body. In the body a blank line ends a paragraph, and

    # I. KẾT QUẢ                     a heading (## and ### for lower ones)
    @annex Kết quả … năm 2023        an annex on a page of its own, followed by the rows of its table:
    TT | Chỉ tiêu | …                cells, parted by bars; the first row is the head

Annotations and footnotes are marked as ``pipeline.evaluation.markup`` says.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluation.markup import MARKS, InlineReader, Item, Note


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or heading (``level`` 1 to 3; 0 for running text): pieces of text, and footnotes between them."""

    level: int
    pieces: tuple[str | Note, ...]


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
    gold: dict[str, list[Item]] = field(default_factory=lambda: {name: [] for name in MARKS.values()})


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
        pieces = tuple(InlineReader(words, source.gold).read())
        source.blocks.append(Paragraph(len(marks), pieces))
    return source
