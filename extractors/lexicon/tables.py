"""The vocabulary tables ``data/*.csv`` as records, read once, and their patterns: a new word is a row there."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.data import read_rows
from extractors.text.characters import TOKEN_END
from extractors.text.spans import Span


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document. ``codes`` are its letters in a number, ``words`` its short forms in running text.

    ``named`` tells how it is cited without a number: ``name`` (a law), ``title`` (a project in quotes or by its title),
    ``programme`` (only with a period), ``regulation``, ``statute`` (điều lệ), ``party``, or not at all (empty).
    """

    name: str
    codes: tuple[str, ...]
    words: tuple[str, ...]
    bare_number: bool
    named: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure. ``factor`` converts to ``base_unit``; both None where no fixed rate exists."""

    name: str
    kind: str
    base_unit: str | None
    factor: Decimal | None
    multiplied: bool


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A noun that is counted. ``number_word``: also after a number written as a word (hai cụm công nghiệp)."""

    name: str
    group: str
    number_word: bool
    base_unit: str | None


@dataclass(frozen=True, slots=True)
class IssuerHead:
    """How the name of an issuer begins, and what may follow: ``none``, ``place``, ``field``, ``body``, ``role``."""

    head: str
    tail: str


def _split(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.split("|") if part)


@functools.cache
def document_types() -> tuple[DocumentType, ...]:
    """Every type of document, in the order of the file."""
    return tuple(
        DocumentType(row["name"], _split(row["codes"]), _split(row["words"]), row["bare_number"] == "yes", row["named"])
        for row in read_rows("document_types")
    )


@functools.cache
def types_by_code() -> dict[str, tuple[str, ...]]:
    """Letters in a number → the types they stand for (``TT`` is Thông tư and, carelessly, Tờ trình)."""
    types: dict[str, tuple[str, ...]] = {}
    for kind in document_types():
        for code in kind.codes:
            types[code] = (*types.get(code, ()), kind.name)
    return types


@functools.cache
def document_type_pattern(*, capital: bool = True) -> str:
    """A pattern without groups that matches the name of a type of document: ``Nghị định``, ``Kế hoạch``.

    ``capital``: only as a title begins. Else the first letter may be small too, as in ``các quyết định``.
    """
    names = sorted({kind.name for kind in document_types()}, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(names if capital else (f'[{name[0]}{name[0].lower()}]{name[1:]}' for name in names))})"


@functools.cache
def units() -> dict[str, Unit]:
    """Unit as written → unit."""
    return {
        row["unit"]: Unit(
            row["unit"],
            row["kind"],
            row["base_unit"] or None,
            Decimal(row["factor"]) if row["factor"] else None,
            row["multiplied"] == "yes",
        )
        for row in read_rows("units")
    }


@functools.cache
def currencies() -> frozenset[str]:
    """The base units of money: VND, USD."""
    return frozenset(unit.base_unit for unit in units().values() if unit.kind == "money" and unit.base_unit)


@functools.cache
def multipliers() -> dict[str, Decimal]:
    """``tỷ`` → 1000000000."""
    return {row["word"]: Decimal(row["factor"]) for row in read_rows("multipliers")}


@functools.cache
def counted_nouns() -> dict[str, CountedNoun]:
    """Noun → noun."""
    return {
        row["noun"]: CountedNoun(row["noun"], row["group"], row["number_word"] == "yes", row["base_unit"] or None)
        for row in read_rows("counted_nouns")
    }


@functools.cache
def issuer_heads() -> tuple[IssuerHead, ...]:
    """Every way in which an issuer's name begins."""
    return tuple(IssuerHead(row["head"], row["tail"]) for row in read_rows("issuer_heads"))


@functools.cache
def title_openers() -> tuple[str, ...]:
    """The words that the title of a project begins with, where no quotes tell it."""
    return tuple(row["word"] for row in read_rows("title_openers"))


@functools.cache
def issuer_fields() -> tuple[str, ...]:
    """The fields that ministries, departments and offices are named after."""
    return tuple(row["field"] for row in read_rows("issuer_fields"))


def alternation(words: Iterable[str]) -> str:
    """A regex alternation of ``words``, longest first; a blank in a word matches any run of blanks."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " +") for word in ordered)


def caseless_alternation(words: Iterable[str]) -> str:
    """As :func:`alternation`, letter case ignored, tried only where the first letter fits.

    A pattern that ignores case throughout is tried at every letter of a text: by first letters it is twice as fast.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0].lower(), []).append(word[1:])
    return "|".join(f"[{first}{first.upper()}](?i:{alternation(rests)})" for first, rests in groups.items())


@functools.cache
def head_pattern(kind: str = "") -> re.Pattern[str]:
    """A head of one ``kind`` (measure, thing, act), or a measure or thing."""
    heads = read_rows("indicator_heads")
    rows = [row["head"] for row in heads if row["kind"] == kind or (not kind and row["kind"] != "act")]
    return re.compile(rf"(?i:{alternation(rows)}){TOKEN_END}(?! \d| (?:hợp|hồi|cục|công ty|kết|liên|hút|gom)(?!\w))")


def starts_with_head(text: str, span: Span, kind: str = "") -> bool:
    """Whether the phrase begins as an indicator does: Tổng đàn bò, Số hộ nghèo, Tỷ lệ …; ``kind``: measure, thing."""
    return head_pattern(kind).match(text, span[0], span[1]) is not None


@functools.cache
def _partitions() -> dict[str, tuple[re.Pattern[str], ...]]:
    wholes: dict[str, list[re.Pattern[str]]] = {}
    for row in read_rows("partitions"):
        words = "|".join(re.escape(word) for word in row["words"].split("|"))
        wholes.setdefault(row["whole"], []).append(re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    return {whole: tuple(parts) for whole, parts in wholes.items()}


def whole_of(labels: Sequence[str]) -> str | None:
    """The whole that parts under ``labels`` make, each of its parts named by one of them; else None.

    >>> whole_of(["nông, lâm nghiệp và thủy sản", "công nghiệp - xây dựng", "dịch vụ"])
    'sectors'
    """
    for whole, parts in _partitions().items():
        if len(parts) == len(labels) and all(sum(bool(part.search(label)) for label in labels) == 1 for part in parts):
            return whole
    return None
