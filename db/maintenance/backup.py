"""Copies an archive to hand over, and lists its contents: counts, districts, source files."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.errors import ArchiveError
from db.sql.transactions import Connection, explain

_COUNTED = ("reports", "pages", "observations", "citations", "cited_documents")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file on record: its hash, the report that came of it (None where reading failed), where it was met."""

    sha256: str | None
    report_id: int | None
    number: str | None
    status: str
    paths: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """Its own name, without the way to it."""
        return re.split(r"[/\\]", self.paths[0])[-1]


def recorded_sources(database: sqlite3.Connection) -> list[SourceFile]:
    """Every file that ``database`` has a report of, or failed to read: one a content, in the order of loading."""
    others: dict[str, list[str]] = {}
    for sha256, path in database.execute("SELECT sha256, source_path FROM files WHERE sha256 IS NOT NULL ORDER BY id"):
        others.setdefault(sha256, []).append(path)
    sources = [
        SourceFile(sha256, int(report), number, "loaded", tuple(dict.fromkeys([path, *others.get(sha256, [])])))
        for sha256, report, number, path in database.execute(
            "SELECT sha256, id, number, source_path FROM reports ORDER BY id"
        )
    ]
    known = {source.sha256 for source in sources}
    for sha256, path in database.execute("SELECT sha256, source_path FROM files WHERE status = 'failed' ORDER BY id"):
        if sha256 is None or sha256 not in known:
            sources.append(
                SourceFile(sha256, None, None, "failed", tuple(dict.fromkeys([path, *others.get(sha256, [])])))
            )
            known.add(sha256)
    return sources


@dataclass(frozen=True, slots=True)
class ArchiveContents:
    """What a copy holds: rows by table, the span of periods (ISO dates), districts, versions, and its files."""

    counts: dict[str, int]
    first: str | None
    last: str | None
    districts: tuple[str, ...]
    extractors: tuple[str, ...]
    sqlite_version: str
    sources: tuple[SourceFile, ...]


def copy_archive(connection: Connection, target: Path) -> ArchiveContents:
    """Copy with SQLite's own backup: what a load has not folded in yet (-wal) is there, and no half transaction.

    Raises:
        ArchiveError: the archive is damaged, or the copy cannot be written.
    """
    try:
        with closing(sqlite3.connect(target)) as copy:
            connection.database.conn.backup(copy)
            # In WAL mode each reader would make files beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            problems = [str(row[0]) for row in copy.execute("PRAGMA quick_check(1)")]
            if problems == ["ok"]:
                return _contents(copy)
    except sqlite3.DatabaseError as error:
        raise explain(error, connection.path) from error
    raise ArchiveError(
        f"{connection.path}: is damaged ({problems[0]}). No bag was made; load the reports into a new database."
    )


def _contents(copy: sqlite3.Connection) -> ArchiveContents:
    first, last = copy.execute("SELECT min(period_start), max(period_end) FROM reports").fetchone()
    districts = copy.execute("SELECT DISTINCT district FROM reports WHERE district <> '' ORDER BY 1")
    versions = copy.execute("SELECT DISTINCT extractor_version FROM reports ORDER BY 1")
    return ArchiveContents(
        counts={name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in _COUNTED},
        first=first,
        last=last,
        districts=tuple(row[0] for row in districts),
        extractors=tuple(row[0] for row in versions),
        sqlite_version=sqlite3.sqlite_version,
        sources=tuple(recorded_sources(copy)),
    )
