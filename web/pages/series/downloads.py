"""The series of a page as a file, made as ``baocao compare`` makes it: csv, xlsx, png, svg."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from db.text import fold
from db.types import SeriesPage

#: Content types by the ending of the file.
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "png": "image/png",
        "svg": "image/svg+xml",
    }
)
_LONGEST_NAME = 60
#: matplotlib keeps its settings for the whole process: one picture at a time.
_DRAWING = Lock()


class ChartsMissingError(Exception):
    """There is no matplotlib to draw with."""


def made(page: SeriesPage, form: str) -> bytes:
    """The bytes of a file of this form; its rows are those of the page, each value with its report and page.

    Raises:
        ChartsMissingError: a picture is asked for, and matplotlib is not installed.
        BaocaoError: it cannot be made; the message says why.
    """
    with tempfile.TemporaryDirectory(prefix="baocao-") as folder:
        path = Path(folder) / f"download.{form}"
        if form in ("png", "svg"):
            _draw(page, path)
        else:
            from pipeline.export.writers import write_frames

            write_frames({"compare": page.series}, form, path)
        return path.read_bytes()


def _draw(page: SeriesPage, path: Path) -> None:
    if not has_charts():
        raise ChartsMissingError
    from pipeline.charts.figure import draw

    with _DRAWING:
        draw(page.series, path)


def has_charts() -> bool:
    """Whether pictures can be made."""
    from importlib.util import find_spec

    return find_spec("matplotlib") is not None


def file_name(page: SeriesPage, form: str) -> str:
    """A name that any system takes: ``thu-tien-su-dung-dat.csv``; of several indicators, that of the first."""
    names = [one.name for one in page.indicators] or ["so-sanh"]
    plain = re.sub(r"[^a-z0-9]+", "-", fold(names[0]))[:_LONGEST_NAME].strip("-")
    more = f"-va-{len(names) - 1}-chi-tieu-khac" if len(names) > 1 else ""
    return f"{plain or 'chi-tieu'}{more}.{form}"
