"""Gold annotations (đáp án): from a path to the file that was annotated and what a careful reader found in it.

The forms are those of docs/evaluation.md: one JSON object with the lists ``citations``, ``figures``, ``percentages``
and ``ratios``, the object ``report``, and ``*_borderline`` lists of what is scored neither way.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus.errors import BaocaoError

KINDS = ("citations", "figures", "percentages", "ratios")
GOLD_SUFFIX = ".gold.json"
CASES_SUFFIX = ".cases"
SOURCE_SUFFIXES = (".txt", ".pdf")

#: One annotated or extracted item, with the field names of the public contract. Numbers are Decimal.
Item = dict[str, Any]


class GoldError(BaocaoError):
    """A gold file that cannot be used; the message says which one, why, and what to do."""


@dataclass(frozen=True)
class Gold:
    """What is annotated for one source.

    ``items`` must be found; ``neutral`` (borderline, optional) count neither way. ``report`` is None when the header
    was not annotated. ``kinds`` are the lists that the file has: a list that is absent is not scored. ``has_cells`` is
    True when the cells of ruled tables were annotated too.
    """

    path: Path
    source: Path
    items: dict[str, tuple[Item, ...]]
    neutral: dict[str, tuple[Item, ...]]
    report: Item | None
    has_offsets: bool
    has_cells: bool
    #: The text itself, of a case in a table of cases.
    text: str | None = None
    #: A case that is known to be read wrongly today.
    known_wrong: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that were annotated."""
        return tuple(kind for kind in KINDS if kind in self.items)


def find_gold(paths: list[Path]) -> list[Path]:
    """The gold files that ``paths`` mean: gold files themselves, annotated sources, or folders of either.

    Raises GoldError for a path that leads to no gold file.
    """
    gold_files: dict[Path, None] = {}
    for path in paths:
        here = list(_gold_of(path))
        if not here:
            raise GoldError(
                f"{path}: no gold annotation found. Give a gold file (X.gold.json beside X.txt or X.pdf), "
                "a case table, an annotated .txt or .pdf, or a folder of gold files."
            )
        gold_files.update(dict.fromkeys(here))
    return list(gold_files)


def load_gold(path: Path) -> Gold:
    """Read one gold file. Raises GoldError when it is not a gold object or does not fit its source."""
    source = _source_of(path)
    if source is None:
        raise GoldError(f"{path}: the file that it annotates is missing. Put the .txt or .pdf of that name beside it.")
    try:
        data = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: is not JSON in UTF-8 ({error}). Correct the file.") from error
    if not _is_gold(data):
        raise GoldError(f"{path}: holds none of the lists {', '.join(KINDS)}. Write it as in docs/evaluation.md.")
    items: dict[str, tuple[Item, ...]] = {}
    neutral: dict[str, tuple[Item, ...]] = {}
    for kind in KINDS:
        listed: list[Item] = data.get(kind, [])
        if kind in data:
            items[kind] = tuple(item for item in listed if not item.get("optional"))
        borderline: list[Item] = data.get(f"{kind}_borderline", [])
        neutral[kind] = (*(item for item in listed if item.get("optional")), *borderline)
    # The text of a PDF depends on how it was read, so offsets into it would say nothing.
    has_offsets = source.suffix.lower() == ".txt" and _all_have_offsets(items, neutral)
    gold = Gold(path, source, items, neutral, data.get("report"), has_offsets, bool(data.get("cells")))
    if has_offsets:
        _check_offsets(gold)
    return gold


def _gold_of(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(path.glob(f"*{CASES_SUFFIX}"))
        for candidate in sorted([*path.glob("*.json"), *path.glob(f"gold/*{GOLD_SUFFIX}")]):
            if candidate.name.endswith(GOLD_SUFFIX) or _source_of(candidate) is not None:
                yield candidate
    elif path.suffix in (".json", CASES_SUFFIX) and path.is_file():
        yield path
    elif path.suffix.lower() in SOURCE_SUFFIXES:
        for folder in (path.parent, path.parent / "gold"):
            for name in (path.name + GOLD_SUFFIX, path.stem + GOLD_SUFFIX, path.stem + ".json"):
                candidate = folder / name
                if candidate.is_file() and _source_of(candidate) == path:
                    yield candidate
                    return


def _source_of(path: Path) -> Path | None:
    """``X.gold.json`` and ``X.json`` annotate ``X.txt`` or ``X.pdf``, ``X.pdf.gold.json`` annotates ``X.pdf``."""
    base = path.name.removesuffix(GOLD_SUFFIX).removesuffix(".json")
    names = [base] if Path(base).suffix.lower() in SOURCE_SUFFIXES else [base + suffix for suffix in SOURCE_SUFFIXES]
    folders = [path.parent, path.parent.parent] if path.parent.name == "gold" else [path.parent]
    for folder in folders:
        for name in names:
            if (folder / name).is_file():
                return folder / name
    return None


def _is_gold(data: object) -> bool:
    if not isinstance(data, dict) or not any(isinstance(data.get(kind), list) for kind in KINDS):
        return False
    lists = [data[name] for kind in KINDS for name in (kind, f"{kind}_borderline") if name in data]
    return all(isinstance(listed, list) and all(isinstance(item, dict) for item in listed) for listed in lists)


def _all_have_offsets(*groups: dict[str, tuple[Item, ...]]) -> bool:
    return all("start" in item and "end" in item for group in groups for items in group.values() for item in items)


def _check_offsets(gold: Gold) -> None:
    """Raise GoldError where ``text`` is not ``source[start:end]``: a shifted gold would count right answers wrong."""
    # newline="" keeps a carriage return, which an offset counts
    with gold.source.open(encoding="utf-8", newline="") as stream:
        source = stream.read()
    for kind in KINDS:
        for item in (*gold.items.get(kind, ()), *gold.neutral[kind]):
            start, end = int(item["start"]), int(item["end"])
            if unicodedata.normalize("NFC", source[start:end]) != unicodedata.normalize("NFC", item["text"]):
                raise GoldError(
                    f"{gold.path}: {kind} says that {gold.source.name} has {item['text']!r} at {start}-{end}, "
                    f"but there stands {source[start:end]!r}. Correct the offsets."
                )
