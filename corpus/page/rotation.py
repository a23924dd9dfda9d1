"""How a page lies, and how its boxes get from the page turned straight to the page as it is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PageRotation:
    """A page of ``width`` by ``height`` as shown, turned by ``quarters`` times 90 degrees and then by ``degrees``.

    Both turns are counter-clockwise, the second one about the middle of the page.
    """

    width: float
    height: float
    quarters: int = 0
    degrees: float = 0.0

    @property
    def upright_size(self) -> tuple[float, float]:
        """Width and height of the page turned straight."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def to_displayed(self, boxes: Floats) -> Floats:
        """``boxes`` (n, 4) on the straight page, as they lie on the page as shown."""
        if not (self.quarters or self.degrees) or not len(boxes):
            return boxes
        empty = (boxes[:, 2] <= boxes[:, 0]) & (boxes[:, 3] <= boxes[:, 1])
        displayed = self._undo_quarters(self._undo_skew(boxes))
        displayed[empty] = 0
        return displayed

    def _undo_skew(self, boxes: Floats) -> Floats:
        """The middle of each box is moved and its size kept: its corners would make it taller than its line."""
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
        """``boxes`` on the page as shown, on the page turned by its quarters. Its small turn is left out."""
        if not self.quarters:
            return boxes
        return PageRotation(*self.upright_size, quarters=-self.quarters % 4).to_displayed(boxes)
