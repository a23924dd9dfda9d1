"""A scan that lies askew, turned straight: text lines are level where the ink of the rows differs most."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

#: Degrees that are tried to either side, and the step between them.
MOST, STEP = 3.0, 0.1
#: A page that lies less askew than this is left as it is: turning blurs.
LEAST = 0.15
#: Pixels along the longer side of the picture that the angle is measured on.
_SMALL = 1000


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn by ``degrees`` (counter-clockwise) about the middle of a picture of ``width`` by ``height``."""

    degrees: float
    width: int
    height: int

    def back(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """The upright box, in the picture as it was, around ``box`` in the turned picture."""
        if not self.degrees:
            return box
        angle = math.radians(self.degrees)
        cos, sin = math.cos(angle), math.sin(angle)
        middle_x, middle_y = self.width / 2, self.height / 2
        # The middle of the box is moved, and its size kept: its corners would make it taller than its line.
        x, y = (box[0] + box[2]) / 2 - middle_x, (box[1] + box[3]) / 2 - middle_y
        x, y = x * cos - y * sin + middle_x, x * sin + y * cos + middle_y
        half_x, half_y = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        return (x - half_x, y - half_y, x + half_x, y + half_y)


def straighten(picture: Any) -> tuple[Any, Turn]:
    """A grey PIL picture, turned straight, and the turn that was made."""
    from PIL import Image

    degrees = skew(picture)
    if abs(degrees) < LEAST:
        return picture, Turn(0.0, picture.width, picture.height)
    turned = picture.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return turned, Turn(degrees, picture.width, picture.height)


def skew(picture: Any) -> float:
    """The angle in degrees (counter-clockwise) that turns ``picture`` straight; 0 for a page with next to no ink."""
    from PIL import Image

    scale = _SMALL / max(picture.size)
    small = picture.resize((max(1, int(picture.width * scale)), max(1, int(picture.height * scale))))
    grey = np.asarray(small, np.float32)
    ink = Image.fromarray(((grey < min(160.0, float(grey.mean()) - 20)) * 255).astype(np.uint8))
    if np.asarray(ink).mean() < 0.5:
        return 0.0

    def sharpness(degrees: float) -> float:
        rows = np.asarray(ink.rotate(degrees), np.float32).sum(axis=1)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    coarse = max((step / 2 for step in range(-int(2 * MOST), int(2 * MOST) + 1)), key=sharpness)
    fine = max((coarse + step * STEP for step in range(-4, 5)), key=sharpness)
    return round(fine, 2)
