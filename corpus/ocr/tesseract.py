"""Tesseract 5 in this process, through ``tesserocr``: gives the words in a picture, or in a part of it.

``tesserocr`` is imported only to recognise: whether it is installed can be asked without loading it.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import BaocaoError

#: Where Debian and other systems keep the language data; ``TESSDATA_PREFIX`` names another place.
_DATA_FOLDERS = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")

HOW_TO_INSTALL = (
    "Install Tesseract's Vietnamese data (Debian: apt-get install tesseract-ocr-vie) and baocao with its ocr extra "
    "(pip install 'baocao[ocr]'), and load it again."
)


class OcrUnavailable(BaocaoError):  # noqa: N818  # no fault of the program's: something is not installed
    """Tesseract's Vietnamese data or ``tesserocr`` is missing; the message says how to install it."""

    remedy = HOW_TO_INSTALL


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


#: A word without letters and digits, of lower confidence than this, is dirt on the paper.
MIN_MARK_CONFIDENCE = 0.75
#: Seconds that the recognition of one page may take.
MAX_PAGE_SECONDS = 60.0
_FOREIGN = {"Ð": "Đ", "ð": "đ", "ø": "o", "Ø": "O"}
#: Circumflex, breve, horn, and the five tones.
_VIETNAMESE_MARKS = frozenset("\u0302\u0306\u031b\u0300\u0301\u0303\u0309\u0323")
_FOREIGN_TILDE = re.compile("[ñÑ]")
Area = tuple[float, float, float, float]


class OcrLimit(BaocaoError):  # noqa: N818  # no fault of the program's
    """A page is beyond a limit. The message continues the sentence "the page …"."""


class OcrTimeout(OcrLimit):
    """A page took longer than :data:`MAX_PAGE_SECONDS`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word, its box in pixels of the picture shown, its confidence from 0 to 1, its line.

    The box is as tall as the word's line. Lines are numbered in order from 1.
    """

    text: str
    box: Area
    confidence: float
    line: int


@functools.cache
def _tesseract() -> Any:
    """The one Tesseract of this process: it takes as long to start as to read a page."""
    import tesserocr

    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # the workers are the threads
    return tesserocr.PyTessBaseAPI(path=data_folder(), lang="vie", psm=tesserocr.PSM.AUTO)


class OcrImage:
    """A grey PIL picture with a resolution of ``dpi`` for Tesseract; all reading of it shares one time limit."""

    def __init__(self, picture: Any, dpi: int, deadline: float | None = None) -> None:
        """``deadline`` is the :func:`time.monotonic` by which all reading of it must end.

        The default is :data:`MAX_PAGE_SECONDS` from now.

        Raises:
            OcrUnavailable: Tesseract or its Vietnamese data is not installed.
        """
        self._engine = _tesseract()
        self._engine.SetImage(picture)
        self._engine.SetSourceResolution(dpi)
        self.deadline = time.monotonic() + MAX_PAGE_SECONDS if deadline is None else deadline

    def words(self, mode: str = "AUTO", area: Area | None = None) -> list[Word]:
        """The words in the picture, or in an ``area`` of it; ``mode`` is one of Tesseract's page segmentation modes.

        Raises OcrTimeout.
        """
        import tesserocr

        self._engine.SetPageSegMode(getattr(tesserocr.PSM, mode))
        if area is not None:
            left, top, right, bottom = (int(side) for side in area)
            self._engine.SetRectangle(left, top, right - left, bottom - top)
        remaining_ms = int((self.deadline - time.monotonic()) * 1000)
        if remaining_ms <= 0 or not self._engine.Recognize(remaining_ms):
            raise OcrTimeout(f"takes longer than {MAX_PAGE_SECONDS:.0f} seconds to recognise")
        return _collect(self._engine.GetIterator())


def _collect(iterator: Any) -> list[Word]:
    import tesserocr

    words: list[Word] = []
    line = 0
    line_extent = (0.0, 0.0)
    for item in tesserocr.iterate_level(iterator, tesserocr.RIL.WORD) if iterator else ():
        box = item.BoundingBox(tesserocr.RIL.WORD)
        text = item.GetUTF8Text(tesserocr.RIL.WORD) if box else ""
        if item.IsAtBeginningOf(tesserocr.RIL.TEXTLINE):
            line += 1
            line_box = item.BoundingBox(tesserocr.RIL.TEXTLINE)
            line_extent = (float(line_box[1]), float(line_box[3])) if line_box else line_extent
        confidence = item.Confidence(tesserocr.RIL.WORD) / 100 if box else 0.0
        if (
            not text
            or not text.strip()
            or (confidence < MIN_MARK_CONFIDENCE and not any(char.isalnum() for char in text))
        ):
            continue
        words.append(
            Word(vietnamese_letters(text.strip()), (box[0], line_extent[0], box[2], line_extent[1]), confidence, line)
        )
    return words


def vietnamese_letters(word: str) -> str:
    """``word`` with foreign letters replaced: Ð (eth) by Đ, Ñ by N; a repeated letter that arises is dropped.

    Tesseract's Vietnamese data has foreign letters, and may read one printed letter as two: ``NÑQ`` for NQ.
    """
    if word.isascii():
        return word
    out: list[str] = []
    for char in unicodedata.normalize("NFC", word):
        plain = _FOREIGN.get(char) or char
        if plain == char and not char.isascii() and char.isalpha():
            marks = unicodedata.normalize("NFD", char)
            if (len(marks) > 1 and not _VIETNAMESE_MARKS.issuperset(marks[1:])) or _FOREIGN_TILDE.match(char):
                plain = marks[0]
        if plain != char and out and out[-1] == plain:
            continue
        out.append(plain)
    return "".join(out)
