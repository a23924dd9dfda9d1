"""Series as a file: the rows of a comparison, the kind of each period in words as printed on screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.export.writers import write_frames
from pipeline.i18n import length_in

if TYPE_CHECKING:
    import pandas as pd


def write_series(series: pd.DataFrame, form: str, output: Path | None) -> None:
    """Write ``series`` (of ``archive.series.compare``) as ``form``; to standard output where ``output`` is None.

    The column ``period_kind`` is written in Vietnamese words (``cả năm``), whatever the language: it is data that
    scripts of users read.

    Raises:
        OutputError: the file cannot be written.
    """
    words = series["period_kind"].map(partial(length_in, "vi"), na_action="ignore")
    write_frames({"compare": series.assign(period_kind=words)}, form, output)
