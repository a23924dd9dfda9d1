"""The version of the code and data that read and extract: when it changes, reports are outdated."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

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
    """The program's version and a digest of what ``corpus`` and ``extractors`` do: code and data tables.

    A row added to a data file is a new version: nobody has to remember to raise a number. A moved file, a comment or
    another name is none (:mod:`pipeline.load.code_digest`). That digest takes a second or two to work out, so it is
    kept in the user's cache folder under the digest of the files as they are, which takes a hundredth.
    """
    contents = dict(entry for room in ("corpus", "extractors") for entry in _sources(files(room), room))
    raw = hashlib.sha256()
    for name in sorted(contents):
        raw.update(f"{name}\0{len(contents[name])}\0".encode())
        raw.update(contents[name])
    key = raw.hexdigest()
    digest = _cached(key)
    if digest is None:
        from pipeline.load.code_digest import code_digest  # seldom needed

        code = [data.decode() for name, data in contents.items() if name.endswith(".py")]
        digest = code_digest(code, [data for name, data in contents.items() if name.endswith(".csv")])
        _keep(key, digest)
    return f"{version('baocao')}+{digest[:10]}"


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Each source and table of a package, by its path. Line ends may differ between a checkout and a wheel."""
    for entry in folder.iterdir():
        inner = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _sources(entry, inner)
        elif entry.name.endswith((".py", ".csv")):
            yield inner, entry.read_bytes().replace(b"\r\n", b"\n")


def _cache_file() -> Path:
    """Where the digest is kept from one start to the next."""
    folder = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(folder) / "baocao" / "code-digest.json"


def _cached(key: str) -> str | None:
    try:
        digest = json.loads(_cache_file().read_text("utf-8")).get(key)
    except (OSError, ValueError, AttributeError, RuntimeError):  # RuntimeError: there is no home
        return None
    return digest if isinstance(digest, str) else None


def _keep(key: str, digest: str) -> None:
    """Keep the digest; where the folder cannot be written, the next start works it out again."""
    with contextlib.suppress(OSError, RuntimeError):
        path = _cache_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        part.write_text(json.dumps({key: digest}), "utf-8")
        part.replace(path)
