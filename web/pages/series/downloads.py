"""The series of a page as a file, made as ``baocao compare`` makes it: csv, xlsx, png, svg."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from db.text import fold
from db.types import SeriesPage
from pipeline.i18n import Language

#: Content types by the ending of the file.
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "png": "image/png",
        "svg": "image/svg+xml",
    }
)
_MAX_NAME_CHARS = 60


def make_file(page: SeriesPage, form: str, language: Language, known: Sequence[tuple[str, str | None]] = ()) -> bytes:
    """The bytes of a file of this form; its rows are those of the page, each value with its report and page.

    ``known`` are all districts of the archive: a picture has the colours of the page.

    Raises:
        MissingPackageError: a png is asked for, and what draws it is not installed.
        BaocaoError: it cannot be made; the message says why.
    """
    with tempfile.TemporaryDirectory(prefix="baocao-") as folder:
        path = Path(folder) / f"download.{form}"
        if form in ("png", "svg"):
            from pipeline.charts.figure import draw

            asked = [name for matched in page.districts_asked for name in matched.found]
            draw(page.series, path, language, asked, known)
        else:
            from pipeline.export.series import write_series

            write_series(page.series, form, path)
        return path.read_bytes()


def file_name(page: SeriesPage, form: str) -> str:
    """A name that any system takes: ``thu-tien-su-dung-dat.csv``; of several indicators, that of the first."""
    names = [one.name for one in page.indicators] or ["so-sanh"]
    plain = re.sub(r"[^a-z0-9]+", "-", fold(names[0]))[:_MAX_NAME_CHARS].strip("-")
    more = f"-va-{len(names) - 1}-chi-tieu-khac" if len(names) > 1 else ""
    return f"{plain or 'chi-tieu'}{more}.{form}"
