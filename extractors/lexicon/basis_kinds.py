"""The kinds of basis that a percentage has: the province's plan, the district's plan, the same period of last year, …

``data/basis_kinds.csv`` has one row for each: a new kind is a row there. Its ``family`` says what a row means:

===============  =====================================================================================
``plan``         ``words`` name who gave a plan, behind the word for it: KH | tỉnh | giao
``resolution``   ``words`` name what set a target by themselves: nghị quyết HĐND, đại hội
``year_before``  the same part of the year before (cùng kỳ): its period follows from that of the report
``earlier``      an earlier period that does not follow from that of the report
===============  =====================================================================================
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.data import read_rows
from extractors.lexicon.terms import word_pattern
from extractors.text.folding import fold


@dataclass(frozen=True, slots=True)
class BasisKind:
    """One kind of basis. ``authority``: who gave a plan, as plans are kept apart by it; None where it is no plan."""

    code: str
    family: str
    words: tuple[str, ...]
    authority: str | None


@functools.cache
def basis_kinds() -> tuple[BasisKind, ...]:
    """Every kind of basis, in the order of the file."""
    return tuple(
        BasisKind(row["code"], row["family"], tuple(row["words"].split("|")), row["authority"] or None)
        for row in read_rows("basis_kinds")
    )


@functools.cache
def basis_pattern(*families: str) -> str:
    """A pattern without groups that matches the words of every kind of these families, whole."""
    return word_pattern(word for kind in basis_kinds() if kind.family in families for word in kind.words)


@functools.cache
def _authorities() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b{re.escape(fold(word))}\b"), kind.authority)
        for kind in basis_kinds()
        for word in kind.words
        if kind.authority is not None
    )


def authority_in(folded: str) -> str | None:
    """Who gave the plan that ``folded`` (see :func:`extractors.text.folding.fold`) names.

    The first named counts; of two that begin together the longer (``tỉnh đoàn`` before ``tỉnh``).

    >>> authority_in("ke hoach tinh giao")
    'tỉnh'
    """
    named = [
        (match.start(), -match.end(), authority)
        for pattern, authority in _authorities()
        if (match := pattern.search(folded))
    ]
    return min(named)[2] if named else None
