"""Kill a load (kill -9) at random moments, again and again until it ends, and hold the database against a whole one.

    python benchmarks/kills.py FOLDER [--kills 100] [--workers 2] [--seed 7]

Each kill falls at a random moment between the start and 1.2 times what is left of a whole load, so that one load is
killed several times; when one comes to its end, its database is compared row for row with that of an uninterrupted
load, and the next one begins. Prints the number of kills and of loads that were compared; ends with 1 at the first
difference.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.made_pdfs import command, environment  # noqa: E402  # the path comes first
from tests.whole_rows import whole_rows  # noqa: E402


def begin(folder: Path, db: Path, workers: int) -> subprocess.Popen[bytes]:
    arguments = command("load", folder, "--db", db, "--workers", workers)
    return subprocess.Popen(arguments, env=environment(), stderr=subprocess.DEVNULL)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    kills = compared = 0
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch, "whole.db")
        begun = time.monotonic()
        code = begin(asked.folder, whole, asked.workers).wait()
        takes = time.monotonic() - begun
        expected = whole_rows(whole)
        print(f"uninterrupted: {takes:.1f} s, exit code {code}, {len(expected['reports'])} reports", flush=True)
        while kills < asked.kills:
            db = Path(scratch, f"killed-{compared}.db")
            of_this = 0
            while True:
                process = begin(asked.folder, db, asked.workers)
                try:
                    process.wait(timeout=chance.uniform(0.2, 1.2 * takes) if kills < asked.kills else None)
                    break
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                    kills, of_this = kills + 1, of_this + 1
            found = whole_rows(db)
            different = [name for name, rows in expected.items() if found.get(name) != rows]
            compared += 1
            print(f"killed {of_this} times, then whole: {different or 'equal'}", flush=True)
            if different or process.returncode != code:
                return 1
            db.unlink()
    print(f"{kills} kills, {compared} databases, all equal row for row to the uninterrupted one")
    return 0


if __name__ == "__main__":
    sys.exit(main())
