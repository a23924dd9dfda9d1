"""Deskews a scan: its text lines are level at the angle where the ink of neighbouring rows differs most."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

#: Angles up to this many degrees to either side are tried, in such steps.
MAX_SKEW_DEGREES, SKEW_STEP_DEGREES = 3.0, 0.1
#: A page with less skew than this is left as it is: rotation blurs.
MIN_SKEW_DEGREES = 0.15
#: Pixels along the longer side of the reduced picture on which the angle is measured.
_MEASURE_PIXELS = 1000
#: The part of a page that must be ink for an angle to be measured.
_MIN_INK_SHARE = 0.002


def straighten(picture: Any) -> tuple[Any, float]:
    """A grey PIL picture, deskewed, and by how many degrees (counter-clockwise) it was rotated."""
    from PIL import Image

    degrees = skew(picture)
    if abs(degrees) < MIN_SKEW_DEGREES:
        return picture, 0.0
    # Bilinear turning blurs a little, which rids a noisy scan of its specks, and takes half as long as bicubic.
    return picture.rotate(degrees, resample=Image.Resampling.BILINEAR, fillcolor=255), degrees


def skew(picture: Any) -> float:
    """The rotation in degrees (counter-clockwise) that makes the lines of ``picture`` level; 0 with next to no ink."""
    scale = _MEASURE_PIXELS / max(picture.size)
    small = picture.resize((max(1, int(picture.width * scale)), max(1, int(picture.height * scale))))
    grey = np.asarray(small, np.float32)
    rows, columns = np.nonzero(grey < min(160.0, float(grey.mean()) - 20))
    if len(rows) < _MIN_INK_SHARE * grey.size:
        return 0.0
    middle = columns - grey.shape[1] / 2

    def sharpness(degrees: float) -> float:
        """The summed squared difference of ink between rows; a small rotation is a shift of each column."""
        sheared_rows = np.rint(rows - middle * math.tan(math.radians(degrees))).astype(np.intp) + grey.shape[1]
        ink = np.bincount(sheared_rows).astype(np.float64)
        return float(((ink[1:] - ink[:-1]) ** 2).sum())

    coarse = max((step / 2 for step in range(-int(2 * MAX_SKEW_DEGREES), int(2 * MAX_SKEW_DEGREES) + 1)), key=sharpness)
    fine = max((coarse + step * SKEW_STEP_DEGREES for step in range(-4, 5)), key=sharpness)
    return round(fine, 2)
