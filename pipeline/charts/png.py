"""SVG to PNG by resvg, with the fonts of this package: the same picture on every machine."""

from __future__ import annotations

from importlib import resources
from importlib.util import find_spec

from pipeline.errors import MissingPackageError

#: Pixels of the PNG for one of the SVG: sharp on paper (about 190 dots an inch).
_ZOOM = 2.0


def can_draw_png() -> bool:
    """Whether the extra ``charts`` is installed."""
    return find_spec("resvg_py") is not None


def to_png(svg: str) -> bytes:
    """``svg`` as a PNG on white.

    Raises:
        MissingPackageError: resvg-py is not installed.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise MissingPackageError.of("charts as png need", "resvg-py", "charts") from error
    fonts = resources.files("pipeline").joinpath("charts", "fonts")
    with resources.as_file(fonts) as folder:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                background="#ffffff",
                zoom=_ZOOM,
                skip_system_fonts=True,
                font_dirs=[str(folder)],
                font_family="Noto Sans",
                sans_serif_family="Noto Sans",
            )
        )
