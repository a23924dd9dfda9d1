"""How a page lies, and how its boxes get from the page turned straight to the page as it is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Turn:
    """A page of ``width`` by ``height`` as shown, turned by ``quarter`` times 90 degrees and then by ``degrees``.

    Both turns are counter-clockwise, the second one about the middle of the page.
    """

    width: float
    height: float
    quarter: int = 0
    degrees: float = 0.0

    @property
    def straight_size(self) -> tuple[float, float]:
        """Width and height of the page turned straight."""
        return (self.height, self.width) if self.quarter % 2 else (self.width, self.height)

    def back(self, boxes: Floats) -> Floats:
        """``boxes`` (n, 4) on the straight page, as they lie on the page as shown."""
        if not (self.quarter or self.degrees) or not len(boxes):
            return boxes
        nowhere = (boxes[:, 2] <= boxes[:, 0]) & (boxes[:, 3] <= boxes[:, 1])
        shown = self._quarter_back(self._level_back(boxes))
        shown[nowhere] = 0
        return shown

    def _level_back(self, boxes: Floats) -> Floats:
        """The middle of each box is moved and its size kept: its corners would make it taller than its line."""
        angle = math.radians(self.degrees)
        cos, sin = math.cos(angle), math.sin(angle)
        wide, tall = self.straight_size
        x = (boxes[:, 0] + boxes[:, 2]) / 2 - wide / 2
        y = (boxes[:, 1] + boxes[:, 3]) / 2 - tall / 2
        across, along = x * cos - y * sin + wide / 2, x * sin + y * cos + tall / 2
        half_x, half_y = (boxes[:, 2] - boxes[:, 0]) / 2, (boxes[:, 3] - boxes[:, 1]) / 2
        return np.stack((across - half_x, along - half_y, across + half_x, along + half_y), axis=1).astype(np.float32)

    def _quarter_back(self, boxes: Floats) -> Floats:
        x0, y0, x1, y1 = boxes.T
        sides = {
            0: (x0, y0, x1, y1),
            1: (self.width - y1, x0, self.width - y0, x1),
            2: (self.width - x1, self.height - y1, self.width - x0, self.height - y0),
            3: (y0, self.height - x1, y1, self.height - x0),
        }[self.quarter % 4]
        return np.stack(sides, axis=1).astype(np.float32)

    def forth(self, boxes: Floats) -> Floats:
        """``boxes`` on the page as shown, on the page turned by its quarters. Its small turn is left out."""
        if not self.quarter:
            return boxes
        return Turn(*self.straight_size, quarter=-self.quarter % 4).back(boxes)
