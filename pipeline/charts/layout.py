"""Where everything of a chart stands: shares of the width (so that it fits any screen), and pixels from the top."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.charts.panels import Block, Cell, Panel
from pipeline.charts.scale import Scale, scale_of

TOP, BOTTOM, HEIGHT = 22, 196, 240
_BLOCK_GAP = 0.5
#: A bar takes no more of the room of its period than this.
_WIDEST_BAR, _BARS_OF_PERIOD = 0.36, 0.82
#: Pixels that a digit takes, a bar needs at least, the name of a period needs.
_LETTER, _NARROWEST, _TICK = 6.6, 5, 38
#: Pixels that a plot has on a telephone, and on a desk (alone, or two side by side).
_NARROW, _WIDE = 290, {True: 900, False: 480}
_CHART_WIDTHS = (0, 480, 720, 960, 1280, 1760, 2400)


@dataclass(frozen=True, slots=True)
class Mark:
    """A value: a bar, or a point. ``x`` and ``width`` are shares of 100; ``contradicts`` is of a second value.

    ``note_y`` is where the mark of a contradiction stands: of the last value of a cell, else None.
    """

    district: str
    kind: str
    period: str | None
    value: Decimal
    observation: int
    estimate: bool
    x: float
    width: float
    y: float
    height: float
    note_y: float | None = None
    contradicts: bool = False
    conflict: bool = False

    @property
    def middle(self) -> float:
        """The middle of a bar."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Segment:
    """A line between two values of one district, or between values that contradict each other."""

    district: str
    kind: str
    x1: float
    y1: float
    x2: float
    y2: float
    conflict: bool = False


@dataclass(slots=True)
class Layout:
    """All of one panel. ``columns`` are (middle, name) of periods, ``blocks`` (middle, name) of lengths of period.

    ``labels`` is whether numbers are printed over bars: ``always``, ``roomy`` (only where there is room), or ``never``.
    """

    scale: Scale
    bars: bool
    least_width: int
    labels: str = "never"
    columns: list[tuple[float, str]] = field(default_factory=list)
    blocks: list[tuple[float, str]] = field(default_factory=list)
    borders: list[float] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)


def lay_out(
    panel: Panel, districts: Sequence[str], printed: Callable[[Decimal], str], *, bars: bool, alone: bool
) -> Layout:
    """The places of everything in ``panel``, for those of its districts that are in ``districts``.

    ``printed`` writes a number; ``alone`` says that the panel has the whole width of the page.
    """
    shown = [district for district in districts if district in panel.districts]
    values = [float(value) for (who, *_), cell in panel.cells.items() if who in shown for value in cell.values]
    scale = scale_of(values, TOP, BOTTOM, from_zero=bars)
    starts = dict(_starts(panel.blocks))
    span = sum(len(block.periods) for block in panel.blocks) + _BLOCK_GAP * (len(panel.blocks) - 1)
    slots = {block.label: _slots(panel, block, shown) for block in panel.blocks}
    crowd = max(map(len, slots.values())) if bars else 1
    tick = max(_TICK, _LETTER * max(len(tick) for block in panel.blocks for tick in block.ticks) + 8)
    needed = span * max(tick, crowd * _NARROWEST / _BARS_OF_PERIOD)
    layout = Layout(scale, bars, _least_width(needed))
    unit = 100 / span
    for place, block in enumerate(panel.blocks):
        start = starts[block.label]
        layout.columns += [((start + at + 0.5) * unit, tick) for at, tick in enumerate(block.ticks)]
        layout.blocks.append(((start + len(block.periods) / 2) * unit, block.label))
        if place:
            layout.borders.append((start - _BLOCK_GAP / 2) * unit)
        if bars:
            _bars(layout, panel, block, slots[block.label], start, unit)
        else:
            _lines(layout, panel, block, shown, start, unit)
    if bars:
        pitch = min(_BARS_OF_PERIOD / crowd, _WIDEST_BAR) if crowd > 1 else 1.0
        longest = max((len(printed(mark.value)) for mark in layout.marks), default=0) * _LETTER
        layout.labels = _labels(layout.least_width, pitch * unit / 100, longest, alone)
    return layout


def _least_width(needed: float) -> int:
    """The least width that a plot is shown in, in pixels; 0 where it fits any screen. Style sheets know these alone."""
    if needed <= _NARROW:
        return 0
    return next((width for width in _CHART_WIDTHS if width >= needed), _CHART_WIDTHS[-1])


def _starts(blocks: Sequence[Block]) -> Iterator[tuple[str, float]]:
    at = 0.0
    for block in blocks:
        yield block.label, at
        at += len(block.periods) + _BLOCK_GAP


def _slots(panel: Panel, block: Block, shown: Sequence[str]) -> list[tuple[str, str]]:
    """District and kind of value of each bar of a period, alike in all periods of ``block``."""
    present = {place[:2] for place in panel.cells if place[2] in block.periods}
    return [(who, kind) for who in shown for kind in panel.kinds if (who, kind) in present]


def _bars(
    layout: Layout, panel: Panel, block: Block, slots: Sequence[tuple[str, str]], start: float, unit: float
) -> None:
    wide = min(_BARS_OF_PERIOD / max(1, len(slots)), _WIDEST_BAR)
    for at, period in enumerate(block.periods):
        for place, (who, kind) in enumerate(slots):
            left = (start + at + 0.5 + (place - len(slots) / 2) * wide) * unit
            cell = panel.cells.get((who, kind, period))
            if cell is not None:
                bar = left + wide * unit * 0.06, wide * unit * 0.88
                layout.marks += _marks(layout.scale, cell, (who, kind, period), *bar)
            elif kind == "actual":
                layout.gaps.append(left + wide * unit / 2)


def _marks(scale: Scale, cell: Cell, place: tuple[str, str, str | None], left: float, width: float) -> Iterator[Mark]:
    zero = scale.y(min(max(0.0, scale.low), scale.high))
    conflict = len(cell.values) > 1
    highest = min(*map(scale.y, cell.values), zero)
    for number, (value, observation) in enumerate(zip(cell.values, cell.observations, strict=True)):
        y = scale.y(value)
        yield Mark(
            *place, value, observation, cell.estimate, left, width, min(y, zero), abs(zero - y),
            note_y=highest - 8 if number == len(cell.values) - 1 else None, contradicts=number > 0, conflict=conflict,
        )  # fmt: skip


def _lines(layout: Layout, panel: Panel, block: Block, shown: Sequence[str], start: float, unit: float) -> None:
    """A line for each district and kind of value, broken at gaps."""
    for who in shown:
        for kind in panel.kinds:
            before: Mark | None = None
            for at, period in enumerate(block.periods):
                cell = panel.cells.get((who, kind, period))
                if cell is None:
                    before = None
                    continue
                x = (start + at + 0.5) * unit
                marks = _marks(layout.scale, cell, (who, kind, period), x, 0)
                first, *others = (replace(mark, y=layout.scale.y(mark.value), height=0) for mark in marks)
                layout.marks += [first, *others]
                if before:
                    layout.segments.append(Segment(who, kind, before.x, before.y, x, first.y))
                layout.segments += [Segment(who, kind, x, first.y, x, other.y, conflict=True) for other in others]
                before = first


def _labels(least_width: int, share: float, needed: float, alone: bool) -> str:
    """On which screens numbers ``needed`` pixels wide fit over bars that have this ``share`` of the plot each."""
    widths = {"always": _NARROW, "roomy": _WIDE[alone]}
    return next((name for name, width in widths.items() if max(width, least_width) * share >= needed), "never")
