"""Comparisons of printed text: when an extracted phrase counts as the annotated one.

Every comparison folds NFC, white space and letter case, because a line break or a capital is no matter of
recognition. What is folded beyond that, and why, stands in docs/evaluation.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.text.folding import phrase_key

_QUOTES = re.compile("[\"“”„‟«»'‘’]")
_INTRODUCER = re.compile(r"^(?:về\s+việc|v/v|về)(?=[\s:]|$)[\s:]*")
_COMPARED_WITH = re.compile(r"^so(?:\s+với)?\s+")
_COMMITTEE = re.compile(r"\b[uủ][yỷ] ban nhân dân\b")
_EDGES = " .,;:-–—()[]*_"
_WORD = re.compile(r"\w+")

#: The share of the words of a described indicator that an answer must have.
WORD_SHARE = 0.6


def fold(text: str | None) -> str:
    """NFC, one space for any white space, lower case; the empty string for None."""
    return "" if text is None else phrase_key(text)


def fold_title(text: str | None) -> str:
    """A title (trích yếu) without quotes, introducer (``về việc``, ``về``, ``V/v``) and punctuation at its ends."""
    folded = _QUOTES.sub("", fold(text)).strip(_EDGES)
    return _INTRODUCER.sub("", folded).strip(_EDGES)


def fold_basis(text: str | None) -> str:
    """A basis without its ``so với``."""
    return _COMPARED_WITH.sub("", fold(text).strip(_EDGES)).strip(_EDGES)


def fold_body(text: str | None) -> str:
    """A report's issuer or addressee: letterheads spell out what the body of a report abbreviates to ``UBND``."""
    return _COMMITTEE.sub("ubnd", fold(text).strip(_EDGES))


def same_phrase(gold: str | None, got: str | None) -> bool:
    """Equal after folding and without punctuation at the ends; None equals None only."""
    return fold(gold).strip(_EDGES) == fold(got).strip(_EDGES)


def same_title(gold: str | None, got: str | None) -> bool:
    """Equal as titles."""
    return fold_title(gold) == fold_title(got)


def same_basis(gold: str | None, got: str | None) -> bool:
    """Equal as bases of comparison."""
    return fold_basis(gold) == fold_basis(got)


def same_body(gold: str | None, got: str | None) -> bool:
    """Equal as names of a body in the report's header."""
    return fold_body(gold) == fold_body(got)


def is_one_of(accepted: Iterable[str], got: str | None) -> bool:
    """``got`` is one of the forms that the annotator accepts."""
    return any(same_phrase(form, got) for form in accepted)


def describes(gold: str, got: str | None) -> bool:
    """``got`` answers a description in the annotator's own words: one holds the other, or it has most of its words."""
    if not got:
        return False
    if contains(gold, got) or contains(got, gold):
        return True
    wanted = set(_WORD.findall(fold(gold)))
    return len(wanted & set(_WORD.findall(fold(got)))) >= WORD_SHARE * len(wanted)


def contains(outer: str, inner: str) -> bool:
    """``inner`` stands in ``outer`` as whole words."""
    wanted = " ".join(_WORD.findall(fold(inner)))
    return bool(wanted) and f" {wanted} " in f" {' '.join(_WORD.findall(fold(outer)))} "
