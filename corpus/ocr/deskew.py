"""A scan that lies askew, turned straight: text lines are level where the ink of the rows differs most."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

#: Degrees that are tried to either side, and the step between them.
MAX_SKEW_DEGREES, SKEW_STEP_DEGREES = 3.0, 0.1
#: A page that lies less askew than this is left as it is: turning blurs.
MIN_SKEW_DEGREES = 0.15
#: Pixels along the longer side of the picture that the angle is measured on.
_MEASURE_PIXELS = 1000
#: The part of a page that must be ink.
_MIN_INK_SHARE = 0.002


def straighten(picture: Any) -> tuple[Any, float]:
    """A grey PIL picture, turned straight, and by how many degrees (counter-clockwise) it was turned."""
    from PIL import Image

    degrees = skew(picture)
    if abs(degrees) < MIN_SKEW_DEGREES:
        return picture, 0.0
    # Bilinear turning blurs a little, which rids a noisy scan of its specks, and takes half as long as bicubic.
    return picture.rotate(degrees, resample=Image.Resampling.BILINEAR, fillcolor=255), degrees


def skew(picture: Any) -> float:
    """The angle in degrees (counter-clockwise) that turns ``picture`` straight; 0 for a page with next to no ink."""
    scale = _MEASURE_PIXELS / max(picture.size)
    small = picture.resize((max(1, int(picture.width * scale)), max(1, int(picture.height * scale))))
    grey = np.asarray(small, np.float32)
    rows, columns = np.nonzero(grey < min(160.0, float(grey.mean()) - 20))
    if len(rows) < _MIN_INK_SHARE * grey.size:
        return 0.0
    middle = columns - grey.shape[1] / 2

    def sharpness(degrees: float) -> float:
        """How much the ink of neighbouring rows differs: for so small an angle, to turn is to shift each column."""
        sheared_rows = np.rint(rows - middle * math.tan(math.radians(degrees))).astype(np.intp) + grey.shape[1]
        ink = np.bincount(sheared_rows).astype(np.float64)
        return float(((ink[1:] - ink[:-1]) ** 2).sum())

    coarse = max((step / 2 for step in range(-int(2 * MAX_SKEW_DEGREES), int(2 * MAX_SKEW_DEGREES) + 1)), key=sharpness)
    fine = max((coarse + step * SKEW_STEP_DEGREES for step in range(-4, 5)), key=sharpness)
    return round(fine, 2)
