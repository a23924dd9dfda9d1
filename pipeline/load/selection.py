"""Selects the files of a load: from its arguments, from the database (``--reprocess``), or both (``--only-failed``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InvalidRequestError
from pipeline.load.discovery import Discovery, discover, real_path

if TYPE_CHECKING:
    from corpus import Ocr
    from db.types import Reprocess


@dataclass(frozen=True, slots=True)
class FileSelection:
    """The files that a user selects: ``paths``, or files of the database (``reprocess``), or those that failed."""

    paths: tuple[str, ...]
    reprocess: Reprocess | None = None
    only_failed: bool = False

    def __post_init__(self) -> None:
        """Raises InvalidRequestError where the wishes contradict each other."""
        if self.reprocess and (self.paths or self.only_failed):
            raise InvalidRequestError(
                "--reprocess goes neither with paths nor with --only-failed.",
                "Name files or folders, or give --reprocess; not both.",
            )
        if not (self.paths or self.reprocess or self.only_failed):
            raise InvalidRequestError(
                "no files are named.", "Name files or folders to load, or give --reprocess or --only-failed."
            )

    @property
    def wanted(self) -> str | None:
        """What of the database is wanted, in a word; None where the paths say it."""
        return self.reprocess or ("failed" if self.only_failed else None)


def select_files(selection: FileSelection, db_path: Path, ocr: Ocr) -> Discovery:
    """The files to load, and a sentence for each argument or record without a file."""
    if selection.wanted is None:
        return discover(selection.paths)
    known = _of_database(selection.reprocess or "failed", db_path, ocr)
    if selection.paths:
        discovery = discover(selection.paths)
        failed = set(known.files)
        return Discovery(tuple(path for path in discovery.files if path in failed), discovery.problems)
    return known


def _of_database(which: Reprocess, db_path: Path, ocr: Ocr) -> Discovery:
    from db import open_archive
    from pipeline.load.extractor_version import extractor_version

    with open_archive(db_path) as archive:
        known = [real_path(path) for path in archive.ingest.paths_to_reprocess(which, extractor_version(ocr))]
    missing = tuple(
        f"{path}: is not there any more, and what was read of it stays as it is. Put the file back, or load it from "
        "where it is now."
        for path in known
        if not path.is_file()
    )
    return Discovery(tuple(path for path in known if path.is_file()), missing)
