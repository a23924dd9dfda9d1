"""Runs around form fields: a blank in the text that a form field fills parts the run that the blank stands in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.layout.lines import Run, cut_run
from corpus.page.characters import PageCharacters

#: How far a filled-in number may reach over the words beside it, in type heights.
_MAX_OVERLAP = 0.4


def split_around_form_fields(page: PageCharacters, runs: Sequence[Run]) -> list[Run]:
    """The runs of ``page``; a run with a form field in its blank is cut in two there.

    ``Số:      /BC-UBND`` with the field ``293`` in its blank becomes ``Số:``, ``293`` and ``/BC-UBND``.
    """
    if page.form_fields_from is None:
        return list(runs)
    parted = list(runs)
    for filling in runs:
        for run in [other for other in parted if other is not filling and _surrounds(other, filling)]:
            middle = (page.box[run.start : run.end, 0] + page.box[run.start : run.end, 2]) / 2
            right = np.flatnonzero(middle > filling.middle)
            parts = cut_run(page, run, run.start + int(right[0])) if len(right) else []
            if len(parts) == 2 and _fits(parts, filling):
                place = parted.index(run)
                parted[place : place + 1] = parts
                break
    return parted


def _surrounds(run: Run, filling: Run) -> bool:
    """Whether ``filling`` stands inside ``run``, on its line."""
    shared = min(run.y1, filling.y1) - max(run.y0, filling.y0)
    return run.x0 < filling.x0 and filling.x1 < run.x1 and shared > 0.5 * min(run.size, filling.size)


def _fits(parts: Sequence[Run], filling: Run) -> bool:
    """Whether ``filling`` stands between the two parts of a run."""
    left, right = parts
    slack = _MAX_OVERLAP * filling.size
    return left.x1 < filling.x0 + slack and right.x0 > filling.x1 - slack
