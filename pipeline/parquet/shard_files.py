"""A folder of Parquet shards: one folder a table, one file a shard in each. A shard is there whole, or not at all.

The file of a shard in ``files/`` is put there last, and makes it count. What a killed load left without one is taken
away by the next load, and never read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db import Bundle
from db.flat_rows import LAYOUT, Kind, unflatten
from db.types import Row
from pipeline.errors import MissingPackageError, OutputError, ShardError

#: The rows of a group: what a reader of Parquet takes into memory at a time.
_ROWS_PER_GROUP = 10_000
_MARKER_FILE = "baocao.json"
_FORMAT = {"what": "reports read by baocao, as Parquet", "layout": 1}
#: By what a file's row is told from others; the rest are moments.
_IDENTITY_COLUMNS = ("sequence", "source_path", "sha256", "status", "error_kind", "error", "extractor_version")


class ShardFolder:
    """The folder at ``path``."""

    def __init__(self, path: Path) -> None:
        """Only takes the name; see :meth:`writing` and :meth:`check`."""
        self.path = path
        self._arrow, self._parquet = _pyarrow()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make the folder where there is none, and keep other loads out of it meanwhile.

        Raises:
            ShardError: it holds other things, or another load writes to it.
            OutputError: it cannot be written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if not (self.path / _MARKER_FILE).exists() and any(self.path.iterdir()):
                raise ShardError(f"{self.path}: is not empty, and not of baocao.", "Name a new folder.")
            with (self.path / ".lock").open("w") as lock:
                _lock(lock.fileno(), self.path)
                if not (self.path / _MARKER_FILE).exists():
                    (self.path / _MARKER_FILE).write_text(json.dumps(_FORMAT) + "\n", encoding="utf-8")
                self.check()
                self._sweep()
                yield
        except OSError as error:
            raise OutputError.unwritable(self.path, error) from error

    def check(self) -> None:
        """See that shards of this layout are, or may be, in the folder.

        Raises:
            ShardError: they are not.
        """
        try:
            marker = json.loads((self.path / _MARKER_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ShardError(
                f"{self.path}: is no folder of shards.",
                f"Make one with: baocao load REPORTS --to parquet {self.path}",
            ) from error
        if marker.get("layout") != _FORMAT["layout"]:
            raise ShardError(f"{self.path}: was written by a later version of baocao.", "Use that one.")

    def shards(self) -> list[str]:
        """The names of the shards that are there whole."""
        return sorted(path.stem for path in (self.path / "files").glob("*.parquet"))

    def files_of(self, shard: str) -> list[Row]:
        """The rows of ``files`` in one shard."""
        return self._rows("files", shard)

    def bundles_of(self, shard: str) -> dict[str, Bundle]:
        """The reports in one shard, by the hash of their content."""
        by_report: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for table in LAYOUT:
            if table != "files":
                for row in self._rows(table, shard):
                    by_report[row["sha256"]][table].append(row)
        return {sha256: unflatten(tables) for sha256, tables in by_report.items()}

    def write(self, tables: Mapping[str, list[Row]]) -> str:
        """Write a shard of these rows; returns its name, which is that of the same content whenever it is written."""
        identities = [[row[name] for name in _IDENTITY_COLUMNS] for row in tables["files"]]
        shard = hashlib.sha256(json.dumps(identities).encode()).hexdigest()[:20]
        parts = []
        for table, columns in LAYOUT.items():
            folder = self.path / table
            folder.mkdir(exist_ok=True)
            part = folder / f".{shard}.part"
            self._write(part, columns, tables.get(table, []))
            parts.append((part, folder / f"{shard}.parquet"))
        for part, place in parts:
            os.replace(part, place)
        return shard

    def _write(self, path: Path, columns: Mapping[str, Kind], rows: list[Row]) -> None:
        types = {"whole": self._arrow.int64(), "real": self._arrow.float64(), "text": self._arrow.string()}
        schema = self._arrow.schema([(name, types[kind]) for name, kind in columns.items()])
        arrays = [self._arrow.array([row[field.name] for row in rows], field.type) for field in schema]
        with path.open("wb") as target:
            table = self._arrow.Table.from_arrays(arrays, schema=schema)
            self._parquet.write_table(table, target, row_group_size=_ROWS_PER_GROUP, compression="zstd")
            target.flush()
            os.fsync(target.fileno())

    def _rows(self, table: str, shard: str) -> list[Row]:
        path = self.path / table / f"{shard}.parquet"
        try:
            # One file, whatever folders it stands in: their names are no columns.
            rows: list[Row] = self._parquet.ParquetFile(path).read().to_pylist()
        except (OSError, self._arrow.ArrowException) as error:
            raise ShardError(
                f"{path}: cannot be read ({error}).",
                f"Take the files of this name out of all folders of {self.path}, and load the reports into it again.",
            ) from error
        return rows

    def _sweep(self) -> None:
        """Take away what a load that was killed left of a shard."""
        whole = set(self.shards())
        for table in LAYOUT:
            for path in (self.path / table).glob("*"):
                if path.stem not in whole or path.suffix != ".parquet":
                    path.unlink()


def _lock(number: int, path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ShardError(
            f"{path}: another load writes to it.",
            "Wait until it has ended, or name another folder; baocao import takes several.",
        ) from error


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingPackageError.of("Parquet needs", "pyarrow", "parquet") from error
    return pyarrow, pyarrow.parquet
