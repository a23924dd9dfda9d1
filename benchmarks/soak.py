"""A long load: does memory stay flat, and do processes and file handles stay few?

    python benchmarks/soak.py [--reports 5000] [--workers 2] [--folder samples]

Copies the PDFs of a folder until there are enough of them (the same text, other bytes), loads them, and looks every two
seconds at the load and its workers (Linux). Prints a line for each tenth of the reports, and what grew after the first.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.made_pdfs import command, environment  # noqa: E402  # the path comes first

#: Resident MiB of the load, of its largest worker; how many processes, and handles of the load.
Look = tuple[float, float, int, int]


def children(pid: int) -> list[int]:
    """All processes below ``pid``."""
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found += [int(stat.parent.name), *children(int(stat.parent.name))]
    return found


def resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def look(pid: int) -> Look:
    below = children(pid)
    handles = len(os.listdir(f"/proc/{pid}/fd"))
    return resident(pid), max(map(resident, below), default=0.0), len(below), handles


def fill(folder: Path, originals: list[Path], count: int) -> None:
    for number, original in zip(range(count), itertools.cycle(originals), strict=False):
        target = folder / f"{number // 500:03d}" / f"{number:06d}.pdf"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(original.read_bytes() + b"\n%% %d\n" % number)


def done(db: Path) -> int:
    try:
        with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT max(files_done) FROM runs").fetchone()[0] or 0)
    except sqlite3.OperationalError:
        return 0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=ROOT / "samples")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        shelf, db = Path(scratch, "shelf"), Path(scratch, "soak.db")
        shelf.mkdir()
        fill(shelf, sorted(asked.folder.glob("*.pdf")), asked.reports)
        arguments = command("load", shelf, "--db", db, "--workers", asked.workers)
        process = subprocess.Popen(arguments, env=environment(), stderr=subprocess.DEVNULL)
        begun, looks = time.monotonic(), list[tuple[int, Look]]()
        print("reports  load MiB  worker MiB  processes  handles", flush=True)
        while process.poll() is None:
            time.sleep(2)
            try:
                looks.append((done(db), look(process.pid)))
            except OSError:
                break  # it has just ended
            if len(looks) == 1 or looks[-1][0] * 10 // asked.reports > looks[-2][0] * 10 // asked.reports:
                count, (load, worker, processes, handles) = looks[-1]
                print(f"{count:7d}  {load:8.0f}  {worker:10.0f}  {processes:9d}  {handles:7d}", flush=True)
        code = process.wait()
        after = [found for count, found in looks if count >= asked.reports / 10]
        grew = [max(column) - after[0][place] for place, column in enumerate(zip(*after, strict=True))]
        print(
            f"exit code {code}, {time.monotonic() - begun:.0f} s; most above what it was after the first tenth: ",
            end="",
        )
        print(f"load {grew[0]:.0f} MiB, worker {grew[1]:.0f} MiB, {grew[2]:.0f} processes, {grew[3]:.0f} handles")
    return code


if __name__ == "__main__":
    sys.exit(main())
