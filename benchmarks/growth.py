"""How a load grows with the number of reports: time, memory and size of the file, as the slope of their logarithms.

    python benchmarks/growth.py [--to 10000] [--workers 2] [--folder samples]

Loads 10, 100, 1,000 … reports (copies with other bytes, see benchmarks/watching.py) into new databases. A slope of 1
means twice as much for twice as many; above 1.05 a load of a whole province would not end. Slopes are those of the last
step, where what a load takes to start counts least, and of the line through all steps.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.watching import fill, looks, start_load  # noqa: E402  # the path comes first

#: What no slope may be above.
_STEEPEST = 1.05


@dataclass(frozen=True, slots=True)
class Step:
    """One load: how many reports, its seconds, the most memory of the load and of a worker (MiB), the file (MB)."""

    reports: int
    seconds: float
    load: float
    worker: float
    size: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=int, default=10_000, help="the largest number of reports (default: 10000)")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=ROOT / "samples")
    asked = parser.parse_args()
    counts = [10**power for power in range(1, 9) if 10**power <= asked.to]
    print("| reports | seconds | load MiB | worker MiB | database MB |\n|---|---|---|---|---|", flush=True)
    steps = [load(count, asked.workers, sorted(asked.folder.glob("*.pdf"))) for count in counts]
    steep = False
    for name in ("seconds", "load", "worker", "size"):
        last, line = slopes([(step.reports, getattr(step, name)) for step in steps])
        steep |= last > _STEEPEST
        print(f"slope of {name:<8} {last:5.2f} in the last step, {line:5.2f} over all")
    return int(steep)


def load(count: int, workers: int, originals: list[Path]) -> Step:
    """Load so many reports, and print the row of the table."""
    with tempfile.TemporaryDirectory() as scratch:
        shelf, db = Path(scratch, "shelf"), Path(scratch, "growth.db")
        fill(shelf, originals, count)
        begun = time.monotonic()
        process = start_load(shelf, db, workers)
        seen = list(looks(process, 0.25))
        seconds = time.monotonic() - begun
        if process.wait():
            sys.exit(f"the load of {count} reports ended with {process.returncode}")
        step = Step(
            count, seconds, max(look.load for look in seen), max(look.worker for look in seen), db.stat().st_size / 1e6
        )
    print(f"| {count:,} | {step.seconds:.1f} | {step.load:.0f} | {step.worker:.0f} | {step.size:.1f} |", flush=True)
    return step


def slopes(points: list[tuple[int, float]]) -> tuple[float, float]:
    """The slope between the last two points, and that of the line of least squares, both in logarithms."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    (x0, y0), (x1, y1) = logs[-2:]
    mean_x, mean_y = sum(x for x, _ in logs) / len(logs), sum(y for _, y in logs) / len(logs)
    covered = sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)
    return (y1 - y0) / (x1 - x0), covered


if __name__ == "__main__":
    sys.exit(main())
