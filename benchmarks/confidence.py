"""Counts for ``extractors/data/confidence.csv``: how many records read in each way gold texts say are right.

    python benchmarks/confidence.py SOURCE GOLD...      (prints the rows; SOURCE names the texts, for the last column)

Take texts that nobody has tuned the extractors to, and take them once.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

from pipeline.evaluation.matching import pool
from pipeline.evaluation.run import scores_of


def main() -> None:
    """Print one row for each kind and way of reading."""
    source, *paths = sys.argv[1:]
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    scores, _ = scores_of([Path(path) for path in paths])
    for kind, score in pool(scores).kinds.items():
        for one in score.judged:
            for how in (one.how, *(["doubt"] if one.doubted else [])):
                counts[kind, how][0] += one.right
                counts[kind, how][1] += 1
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for (kind, how), (right, of) in sorted(counts.items()):
        writer.writerow([kind, how, right, of, source])


if __name__ == "__main__":
    main()
