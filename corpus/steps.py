"""Progress reporting and skip list for reading a file: each step is reported as it starts, or skipped with a reason.

A step may hang, crash or use up all memory, and end its process with it. Whoever watches knows from the last report
which step it was, and can read the file again without it: one page is lost then, and not the report.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

#: ``page``: read the text of a page; ``tables``: find its ruled tables; ``compare``: compare its text with that of a
#: second parser.
Stage = Literal["page", "tables", "compare"]


class Step(NamedTuple):
    """A step that starts: which stage, of which page (from 1), of how many pages."""

    stage: Stage
    page: int
    pages: int


def _ignore(_step: Step) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Steps:
    """``tell(step)`` is called as each step starts; steps in ``without``, (stage, page) to reason, are skipped."""

    tell: Callable[[Step], None] = _ignore
    without: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def left_out(self, stage: Stage, page: int, pages: int) -> str | None:
        """The reason why this step is to be skipped; None, after the report, where it starts now."""
        reason = self.without.get((stage, page))
        if reason is None:
            self.tell(Step(stage, page, pages))
        return reason


#: Reports to nobody, skips nothing.
ALL_STEPS = Steps()
