"""The version of what reads and extracts: a report is read anew when it changes, and only then."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from corpus import Ocr
from corpus.ocr.tesseract import is_available


def extractor_version(ocr: Ocr = "auto") -> str:
    """The version that rows are marked with: that of the code and data, and whether scanned pages could be read.

    Who installs Tesseract, or asks for ``--ocr always``, has the reports read anew by the next load.
    """
    mode = "no-ocr" if ocr == "never" or not is_available() else "ocr-always" if ocr == "always" else "ocr"
    return f"{_code_version()}.{mode}"


@cache
def _code_version() -> str:
    """The program's version and a digest of ``corpus`` and ``extractors``, code and data files.

    A row added to a data file is a new version too: nobody has to remember to raise a number.
    """
    digest = hashlib.sha256()
    for room in ("corpus", "extractors"):
        for path, source in sorted(_sources(files(room), room)):
            digest.update(path.encode())
            # Line ends may differ between a checkout and an installed wheel.
            digest.update(source.read_bytes().replace(b"\r\n", b"\n"))
    return f"{version('baocao')}+{digest.hexdigest()[:10]}"


def _sources(folder: Traversable, path: str) -> list[tuple[str, Any]]:
    sources: list[tuple[str, Any]] = []
    for entry in folder.iterdir():
        inner = f"{path}/{entry.name}"
        if entry.is_dir():
            sources += _sources(entry, inner)
        elif entry.name.endswith((".py", ".csv")):
            sources.append((inner, entry))
    return sources
