"""Imports Parquet shards into a database, in the file order of the load that wrote them, so that ids are the same."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from db import Archive, Bundle
from db.types import Row
from pipeline.load.run import ProgressListener, RunCounts
from pipeline.parquet.shard_files import ShardFolder

#: Shards that are held at a time: files of two that follow each other lie mixed, where several workers had read them.
_MAX_SHARDS_IN_MEMORY = 3


def outcomes(folder: ShardFolder) -> list[tuple[str, Row]]:
    """Every file of the folder, with the name of its shard, in the order of the load.

    Raises:
        ShardError: the folder is none of shards, or one of its files is damaged.
    """
    folder.check()
    entries = [(shard, row) for shard in folder.shards() for row in folder.files_of(shard)]
    # A file that failed first and was read later ends as it ended last.
    return sorted(entries, key=lambda entry: _place(entry[1]))


def import_shards(
    archive: Archive,
    folder: ShardFolder,
    files: Iterable[tuple[str, Row]],
    progress: ProgressListener,
    stopping: Callable[[], bool],
    counts: RunCounts,
) -> RunCounts:
    """Store the ``files`` of ``folder`` (:func:`outcomes`) as a load would; returns ``counts`` with these files added.

    Files that are stored already are skipped, so an import that was stopped is taken up by the next.

    Raises:
        ArchiveError: the database cannot be written.
        ShardError: a shard is damaged.
    """
    start = time.monotonic()
    bundles = lru_cache(_MAX_SHARDS_IN_MEMORY)(folder.bundles_of)
    late: list[tuple[str, Row]] = []

    def settle(entries: Iterable[tuple[str, Row]], wait: Callable[[Row], bool]) -> None:
        nonlocal counts
        for shard, row in entries:
            if stopping():
                counts = replace(counts, interrupted=True)
                return
            if wait(row):
                late.append((shard, row))
                continue
            added = _import(archive, row, lambda: bundles(shard)[row["sha256"]])  # noqa: B023  # called at once
            counts = counts.plus(**added)
            progress.file_done(row["source_path"], added.get("pages", 0), row["error"])

    # What a duplicate is one of may come after it, where several loads wrote into the folder.
    settle(files, lambda row: row["status"] == "duplicate" and archive.ingest.loaded_version(row["sha256"]) is None)
    settle(late, lambda _row: False)
    return counts.plus(seconds=time.monotonic() - start)


def _import(archive: Archive, row: Row, bundle: Callable[[], Bundle]) -> dict[str, int]:
    """Store one file; returns what it adds to the counts."""
    path, sha256 = row["source_path"], row["sha256"]
    if row["status"] == "failed":
        archive.ingest.store_failure(path, sha256, row["error_kind"], row["error"], row["started_at"])
        return {"failed": 1}
    known = archive.ingest.loaded_version(sha256)
    if known and (row["status"] == "duplicate" or known[1] == row["extractor_version"]):
        status = archive.ingest.store_known(path, sha256, known[0])
        return {"duplicates": 1} if status == "duplicate" else {"skipped": 1}
    rows = bundle()
    archive.ingest.store_report(rows, path, row["started_at"])
    return {"loaded": 1, "pages": rows.page_count}


def _place(row: Row) -> tuple[int, str, str]:
    return row["sequence"] or 0, row["source_path"], row["finished_at"]


def folders(paths: Iterable[Path]) -> Iterator[tuple[ShardFolder, list[tuple[str, Row]]]]:
    """Each folder with its files. All are looked at before the first is stored."""
    yield from [(folder, outcomes(folder)) for folder in map(ShardFolder, paths)]
