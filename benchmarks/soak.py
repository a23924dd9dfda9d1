"""A long load: does memory stay flat, and do processes and file handles stay few?

    python benchmarks/soak.py [--reports 5000] [--workers 2] [--folder samples]

Copies the PDFs of a folder until there are enough of them (the same text, other bytes), loads them, and looks every two
seconds at the load and its workers (Linux). Prints a line for each tenth of the reports, and what grew after the first.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import astuple
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.watching import Look, files_done, fill, looks, start_load  # noqa: E402  # the path comes first


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=ROOT / "samples")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        shelf, db = Path(scratch, "shelf"), Path(scratch, "soak.db")
        fill(shelf, sorted(asked.folder.glob("*.pdf")), asked.reports)
        begun, seen = time.monotonic(), list[tuple[int, Look]]()
        process = start_load(shelf, db, asked.workers)
        print("reports  load MiB  worker MiB  processes  handles", flush=True)
        for look in looks(process, 2):
            seen.append((files_done(db), look))
            if len(seen) == 1 or seen[-1][0] * 10 // asked.reports > seen[-2][0] * 10 // asked.reports:
                print(
                    f"{seen[-1][0]:7d}  {look.load:8.0f}  {look.worker:10.0f}  {look.processes:9d}  {look.handles:7d}",
                    flush=True,
                )
        code = process.wait()
        after = [astuple(look) for count, look in seen if count >= asked.reports / 10]
        load, worker, processes, handles = (max(column) - column[0] for column in zip(*after, strict=True))
        print(
            f"exit code {code}, {time.monotonic() - begun:.0f} s; most above what it was after the first tenth: "
            f"load {load:.0f} MiB, worker {worker:.0f} MiB, {processes} processes, {handles} handles"
        )
    return code


if __name__ == "__main__":
    sys.exit(main())
