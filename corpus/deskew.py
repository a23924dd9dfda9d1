"""A scan that lies askew, turned straight: text lines are level where the ink of the rows differs most."""

from __future__ import annotations

from typing import Any

import numpy as np

#: Degrees that are tried to either side, and the step between them.
MOST, STEP = 3.0, 0.1
#: A page that lies less askew than this is left as it is: turning blurs.
LEAST = 0.15
#: Pixels along the longer side of the picture that the angle is measured on.
_SMALL = 1000


def straighten(picture: Any) -> tuple[Any, float]:
    """A grey PIL picture, turned straight, and by how many degrees (counter-clockwise) it was turned."""
    from PIL import Image

    degrees = skew(picture)
    if abs(degrees) < LEAST:
        return picture, 0.0
    return picture.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255), degrees


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
