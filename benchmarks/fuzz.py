"""A mutation fuzzer over PDFs: each mutant is read in a process that can be lost, as a load reads it.

    python benchmarks/fuzz.py samples [FOLDER ...] [--mutants 1000] [--seed 1] [--timeout 60] [--keep FOLDER]

Printed is how the mutants ended. One that crashes the process, hangs beyond the time limit, ends as ``internal_error``
or is loaded without a page is kept, with the seed that made it; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.load.discovery import discover  # noqa: E402  # the path comes first
from pipeline.workers.forkserver import PRELOADED_MODULES  # noqa: E402  # the path comes first
from pipeline.workers.pool import Limits, Pool, WorkerLost, WorkerResult  # noqa: E402  # the path comes first
from pipeline.workers.read_report import Failed, Task, read_report  # noqa: E402  # the path comes first
from tests.e2e.test_fuzz import mutated  # noqa: E402  # the path comes first


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--mutants", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path("fuzzed"))
    asked = parser.parse_args()
    originals = discover(asked.folders).files
    ended: Counter[str] = Counter()
    kept = 0
    with tempfile.TemporaryDirectory() as scratch:
        pool = Pool(read_report, asked.workers, Limits(asked.timeout), preload=PRELOADED_MODULES)
        for outcome in pool.run(_tasks(originals, asked.mutants, asked.seed, Path(scratch)), lambda: False):
            told, fault = _told(outcome)
            ended[told] += 1
            path = outcome.task.path
            if fault:
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / path.name).write_bytes(path.read_bytes())
                print(f"{told}: kept as {asked.keep / path.name}", flush=True)
                kept += 1
            path.unlink()
    for told, count in ended.most_common():
        print(f"{count:6} {told}")
    return int(kept > 0)


def _tasks(originals: tuple[Path, ...], mutants: int, seed: int, folder: Path) -> Iterator[Task]:
    for number in range(mutants):
        chance = random.Random(f"{seed}-{number}")
        original = chance.choice(originals)
        data = mutated(original.read_bytes(), chance)
        path = folder / f"{seed}-{number}-{original.name}"
        path.write_bytes(data)
        yield Task(path, hashlib.sha256(data).hexdigest(), "never", "fuzz")


def _told(outcome: WorkerResult | WorkerLost) -> tuple[str, bool]:
    """How a mutant ended, and whether it should not have."""
    if isinstance(outcome, WorkerLost):
        # A bomb that is stopped at its limit ends as it should.
        return outcome.reason, outcome.reason != "too_large"
    if isinstance(outcome.value, Failed):
        return f"failed: {outcome.value.kind}", outcome.value.kind == "internal_error"
    return ("loaded", False) if outcome.value.page_count else ("loaded without a page", True)


if __name__ == "__main__":
    sys.exit(main())
