"""Keeps what a load reads as Parquet shards, in place of a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from db import now
from db.flat_rows import LAYOUT, flatten
from pipeline.errors import OutputError, ShardError
from pipeline.load.discovery import shown_path
from pipeline.parquet.shard_files import ShardFolder

if TYPE_CHECKING:
    from db import Bundle
    from db.types import JobFailure, Row, Status

#: A shard is written when it has so many rows, or characters of text: as much as is held in memory, and is lost when
#: the load is killed.
_MAX_ROWS = 50_000
_MAX_CHARACTERS = 32 * 2**20


class ShardStore:
    """The shards of one folder, as a place for a load to keep what it reads
    (:class:`pipeline.load.protocols.Store`)."""

    def __init__(self, folder: Path, files: Sequence[Path], version: str, most_rows: int = _MAX_ROWS) -> None:
        """``files`` are all that the load is going to read, in order: their places go along. ``version`` reads them."""
        self.path = folder
        self._folder = ShardFolder(folder)
        self._sequence = {shown_path(path): place for place, path in enumerate(files)}
        self._version = version
        self._most_rows = most_rows
        self._writing = ExitStack()
        #: The outcome of each file (path, hash) that is kept, with the reason of a failure; and all contents.
        self._known: dict[tuple[str, str | None], tuple[Status, str | None]] = {}
        self._contents: set[str] = set()
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._held = self._characters = 0

    def __enter__(self) -> Self:
        """Begin to write; what is there already is looked through first.

        Raises:
            ShardError: the folder is of something else, in use, or of another version.
        """
        with ExitStack() as writing:
            writing.enter_context(self._folder.writing())
            for shard in self._folder.shards():
                for row in self._folder.files_of(shard):
                    self._check_version(row)
                    self._know(row)
            self._writing = writing.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is held, also when the load ended with an error: it was read all the same."""
        with self._writing:
            if kind is None or issubclass(kind, Exception):
                self._flush()

    def loaded_version(self, sha256: str) -> tuple[int, str] | None:
        """No id (0), and the version, of a content that is there; None when it is not."""
        return (0, self._version) if sha256 in self._contents else None

    def store_report(self, bundle: Bundle, source_path: str, started_at: str, *, again: bool = False) -> int:
        """Keep a report and the row of its file; there are no ids yet, so 0 stands for one.

        Raises:
            NotImplementedError: ``again``; a shard is never changed.
        """
        if again:
            raise NotImplementedError("shards are not written anew")
        for table, rows in flatten(bundle, source_path).items():
            self._rows[table] += rows
            self._held += len(rows)
        self._characters += len(bundle.text)
        self._file(source_path, bundle.sha256, "loaded", started_at)
        return 0

    def begin_job(self, sha256: str, version: str, source_path: str, run_id: int | None = None) -> None:
        """Jobs are a database's: of a shard, what is done is known by its files."""

    def settled_failure(self, sha256: str, version: str) -> JobFailure | None:  # noqa: ARG002  # of the protocol
        """None: what failed is tried again."""
        return None

    def store_failure(
        self,
        source_path: str,
        sha256: str | None,
        kind: str,
        error: str,
        started_at: str,
        version: str | None = None,  # noqa: ARG002  # of the protocol
    ) -> None:
        """Keep the reason why a file gave no report; the same reason again changes nothing."""
        if self._known.get((source_path, sha256)) != ("failed", error):
            self._file(source_path, sha256, "failed", started_at, kind, error)

    def store_known(self, source_path: str, sha256: str, report_id: int) -> Status:  # noqa: ARG002  # of the protocol
        """Keep that a file has a content that is there; says whether as its report's own file or a duplicate."""
        status, _ = self._known.get((source_path, sha256), ("failed", None))
        if status != "failed":
            return status
        self._file(source_path, sha256, "duplicate", now())
        return "duplicate"

    def _file(
        self,
        source_path: str,
        sha256: str | None,
        status: Status,
        started_at: str,
        kind: str | None = None,
        error: str | None = None,
    ) -> None:
        row: Row = dict.fromkeys(LAYOUT["files"]) | {
            "sequence": self._sequence.get(source_path),
            "source_path": source_path,
            "sha256": sha256,
            "status": status,
            "error_kind": kind,
            "error": error,
            "extractor_version": self._version,
            "started_at": started_at,
            "finished_at": now(),
        }
        self._know(row)
        self._rows["files"].append(row)
        self._held += 1
        if self._held >= self._most_rows or self._characters >= _MAX_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        try:
            self._folder.write(self._rows)
        except OSError as error:
            raise OutputError.unwritable(self._folder.path, error) from error
        finally:
            # Also when the disk is full: on the way out it would be tried again.
            self._rows = defaultdict(list)
            self._held = self._characters = 0

    def _know(self, row: Row) -> None:
        self._known[row["source_path"], row["sha256"]] = row["status"], row["error"]
        if row["status"] == "loaded":
            self._contents.add(row["sha256"])

    def _check_version(self, row: Row) -> None:
        if row["extractor_version"] != self._version:
            raise ShardError(
                f"{self._folder.path}: holds what {row['extractor_version']} has read, and this is {self._version}.",
                "Name a new folder: reports of both would stand beside each other.",
            )
