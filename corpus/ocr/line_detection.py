"""The rules (đường kẻ) of tables in a picture of a page, and the cells between them.

A rule is a long, thin, level or upright stretch of ink. Its place comes from the picture; how rules make cells is
pdfplumber's work, the same as for rules that a PDF draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]
CellBox = tuple[float, float, float, float]
#: Inches: the shortest level and upright rule. An upright one is no longer than a row is tall.
_LEVEL, _UPRIGHT = 0.5, 0.16
#: Inches that a rule may be thick; more is a shadow at the edge of the scan, or a filled box.
_THICK = 0.05
#: Inches by which ends of rules may miss one another.
_SNAP = 0.04
#: The part of a rule that must be inked: faded and noisy ones have gaps.
_INKED = 0.95
#: The part of a table that its cells must fill.
_WHOLE = 0.97
#: Pixels (of the halved picture) beside a rule, where less than this part is ink.
_BESIDE, _CROWDED = 3, 0.3


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's place across (``first`` to ``last`` row of pixels), and where it begins and ends along."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The level and the upright rules of a picture, in its pixels."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]


def threshold(pixels: Pixels) -> int:
    """The grey below which a pixel is ink (Otsu, A threshold selection method from gray-level histograms, 1979)."""
    share = np.bincount(pixels.ravel(), minlength=256) / pixels.size
    below = np.cumsum(share)
    mean = np.cumsum(share * np.arange(256))
    between = np.maximum(below * (1 - below), 1e-9)
    return int(np.argmax((mean[-1] * below - mean) ** 2 / between)) + 1


def find_rules(pixels: Pixels, dots: int, *, faint: bool = False) -> Rules:
    """The rules in a grey picture of ``dots`` an inch; none where there are too few for a table.

    ``faint``: what is half as far from the paper as ink counts, too, for rules that are fainter than print.
    """
    half = _darkest(pixels)
    dark = float(threshold(half))
    ink = half < ((dark + float(np.median(half))) / 2 if faint else dark)
    upright = _stretches(np.ascontiguousarray(ink.T), dots // 2, _UPRIGHT)
    if len(upright) < 2:
        return Rules((), ())
    level = _stretches(ink, dots // 2, _LEVEL)
    return Rules(tuple(map(_doubled, level)), tuple(map(_doubled, upright)))


def _darkest(pixels: Pixels) -> Pixels:
    """A picture of half the size: the darkest of each four pixels, so that no rule is lost."""
    height, width = pixels.shape[0] // 2 * 2, pixels.shape[1] // 2 * 2
    rows = np.minimum(pixels[0:height:2, :width], pixels[1:height:2, :width])
    return np.minimum(rows[:, 0::2], rows[:, 1::2])


def _doubled(rule: Rule) -> Rule:
    return Rule(2 * rule.first, 2 * rule.last + 1, 2 * rule.start, 2 * rule.end)


def _stretches(ink: Ink, dots: int, inches: float) -> list[Rule]:
    """Level stretches of ink that are long and thin."""
    length = max(4, int(dots * inches))
    height, width = ink.shape
    if width <= length:
        return []
    sums = np.zeros((height, width + 1), np.int32)
    np.cumsum(ink, axis=1, out=sums[:, 1:])
    # Only rows with that much ink over one length can hold one: to look closer at all rows would take too long.
    stride = max(1, length // 8)
    most = (sums[:, length::stride] - sums[:, :-length:stride]).max(axis=1)
    candidates = np.flatnonzero(most >= _INKED * length / 2)
    found: list[Rule] = []
    near: list[Rule] = []
    for row in candidates.tolist():
        near = [rule for rule in near if row - rule.last <= 2]
        for start, end in _full(ink, row, length):
            touched = next((rule for rule in near if min(end, rule.end) > max(start, rule.start)), None)
            if touched is not None:
                near.remove(touched)
                found.remove(touched)
                start, end = min(start, touched.start), max(end, touched.end)
            grown = Rule(touched.first if touched else row, row, start, end)
            near.append(grown)
            found.append(grown)
    return [rule for rule in found if _is_thin(rule, dots) and _stands_free(ink, rule)]


def _is_thin(rule: Rule, dots: int) -> bool:
    return rule.last - rule.first + 1 <= max(3, _THICK * dots)


def _stands_free(ink: Ink, rule: Rule) -> bool:
    """Whether there is little ink right beside it: a line of bold digits is inked all along, too."""
    beside = [row for row in (rule.first - _BESIDE, rule.last + _BESIDE) if 0 <= row < len(ink)]
    return not beside or float(ink[beside, rule.start : rule.end].mean()) < _CROWDED


def _full(ink: Ink, row: int, length: int) -> list[tuple[int, int]]:
    """Where the row, or its neighbours where it is broken, is inked over ``length`` pixels and more."""
    inked = ink[max(0, row - 1) : row + 2].any(axis=0)
    sums = np.concatenate(([0], np.cumsum(inked)))
    starts = np.flatnonzero(sums[length:] - sums[:-length] >= _INKED * length)
    if not len(starts):
        return []
    breaks = np.flatnonzero(np.diff(starts) > 1)
    firsts = np.concatenate(([starts[0]], starts[breaks + 1]))
    lasts = np.concatenate((starts[breaks], [starts[-1]]))
    return [(int(first), int(last) + length) for first, last in zip(firsts, lasts, strict=True)]


def find_grids(rules: Rules, dots: int) -> list[tuple[CellBox, ...]]:
    """The cells of each table that the rules draw, in pixels; a frame around one cell is none."""
    if len(rules.level) < 2 or len(rules.upright) < 2:
        return []
    from pdfplumber import table  # a heavy import that only pages with rules need

    reach = _SNAP * dots
    edges = [_edge(rule, "h") for rule in rules.level] + [_edge(rule, "v") for rule in rules.upright]
    edges = table.merge_edges(edges, reach, reach, reach, reach)
    cells = table.intersections_to_cells(table.edges_to_intersections(edges, reach, reach))
    grids = [tuple(grid) for grid in table.cells_to_tables(cells)]
    return [grid for grid in grids if _sides(grid, 0) > 1 and _sides(grid, 1) > 1 and _is_whole(grid)]


def _is_whole(grid: Sequence[CellBox]) -> bool:
    """Whether the cells fill their table: where rules were missed, what stands between them would be lost."""
    wide = max(cell[2] for cell in grid) - min(cell[0] for cell in grid)
    tall = max(cell[3] for cell in grid) - min(cell[1] for cell in grid)
    return sum((cell[2] - cell[0]) * (cell[3] - cell[1]) for cell in grid) > _WHOLE * wide * tall


def _sides(grid: Sequence[CellBox], side: int) -> int:
    return len({cell[side] for cell in grid})


def _edge(rule: Rule, orientation: str) -> dict[str, Any]:
    """A rule as pdfplumber has it."""
    across, length = (rule.first + rule.last + 1) / 2, rule.end - rule.start
    if orientation == "h":
        place = {"x0": rule.start, "x1": rule.end, "top": across, "bottom": across, "width": length, "height": 0}
    else:
        place = {"x0": across, "x1": across, "top": rule.start, "bottom": rule.end, "width": 0, "height": length}
    return {"orientation": orientation, "object_type": "line", "doctop": place["top"], **place}


def without_rules(pixels: Pixels, rules: Rules, grids: Sequence[Sequence[CellBox]], dots: int) -> Pixels:
    """The picture with the rules between the cells of ``grids`` painted over in the colour of the paper.

    Other rules stay: an upright stroke of a letter may be as long as a low row.
    """
    paper = np.uint8(np.median(pixels))
    clean = pixels.copy()
    level = {side for grid in grids for cell in grid for side in (cell[1], cell[3])}
    upright = {side for grid in grids for cell in grid for side in (cell[0], cell[2])}
    for rule in _along(rules.level, level, dots):
        clean[max(0, rule.first - 2) : rule.last + 3, max(0, rule.start - 2) : rule.end + 2] = paper
    for rule in _along(rules.upright, upright, dots):
        clean[max(0, rule.start - 2) : rule.end + 2, max(0, rule.first - 2) : rule.last + 3] = paper
    return clean


def _along(rules: Sequence[Rule], sides: Iterable[float], dots: int) -> list[Rule]:
    """The rules that lie along sides of cells."""
    places = np.asarray(sorted(sides))
    return [rule for rule in rules if np.abs(places - (rule.first + rule.last + 1) / 2).min() <= _SNAP * dots]
