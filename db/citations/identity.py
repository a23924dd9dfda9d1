"""Which mentions mean one document: an identity for each, the same whatever the order in which reports are loaded.

A number alone names nothing: numbers start again each year, and each ``UBND tỉnh`` counts its own. So the identity is
type, number, year and scope (see :mod:`db.citations.scope`). What a mention leaves out is taken from the other
mentions of the
same report, where these agree; what is still unknown stays so, and such mentions are not merged with dated ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.citations.scope import Scope, scope_of
from db.sql.folding import fold
from db.sql.values import number_key

_YEAR = re.compile(r"(?:19|20)\d\d")
_BARE = re.compile(r"\d+[a-zđ]?", re.IGNORECASE)
_Mention = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Identity:
    """``key`` is equal for mentions of one document; ``scope`` is its part that says where it was issued."""

    key: str
    scope: str


def year_of(mention: _Mention) -> str:
    """The year that tells a document from its namesakes: in its number, else its date, else as mentioned; or empty."""
    for token in re.split(r"[-–/]", mention["number"] or "")[1:]:
        if _YEAR.fullmatch(token.strip()):
            return token.strip()
    if mention["date"]:
        return str(mention["date"])[:4]
    return str(mention.get("year") or "")


def document_key(mention: _Mention, home: Scope) -> Identity:
    """The identity of the document that ``mention`` means, in a report from ``home``.

    ``mention`` has type, number, date, issuer, title and, for one known by name, text; any of them may be None.
    """
    kind = fold(mention["type"] or "")
    scope = scope_of(mention["type"], mention["number"], mention["issuer"], home)
    if mention["number"]:
        name = number_key(mention["number"])
    else:
        words = re.sub(r"\W+", " ", fold(mention["title"] or mention["text"])).strip()
        name = '"' + without_year(words, year_of(mention))
    return Identity("|".join((kind, name, year_of(mention), scope)), scope)


def without_year(words: str, year: str) -> str:
    """A folded name without the year behind it: ``luat dat dai nam 2013`` and ``luat dat dai 2013`` are one law."""
    return re.sub(rf" (?:nam )?{year}$", "", words) if year else words


def complete_mentions(citations: Iterable[_Mention]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each citation of one report, beside a copy with the number, date, year and issuer that its fellows agree on."""
    rows = list(citations)
    full = _full_numbers(rows)
    mentions = []
    for row in rows:
        mention = dict(row)
        if row["number"] and _BARE.fullmatch(row["number"]):
            candidates = full.get((fold(row["type"] or ""), number_key(row["number"])), set())
            if len(candidates) == 1:
                mention["number"] = next(iter(candidates))
        mentions.append(mention)
    fellows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for mention in mentions:
        if mention["number"]:
            fellows[fold(mention["type"] or ""), number_key(mention["number"])].append(mention)
    for row, mention in zip(rows, mentions, strict=True):
        group = fellows.get((fold(mention["type"] or ""), number_key(mention["number"] or "")), [])
        yield row, mention | _agreed(mention, group)


def _full_numbers(rows: Iterable[_Mention]) -> dict[tuple[str, str], set[str]]:
    """Numbers with codes, by type and leading number: what a bare ``Thông tư 27`` of the same report may mean."""
    full: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        key = number_key(row["number"] or "")
        if "/" in key:
            full[fold(row["type"] or ""), key.partition("/")[0]].add(row["number"])
    # Two spellings of one number are one candidate.
    return {
        place: {min(numbers)} if len({number_key(number) for number in numbers}) == 1 else numbers
        for place, numbers in full.items()
    }


def _agreed(mention: _Mention, group: Iterable[_Mention]) -> dict[str, Any]:
    """What ``mention`` doesn't say and all others that don't contradict it say alike."""
    compatible = [other for other in group if other is not mention and not _contradicts(mention, other)]
    filled: dict[str, Any] = {}
    if not mention["issuer"]:
        issuers = {other["issuer"] for other in compatible if other["issuer"]}
        if len({fold(issuer) for issuer in issuers}) == 1:
            filled["issuer"] = min(issuers)
    if not year_of(mention):
        years = {year_of(other) for other in compatible} - {""}
        if len(years) == 1:
            filled["year"] = int(years.pop())
    return filled


def _contradicts(one: _Mention, other: _Mention) -> bool:
    years = {year_of(one), year_of(other)} - {""}
    issuers = {fold(mention["issuer"]) for mention in (one, other) if mention["issuer"]}
    return len(years) > 1 or len(issuers) > 1
