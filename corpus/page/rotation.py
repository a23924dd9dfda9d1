"""The rotation of a page: converts boxes between the upright page, which is read, and the page as displayed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PageRotation:
    """A page of ``width`` by ``height`` points as displayed becomes upright by two counter-clockwise rotations.

    The first is by ``quarters`` times 90 degrees, the second by ``degrees`` about the middle of the page (deskewing).
    """

    width: float
    height: float
    quarters: int = 0
    degrees: float = 0.0

    @property
    def upright_size(self) -> tuple[float, float]:
        """Width and height of the upright page, in points."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def to_displayed(self, boxes: Floats) -> Floats:
        """``boxes`` (n, 4) on the upright page, converted to the page as displayed. Empty boxes become all zero."""
        if not (self.quarters or self.degrees) or not len(boxes):
            return boxes
        empty = (boxes[:, 2] <= boxes[:, 0]) & (boxes[:, 3] <= boxes[:, 1])
        displayed = self._undo_quarters(self._undo_skew(boxes))
        displayed[empty] = 0
        return displayed

    def _undo_skew(self, boxes: Floats) -> Floats:
        """Rotates the middle of each box and leaves its size: rotated corners would make it taller than its line."""
        angle = math.radians(self.degrees)
        cos, sin = math.cos(angle), math.sin(angle)
        width, height = self.upright_size
        x = (boxes[:, 0] + boxes[:, 2]) / 2 - width / 2
        y = (boxes[:, 1] + boxes[:, 3]) / 2 - height / 2
        x_displayed, y_displayed = x * cos - y * sin + width / 2, x * sin + y * cos + height / 2
        half_x, half_y = (boxes[:, 2] - boxes[:, 0]) / 2, (boxes[:, 3] - boxes[:, 1]) / 2
        return np.stack(
            (x_displayed - half_x, y_displayed - half_y, x_displayed + half_x, y_displayed + half_y), axis=1
        ).astype(np.float32)

    def _undo_quarters(self, boxes: Floats) -> Floats:
        x0, y0, x1, y1 = boxes.T
        columns = {
            0: (x0, y0, x1, y1),
            1: (self.width - y1, x0, self.width - y0, x1),
            2: (self.width - x1, self.height - y1, self.width - x0, self.height - y0),
            3: (y0, self.height - x1, y1, self.height - x0),
        }[self.quarters % 4]
        return np.stack(columns, axis=1).astype(np.float32)

    def to_upright(self, boxes: Floats) -> Floats:
        """``boxes`` (n, 4) on the page as displayed, converted to the page rotated by its quarters, not deskewed."""
        if not self.quarters:
            return boxes
        return PageRotation(*self.upright_size, quarters=-self.quarters % 4).to_displayed(boxes)
