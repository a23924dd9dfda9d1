"""Rules in a picture of a page, and the cells between them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from corpus.ocr.line_detection import find_grids, find_ruling_lines, ink_threshold, without_ruling_lines

DPI = 200


def drawn(rows: int, columns: int, *, thick: int = 2, noise: float = 0.0) -> np.ndarray:
    """A picture with a table of ``rows`` by ``columns``, its cells 200 by 60 pixels, the first at (100, 100)."""
    picture = Image.new("L", (1200, 1000), 255)
    pen = ImageDraw.Draw(picture)
    for row in range(rows + 1):
        pen.line((100, 100 + 60 * row, 100 + 200 * columns, 100 + 60 * row), fill=30, width=thick)
    for column in range(columns + 1):
        pen.line((100 + 200 * column, 100, 100 + 200 * column, 100 + 60 * rows), fill=30, width=thick)
    pixels = np.asarray(picture, np.float32)
    random = np.random.default_rng(0)
    return (
        (pixels + random.normal(0, noise, pixels.shape)).clip(0, 255).astype(np.uint8) if noise else np.asarray(picture)
    )


@pytest.mark.parametrize("thick", [1, 2, 5])
@pytest.mark.parametrize("noise", [0.0, 12.0])
def test_rules_make_cells(thick: int, noise: float) -> None:
    pixels = drawn(4, 3, thick=thick, noise=noise)
    (grid,) = find_grids(find_ruling_lines(pixels, DPI), DPI)
    assert len(grid) == 12
    for cell in grid:
        assert cell[2] - cell[0] == pytest.approx(200, abs=6)
        assert cell[3] - cell[1] == pytest.approx(60, abs=6)


def test_a_frame_and_an_underline_are_no_table() -> None:
    picture = Image.new("L", (1200, 1000), 255)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((100, 100, 900, 700), outline=0, width=2)
    pen.line((200, 300, 700, 300), fill=0, width=2)
    assert find_grids(find_ruling_lines(np.asarray(picture), DPI), DPI) == []


def test_a_line_of_print_is_no_rule() -> None:
    pixels = drawn(4, 3).copy()
    # bold digits, so close that every window is inked, across a cell
    for column in range(305, 495, 7):
        pixels[122:142, column : column + 5] = 0
    pixels[130:133, 305:495] = 0
    (grid,) = find_grids(find_ruling_lines(pixels, DPI), DPI)
    assert len(grid) == 12


def test_rules_are_painted_over_and_letters_are_not() -> None:
    pixels = drawn(4, 3).copy()
    pixels[110:150, 150:153] = 0  # a stroke of a letter, as long as an upright rule may be
    lines = find_ruling_lines(pixels, DPI)
    clean = without_ruling_lines(pixels, lines, find_grids(lines, DPI), DPI)
    assert (clean[110:150, 150:153] == 0).all()
    assert clean[95:105, 200:280].min() > 200
    assert clean[200:210, 98:104].min() > 200


def test_the_threshold_parts_ink_from_paper() -> None:
    pixels = np.full((100, 100), 220, np.uint8)
    pixels[:20] = 60
    assert 60 <= ink_threshold(pixels) < 220


def test_a_table_with_missing_rules_is_none() -> None:
    """What stands between the cells that are left would be lost: it is better read as lines."""
    pixels = drawn(4, 3).copy()
    pixels[165:215, 495:505] = 255
    pixels[165:215, 695:705] = 255  # the last cell of a row has lost both its sides
    assert find_grids(find_ruling_lines(pixels, DPI), DPI) == []
