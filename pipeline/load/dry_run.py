"""What a load would do with each file, without reading one or writing a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.errors import TooLarge
from pipeline.load.batch import regular_digest
from pipeline.load.discovery import shown_path

if TYPE_CHECKING:
    from db import Archive

#: ``again``: what failed before, and may work now, is tried once more. ``failed``: it would fail as before.
Plan = Literal["new", "outdated", "again", "loaded", "duplicate", "failed", "unreadable"]
#: Those that a worker would be given.
READ: tuple[Plan, ...] = ("new", "outdated", "again")


@dataclass(frozen=True, slots=True)
class Planned:
    """A file and what a load would do with it."""

    path: str
    plan: Plan


def plan(
    db_path: Path, files: Iterable[Path], version: str, *, again: bool = False, retry: bool = False
) -> Iterator[Planned]:
    """Each of ``files``, in order. Where there is no database yet, all that can be read is new."""
    from db import open_archive

    seen: set[str] = set()
    with ExitStack() as stack:
        archive = stack.enter_context(open_archive(db_path)) if db_path.is_file() else None
        for path in files:
            yield Planned(shown_path(path), _plan(archive, path, version, seen, again, retry))


def _plan(archive: Archive | None, path: Path, version: str, seen: set[str], again: bool, retry: bool) -> Plan:
    try:
        sha256 = regular_digest(path)
    except (OSError, TooLarge):
        return "unreadable"
    if sha256 in seen:
        return "duplicate"
    seen.add(sha256)
    if archive is None:
        return "new"
    known = archive.ingest.loaded_version(sha256)
    if known is not None:
        return "outdated" if again or known[1] != version else "loaded"
    if not (again or retry) and archive.ingest.settled_failure(sha256, version) is not None:
        return "failed"
    return "again" if archive.ingest.is_begun(sha256, version) else "new"
