"""``baocao doctor``: what is installed here, what is missing, and how to get it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from pipeline.commands._options import output_options

State = Literal["ok", "old", "missing", "broken"]
_WORDS = {"ok": "ok", "old": "TOO OLD", "missing": "missing", "broken": "BROKEN"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that baocao needs (``required``) or can use, what was found of it, and what to do where it lacks."""

    name: str
    state: State
    found: str
    serves: str
    remedy: str = ""
    required: bool = False


@click.command(short_help="What is installed here, what is missing, and how to get it.")
@output_options(("table", "json", "csv"))
def doctor(form: str | None, as_json: bool, output: Path | None) -> int:
    """See whether this installation is complete: the program's packages, Tesseract's Vietnamese data, SQLite, room.

    The exit code is 1 when something is missing that every load needs; what only some commands need is told, no more.

    \b
    Examples:
      baocao doctor
      baocao doctor --json
    """
    import pandas as pd

    from pipeline.commands._options import chosen_format
    from pipeline.export.console import print_table
    from pipeline.export.writers import write_frames

    form = chosen_format(form, as_json, output, formats=("table", "json", "csv"))
    results = list(checks())
    if form == "table":
        rows = [[_WORDS[one.state], one.name, one.found, one.serves, one.remedy] for one in results]
        print_table(None, ["", "what", "found", "what it is for", "what to do"], rows, long=(3, 4))
    else:
        names = ("name", "state", "found", "serves", "remedy", "required")
        frame = pd.DataFrame([[getattr(one, name) for name in names] for one in results], columns=list(names))
        write_frames({"checks": frame}, form, output)
    return int(any(one.required and one.state != "ok" for one in results))


def checks() -> Iterator[Check]:
    """Everything that is looked at, what every load needs first."""
    yield _python()
    yield _sqlite()
    yield from _packages()
    yield _ocr()
    yield _room()


def _python() -> Check:
    known = sys.version_info >= (3, 11)
    found = f"{platform.python_version()} ({platform.system()}, {os.cpu_count()} cores)"
    return Check("Python", "ok" if known else "old", found, "everything", "" if known else "Install Python 3.11.", True)


def _sqlite() -> Check:
    from db import check_engine

    engine, serves = check_engine(), "the database"
    if engine.lacks == "version":
        remedy = "Install a Python that comes with SQLite 3.35 or later."
        return Check("SQLite", "old", engine.version, serves, remedy, True)
    if engine.lacks:
        remedy = "Install a Python whose SQLite has FTS5."
        return Check("SQLite", "broken", f"{engine.version}, without {engine.lacks.upper()}", serves, remedy, True)
    return Check("SQLite", "ok", f"{engine.version}, with FTS5", serves, required=True)


#: What the extras serve; a package without extra serves every load.
_SERVES = {
    "": "reading, extracting, storing",
    "charts": "compare --chart, pictures of series",
    "dask": "load --engine dask",
    "ocr": "reading scans",
    "parquet": "export to parquet",
    "web": "baocao serve",
}


def _packages() -> Iterator[Check]:
    """The packages that the installed program names, with the lower bounds it was tested with."""
    try:
        needed = importlib.metadata.requires("baocao") or []
    except importlib.metadata.PackageNotFoundError:
        yield Check(
            "baocao", "missing", "", "everything", "Install it (pipx install . in its folder), and run that.", True
        )
        return
    yield Check("baocao", "ok", importlib.metadata.version("baocao"), "everything", required=True)
    from packaging.requirements import Requirement

    for line in needed:
        requirement = Requirement(line)
        extra = _extra_of(str(requirement.marker or ""))
        if requirement.name == "baocao" or extra == "all":
            continue
        yield _package(requirement.name, str(requirement.specifier), extra, requirement.specifier.contains)


def _extra_of(marker: str) -> str:
    return marker.partition('extra == "')[2].partition('"')[0]


def _package(name: str, wanted: str, extra: str, fits: object) -> Check:
    serves = _SERVES.get(extra, extra)
    remedy = f"pip install '{name}{wanted}'" + (
        f", or baocao with its extra: pip install '.[{extra}]'" if extra else ""
    )
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Check(name, "missing", f"needs {wanted}", serves, remedy, not extra)
    assert callable(fits)
    if not fits(version, prereleases=True):
        return Check(name, "old", f"{version}, needs {wanted}", serves, remedy, not extra)
    return Check(name, "ok", version, serves, required=not extra)


def _ocr() -> Check:
    from corpus.ocr.tesseract import HOW_TO_INSTALL, OcrUnavailable, data_folder

    name, serves = "Tesseract's Vietnamese data", "reading scans"
    try:
        folder = data_folder()
    except OcrUnavailable:
        return Check(name, "missing", "", serves, HOW_TO_INSTALL.replace(", and load it again", ""))
    from tesserocr import tesseract_version

    return Check(name, "ok", f"{folder}; {tesseract_version().splitlines()[0]}", serves)


def _room() -> Check:
    """A district's fonds takes some gigabytes: docs/scale.md."""
    free = shutil.disk_usage(Path.cwd()).free / 1e9
    state: State = "ok" if free >= 1 else "missing"
    remedy = "" if state == "ok" else "Make room, or work in another folder: a load stops when the disk is full."
    return Check("room on this disk", state, f"{free:.1f} GB free", "the database, pictures of pages", remedy)
