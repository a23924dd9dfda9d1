"""Whether text can be recognised here: Tesseract's Vietnamese data and the ``tesserocr`` package. Imports neither."""

from __future__ import annotations

import functools
import importlib.util
import os
from pathlib import Path

#: Where Debian and other systems keep the language data; ``TESSDATA_PREFIX`` names another place.
_DATA_FOLDERS = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")

HOW_TO_INSTALL = (
    "Install Tesseract's Vietnamese data (Debian: apt-get install tesseract-ocr-vie) and baocao with its ocr extra "
    "(pip install 'baocao[ocr]'), and load it again."
)


class OcrUnavailable(Exception):  # noqa: N818  # no fault of the program's: something is not installed
    """Tesseract's Vietnamese data or ``tesserocr`` is missing; the message says how to install it."""


@functools.cache
def data_folder() -> str:
    """The folder with ``vie.traineddata``. Raises OcrUnavailable where it or ``tesserocr`` is missing."""
    if importlib.util.find_spec("tesserocr") is None:
        raise OcrUnavailable(HOW_TO_INSTALL)
    for folder in (os.environ.get("TESSDATA_PREFIX", ""), *_DATA_FOLDERS):
        if folder and (Path(folder) / "vie.traineddata").is_file():
            return folder
    raise OcrUnavailable(HOW_TO_INSTALL)


def is_available() -> bool:
    """Whether scanned pages can be read."""
    try:
        data_folder()
    except OcrUnavailable:
        return False
    return True
