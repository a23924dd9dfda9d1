"""Calibration of confidence: for each class of confidence, the share of records that are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.evaluation.matching import FileScore, Judged

#: The lower bounds of the classes; the first is what counts as sure (extractors.confidence.SURE).
CLASSES = (0.99, 0.98, 0.95, 0.9, 0.8, 0.0)


@dataclass(frozen=True)
class Class:
    """The records of one class of confidence: how many, what they claim on average, and how many are right."""

    least: float
    count: int
    claimed: float
    right: int

    @property
    def share_right(self) -> float:
        """The share that is right."""
        return self.right / self.count


def reliability(judged: Sequence[Judged]) -> list[Class]:
    """``judged`` by class of confidence, the surest first; classes without a record are left out."""
    judged_items = []
    for index, least in enumerate(CLASSES):
        most = CLASSES[index - 1] if index else 2.0
        members = [one for one in judged if least <= one.confidence < most]
        if members:
            claimed = sum(one.confidence for one in members) / len(members)
            judged_items.append(Class(least, len(members), claimed, sum(one.right for one in members)))
    return judged_items


def as_reliability_table(pooled: FileScore) -> Iterator[str]:
    """A line for each class of confidence, all kinds together, and how many records are sure."""
    judged = [item for score in pooled.kinds.values() for item in score.judged]
    classes = reliability(judged)
    if not classes:
        return
    yield ""
    yield f"{'confidence':24}{'records':>8}{'claimed':>9}{'right':>7}{'share':>9}"
    for one in classes:
        name = f"{one.least:.2f} and more" if one.least else f"below {CLASSES[-2]:.2f}"
        yield f"{name:24}{one.count:>8}{one.claimed:>9.3f}{one.right:>7}{one.share_right:>9.3f}"
    confident = [one.right for one in judged if one.confidence >= CLASSES[0]]
    if confident:
        share, right = len(confident) / len(judged), sum(confident) / len(confident)
        yield f"sure (0.99 and more): {share:.1%} of the records, {right:.2%} of them right"
