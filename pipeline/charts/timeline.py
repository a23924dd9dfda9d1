"""When a document was cited: one mark a report along the years, or columns where there are too many for that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

#: Units of the drawing, which is as wide as its place on the page.
WIDTH, _SIDE, _STEP, _AXIS = 960.0, 24.0, 14.0, 26.0
#: More marks above each other than this, and they are drawn as columns of this height.
_HIGHEST, _COLUMN = 9, 120.0
#: Years that fit beside each other with their numbers; years that are parted into quarters.
_MAX_TICKS, _QUARTERS = 16, 2


@dataclass(frozen=True, slots=True)
class Cited:
    """A report with a date (ISO), its place in the list of reports (from 0), and whether it says something else."""

    report_id: int
    date: str
    place: int
    differs: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark: ``reports`` are those that it stands for, one if it is no column. ``x`` and ``y`` are its middle."""

    x: float
    y: float
    height: float
    reports: tuple[Cited, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: ``ticks`` are (x, ``2023`` or ``4/2023``)."""

    height: float
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    columns: bool

    @property
    def axis(self) -> float:
        """Where the line of the years runs."""
        return self.height - _AXIS


def timeline(cited: Sequence[Cited]) -> Timeline | None:
    """The drawing of ``cited``; None where no report has a date."""
    if not cited:
        return None
    first, last = min(one.date[:4] for one in cited), max(one.date[:4] for one in cited)
    begin, end = date(int(first), 1, 1), date(int(last) + 1, 1, 1)
    room = WIDTH - 2 * _SIDE

    def across(day: date) -> float:
        return _SIDE + room * (day - begin).days / (end - begin).days

    bins: dict[int, list[Cited]] = {}
    for one in sorted(cited, key=lambda one: (one.date, one.report_id)):
        bins.setdefault(int(across(date.fromisoformat(one.date[:10])) / _STEP), []).append(one)
    highest = max(len(members) for members in bins.values())
    columns = highest > _HIGHEST
    tall = _COLUMN if columns else highest * _STEP
    height = tall + _STEP + _AXIS
    dots = _columns(bins, highest, height) if columns else _marks(bins, height)
    ticks = tuple((round(across(day), 1), words) for day, words in _ticks(begin, end))
    return Timeline(height, tuple(dots), ticks, columns)


def _ticks(begin: date, end: date) -> Iterator[tuple[date, str]]:
    """Years, as many as there is room for; quarters where there are two years at most."""
    if end.year - begin.year <= _QUARTERS:
        yield from (
            (date(year, month, 1), f"{month}/{year}") for year in range(begin.year, end.year) for month in (1, 4, 7, 10)
        )
        return
    step = -(-(end.year - begin.year) // _MAX_TICKS)
    yield from ((date(year, 1, 1), str(year)) for year in range(begin.year, end.year + 1, step))


def _marks(bins: Mapping[int, Sequence[Cited]], height: float) -> list[Dot]:
    return [
        Dot((place + 0.5) * _STEP, height - _AXIS - (row + 0.7) * _STEP, _STEP, (one,), one.differs)
        for place, members in bins.items()
        for row, one in enumerate(members)
    ]


def _columns(bins: Mapping[int, Sequence[Cited]], highest: int, height: float) -> list[Dot]:
    dots = []
    for place, members in bins.items():
        tall = round(max(2.0, _COLUMN * len(members) / highest), 1)
        differs = any(one.differs for one in members)
        dots.append(Dot((place + 0.5) * _STEP, round(height - _AXIS - tall / 2, 1), tall, tuple(members), differs))
    return dots
