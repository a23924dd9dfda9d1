"""An archive to hand over: a BagIt bag with the database, the files that it was read from, and their checksums."""

from __future__ import annotations

import csv
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from db import Archive
from db.types import ArchiveContents, SourceFile
from pipeline.errors import InvalidRequestError, OutputError
from pipeline.export.bagit_sources import copy_source, safe_names
from pipeline.export.spreadsheet import guard

_CHECKSUMS = ["sha256", "sha512"]


@dataclass(frozen=True, slots=True)
class Bag:
    """A bag that was made: where, how many source files it holds, and a sentence for each that it does not."""

    folder: Path
    sources: int
    missing: tuple[str, ...]


def make_bag(archive: Archive, folder: Path, labels: Sequence[str] = ()) -> Bag:
    """Make a bag of ``archive`` at ``folder``, which must be empty or not there; ``labels`` (``Label=text``) go into
    ``bag-info.txt``.

    The payload is ``data/archive.db`` (as it was at one moment, though a load may be going on), ``data/sources/`` (each
    source file that still has the content on record), ``data/sources.csv`` and ``data/missing-sources.csv``. All is
    made beside ``folder`` and put there when it is whole.

    Raises:
        OutputError: the folder is not empty or cannot be written, or the database turns out to be damaged.
        InvalidRequestError: a label is not of the form ``Label=text``.
    """
    info = _labels(labels)
    folder = folder.absolute()
    if folder.exists() and any(folder.iterdir()):
        raise OutputError(f"{folder}: is not empty.", "Name a new folder: a bag is never mixed with other files.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            bag = _fill(archive, part, folder, info)
            _open_to_others(part)
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise OutputError.unwritable(folder, error) from error
    return bag


def _fill(archive: Archive, part: Path, folder: Path, info: Mapping[str, str]) -> Bag:
    contents = archive.maintenance.copy_to(part / "archive.db")
    sources, described = contents.sources, _described(contents)
    (part / "sources").mkdir()
    copied: list[tuple[SourceFile, str]] = []
    missing: list[tuple[SourceFile, str]] = []
    for source, name in zip(sources, safe_names(sources), strict=True):
        reason = copy_source(source, part / "sources" / name)
        if reason is None:
            copied.append((source, f"sources/{name}"))
        else:
            missing.append((source, reason))
    _write_list(part / "sources.csv", "name_in_bag", copied)
    _write_list(part / "missing-sources.csv", "reason", missing)
    counted = {"Baocao-Sources": str(len(copied)), "Baocao-Sources-Missing": str(len(missing))}
    _bagged(part, {**described, **counted, **info})
    sentences = tuple(f"{source.paths[0]}: {reason}; it is not in the bag." for source, reason in missing)
    return Bag(folder, len(copied), sentences)


def _described(contents: ArchiveContents) -> dict[str, str]:
    """What the database holds, as lines of bag-info.txt."""
    span = f", from {contents.first} to {contents.last}" if contents.first and contents.last else ""
    districts = contents.districts
    whose = f" of {len(districts)} districts ({_some(districts)})" if districts else ""
    return {
        "External-Description": (
            f"{contents.counts['reports']} reports{whose}{span}, as read by baocao: data/archive.db is SQLite, "
            "data/sources has the files that it was read from, data/sources.csv tells which report is which file."
        ),
        "Bag-Software-Agent": f"baocao {version('baocao')}, bagit.py {version('bagit')}",
        "Baocao-Version": version("baocao"),
        "Baocao-Extractor-Version": _some(contents.extractors) or "none",
        "Baocao-SQLite-Version": contents.sqlite_version,
        **{f"Baocao-{name.replace('_', '-').title()}": str(count) for name, count in contents.counts.items()},
    }


def _some(names: Sequence[str], most: int = 12) -> str:
    return ", ".join([*names[:most], *(["…"] if len(names) > most else [])])


def _write_list(path: Path, last: str, rows: Iterable[tuple[SourceFile, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(["sha256", "report_id", "report_number", "status", "file_name", last])
        for source, value in rows:
            row = (source.sha256, source.report_id, source.number, source.status, source.file_name, value)
            writer.writerow([guard(cell) for cell in row])


def _bagged(part: Path, info: Mapping[str, str]) -> None:
    import bagit

    # What goes wrong is told once, by who called; the package would log it with a traceback too.
    logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)
    try:
        bagit.make_bag(str(part), {key: " ".join(text.split()) for key, text in info.items()}, checksums=_CHECKSUMS)
    except bagit.BagError as error:
        raise OutputError(f"{part}: no bag could be made of it ({error}).", "") from error


def _open_to_others(part: Path) -> None:
    """Give the bag's folders the rights that a new folder has here: the one for work is closed to others."""
    mask = os.umask(0)
    os.umask(mask)
    for path in (part, part / "data"):
        path.chmod(0o777 & ~mask)


def _labels(labels: Sequence[str]) -> dict[str, str]:
    info: dict[str, str] = {}
    for label in labels:
        name, equals, text = label.partition("=")
        if not equals or not text.strip() or not name.strip() or not name.replace("-", "").isalnum():
            raise InvalidRequestError(
                f"--bag-info {label}: is no label with a text.",
                "Write a label, = and a text, such as Source-Organization=UBND huyện An Sơn.",
            )
        if name.lower() in ("payload-oxum", "bagging-date"):
            raise InvalidRequestError(f"--bag-info {name}: is worked out from the bag itself.", "Leave it out.")
        info[name] = text
    return info
