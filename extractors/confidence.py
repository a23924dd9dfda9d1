"""How sure a record is: the share of records read in the same way that were right, measured on texts nobody tuned to.

``data/confidence.csv`` holds the counts: for each kind and way of reading (``how``), how many records of gold texts
were read so at first sight and how many of them were right (exact keys, docs/evaluation.md). A way seen seldom leans on
the kind as a whole. Two things lower the figure: a doubt (``numbers/plausibility.py``), and on recognised pages the
least sure word.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from corpus import Document
from extractors.data import read_rows
from extractors.records import Citation, Figure, Percentage, Ratio

R = TypeVar("R", Citation, Figure, Percentage, Ratio)

#: From this confidence on a record counts as sure: of a hundred such, one or none is wrong.
SURE = 0.99
#: How many records of its kind a way of reading is mixed with: one seen twice says little by itself.
_PRIOR_WEIGHT_RECORDS = 8
#: The most that a way of reading may claim that no gold text has: cells of tables.
_UNCOUNTED = 0.98
#: Recognised words are put in classes by Tesseract's own confidence, which is no probability.
_CLASSES = (0.93, 0.85, 0.7, 0.0)


@functools.cache
def _counts() -> dict[tuple[str, str], tuple[int, int]]:
    return {(row["kind"], row["how"]): (int(row["right"]), int(row["of"])) for row in read_rows("confidence")}


@functools.cache
def _overall(kind: str) -> float:
    rows = [counts for (of_kind, how), counts in _counts().items() if of_kind == kind and not how.startswith("doubt")]
    right, of = sum(right for right, _ in rows), sum(of for _, of in rows)
    return (right + 1) / (of + 2)


@functools.cache
def share_right(kind: str, how: str) -> float:
    """The share of records of ``kind`` read as ``how`` says that are right."""
    right, of = _counts().get((kind, how), (0, 0))
    share = (right + _PRIOR_WEIGHT_RECORDS * _overall(kind)) / (of + _PRIOR_WEIGHT_RECORDS)
    return share if of else min(share, _UNCOUNTED)  # what was never counted is not sure


def with_confidence(document: Document, kind: str, records: Sequence[R]) -> tuple[R, ...]:
    """``records`` of ``kind`` (``citations``, ``figures`` …), each with its confidence, from 0 to 1."""
    return tuple(replace(record, confidence=_of(document, kind, record)) for record in records)


def _of(document: Document, kind: str, record: Citation | Figure | Percentage | Ratio) -> float:
    share = share_right(kind, record.how)
    if record.doubts:
        share = min(share, share_right(kind, "doubt"))
    letters = document.confidence(record.start, record.end)
    if letters is not None:
        least = next(least for least in _CLASSES if letters >= least)
        share *= share_right("letters", f"{least:.2f}")
    return round(share, 3)
