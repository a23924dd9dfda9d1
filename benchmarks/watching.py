"""What the benchmarks of whole loads share: shelves made of copies, and looks at the processes of a load (Linux)."""

from __future__ import annotations

import itertools
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Look:
    """What a load is like at one moment: MiB of its own and of its largest worker, processes below it, open handles."""

    load: float
    worker: float
    processes: int
    handles: int


def fill(folder: Path, originals: list[Path], count: int) -> None:
    """``count`` files, copies of the originals in turn, each with other bytes (a comment after the end)."""
    for number, original in zip(range(count), itertools.cycle(originals), strict=False):
        target = folder / f"{number // 500:03d}" / f"{number:06d}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(original.read_bytes() + b"\n%% %d\n" % number)


def start_load(shelf: Path, db: Path, workers: int) -> subprocess.Popen[bytes]:
    """``baocao load``, without a word."""
    arguments = [sys.executable, "-m", "web.cli", "load", str(shelf), "--db", str(db), "--workers", str(workers)]
    return subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.DEVNULL)


def looks(process: subprocess.Popen[bytes], every: float) -> Iterator[Look]:
    """Look at a load until it has ended."""
    while process.poll() is None:
        time.sleep(every)
        try:
            below = _children(process.pid)
            handles = len(os.listdir(f"/proc/{process.pid}/fd"))
            own = _resident(process.pid)
        except OSError:
            return  # it has just ended
        yield Look(own, max(map(_resident, below), default=0.0), len(below), handles)


def files_done(db: Path) -> int:
    """How many files the last load has dealt with."""
    try:
        with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT max(files_done) FROM runs").fetchone()[0] or 0)
    except sqlite3.OperationalError:
        return 0


def _children(pid: int) -> list[int]:
    """All processes below ``pid``."""
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found += [int(stat.parent.name), *_children(int(stat.parent.name))]
    return found


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
