"""Reading a file step by step: whoever watches is told which step begins, and may have asked for some to be left out.

A step that hangs, crashes or eats memory takes its process with it. The watcher knows from the last word which one it
was, and has the file read once more without it: a page lost is less than a report lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

#: ``page``: its text; ``tables``: its ruled tables; ``compare``: its text held against that of another parser.
Stage = Literal["page", "tables", "compare"]


class Step(NamedTuple):
    """A step that begins: which stage of which page (from 1), of how many."""

    stage: Stage
    page: int
    pages: int


def _nobody(_step: Step) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Steps:
    """``tell`` hears of each step as it begins. ``without`` are the steps to leave out, each with the reason why."""

    tell: Callable[[Step], None] = _nobody
    without: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def left_out(self, stage: Stage, page: int, pages: int) -> str | None:
        """Why this step is left out; None when it begins now."""
        reason = self.without.get((stage, page))
        if reason is None:
            self.tell(Step(stage, page, pages))
        return reason


#: Nobody watches, and nothing is left out.
ALL_STEPS = Steps()
