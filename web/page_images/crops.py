"""Parts of pages as evidence: what is shown of a page around the boxes of a row, or of the rows of a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db import Archive
from db.text import read_boxes
from db.types import Box
from web.http.request import link
from web.page_images.renderer import file_state

#: x, y, width and height of a part of a page, in points: an SVG ``viewBox``.
View = tuple[float, float, float, float]
#: Points above and below the rows of a crop, to their sides, and the least width: a column of print is about 450 wide.
_ABOVE, _BESIDE, _NARROWEST = 48.0, 24.0, 330.0
#: The numbers of rows stand in a margin of their own, this wide for each of one line; rows as near as this are of one.
_TAG, _SAME_LINE = 13.0, 11.0
#: Rows further apart than this are shown in two crops.
_TALLEST = 250.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One printed row of a crop: ``number`` (from 1) ties it to the words beside it, ``role`` is the audit's."""

    number: int
    role: str
    table: str
    row_id: int
    text: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Crop:
    """Rows of one page that stand near each other. Without ``size`` there is no page to draw, only words to quote.

    ``view`` is from edge to edge of the page, ``near`` what is shown of it where that is too small to be read; both are
    without the ``margin`` to their left, which is for the numbers of the rows.
    """

    report: Mapping[str, Any]
    page: int | None
    size: tuple[float, float] | None
    view: View
    near: View
    margin: float
    original: str
    marks: tuple[Mark, ...]

    def views(self) -> tuple[tuple[str, View], ...]:
        """The parts to draw: the ``whole`` width of the page, and ``near`` the rows; each with its margin."""
        return tuple(
            (name, (round(x - self.margin, 1), y, round(width + self.margin, 1), height))
            for name, (x, y, width, height) in (("whole", self.view), ("near", self.near))
        )

    def tags(self, view: View) -> list[tuple[Mark, float, float]]:
        """Where the numbers of the rows stand in the margin of ``view``: (row, x, y) of their middle."""
        marks = sorted((mark for mark in self.marks if mark.boxes), key=lambda mark: mark.boxes[0][1:3])
        lines: list[list[tuple[Mark, float]]] = []
        for mark in marks:
            middle = (mark.boxes[0][2] + mark.boxes[0][4]) / 2
            line = next((line for line in lines if abs(line[0][1] - middle) < _SAME_LINE), None)
            if line is None:
                lines.append([(mark, middle)])
            else:
                line.append((mark, middle))
        return [
            (mark, round(view[0] + _TAG * (place + 0.5), 1), round(line[0][1], 1))
            for line in lines
            for place, (mark, _) in enumerate(line)
        ]

    def href(self, mark: Mark | None = None) -> str:
        """The page with a row lit: that of ``mark``, or the first."""
        lit = mark or self.marks[0]
        return link(f"/reports/{self.report['id']}/pages/{self.page or 1}", row=f"{lit.table}-{lit.row_id}")


def strip(boxes: Sequence[Box], size: tuple[float, float], around: float) -> View:
    """The part of a page from edge to edge, with ``around`` points above and below the boxes; without any the page."""
    width, height = size
    if not boxes:
        return 0, 0, width, height
    top, bottom = min(box[2] for box in boxes), max(box[4] for box in boxes)
    shown = min(height, bottom - top + 2 * around)
    y = min(max(0.0, (top + bottom - shown) / 2), height - shown)
    return 0, round(y, 1), width, round(shown, 1)


def closer(boxes: Sequence[Box], size: tuple[float, float], least: float = _NARROWEST) -> View:
    """A part of a page that can be read on a narrow screen; ``least`` is its width, unless the boxes need more."""
    _, y, width, height = strip(boxes, size, _ABOVE)
    if not boxes:
        return 0, y, width, height
    left, right = min(box[1] for box in boxes) - _BESIDE, max(box[3] for box in boxes) + _BESIDE
    shown = min(width, max(right - left, least))
    x = min(max(0.0, (left + right - shown) / 2), width - shown)
    return round(x, 1), y, round(shown, 1), height


def crops_of(archive: Archive, evidence: Sequence[Mapping[str, Any]], *, wide: bool = False) -> list[Crop]:
    """The evidence of a finding as crops, one for the rows of a page that stand together, in the order of the evidence.

    ``evidence`` has role, report_id, table, row_id, page, text and boxes. Rows of reports that are gone are left out.
    All have one scale. ``wide``: from edge to edge, where what stands around a row says what is wrong.
    """
    placed: dict[tuple[int, int | None], list[Mark]] = {}
    for number, item in enumerate(evidence, 1):
        boxes = read_boxes_of(item["boxes"], item["page"])
        mark = Mark(number, item["role"], item["table"], item["row_id"], " ".join(item["text"].split()), boxes)
        placed.setdefault((item["report_id"], item["page"]), []).append(mark)
    sizes = archive.reports.page_sizes([(number, page) for number, page in placed if page is not None])
    crops = []
    for (number, page), marks in placed.items():
        header = archive.reports.header(number)
        if header is None:
            continue
        size = sizes.get((number, page)) if page is not None else None
        for near in _together(marks):
            boxes = tuple(box for mark in near for box in mark.boxes)
            view: View = (0.0, 0.0, 0.0, 0.0)
            closest = view
            if size is not None:
                around = wide or any(_is_cell(mark) for mark in near)
                view = strip(boxes, size, _ABOVE)
                closest = view if around else closer(boxes, size)
            crops.append(Crop(header, page, size if boxes else None, view, closest, 0.0, file_state(header), near))
    return even(sorted(crops, key=lambda crop: crop.marks[0].number), numbered=len(evidence) > 1)


def even(crops: Sequence[Crop], *, numbered: bool) -> list[Crop]:
    """The same crops, of one scale: as wide as the widest, as far as their pages reach, with margins of one width.

    Without being ``numbered`` they have none.
    """
    drawn = [crop for crop in crops if crop.size]
    widest = max((crop.near[2] for crop in drawn), default=0.0)
    margin = max((x - crop.view[0] for crop in drawn for _, x, _ in crop.tags(crop.view)), default=0.0) + _TAG / 2
    return [
        replace(
            crop,
            near=closer([box for mark in crop.marks for box in mark.boxes], crop.size, widest),
            margin=round(margin, 1) if numbered else 0.0,
        )
        if crop.size
        else crop
        for crop in crops
    ]


def _is_cell(mark: Mark) -> bool:
    """Whether a number stands alone, as in a table: then the head of its row has to be seen."""
    return not any(letter.isalpha() or letter == "%" for letter in mark.text)


def read_boxes_of(stored: str | Sequence[Sequence[float]] | None, page: int | None) -> tuple[Box, ...]:
    """The boxes on ``page`` of a row, stored as JSON or read from it."""
    boxes = read_boxes(stored) if stored is None or isinstance(stored, str) else tuple(map(_box, stored))
    return tuple(box for box in boxes if box[0] == page)


def _box(stored: Sequence[float]) -> Box:
    return int(stored[0]), float(stored[1]), float(stored[2]), float(stored[3]), float(stored[4])


def _together(marks: Sequence[Mark]) -> Iterator[tuple[Mark, ...]]:
    """Marks of one page in groups that are low enough to be shown as one; those without a box by themselves."""
    placed = sorted((mark for mark in marks if mark.boxes), key=lambda mark: mark.boxes[0][2])
    group: list[Mark] = []
    for mark in placed:
        if group and max(box[4] for box in mark.boxes) - group[0].boxes[0][2] > _TALLEST:
            yield _in_order(group)
            group = []
        group.append(mark)
    if group:
        yield _in_order(group)
    lost = [mark for mark in marks if not mark.boxes]
    if lost:
        yield _in_order(lost)


def _in_order(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: mark.number))
