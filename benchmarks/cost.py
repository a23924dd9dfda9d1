"""What a page costs: processor seconds of reading it and of storing it, bytes on disk, and what follows for an archive.

    python benchmarks/cost.py [PDF...] [--scans PDF...] [--pages 3800000] [--days 1]
                                            (default: samples/*.pdf; no scans)

Processor time and not the clock: it says the same on a machine that does other things too. Every file is read twice,
and the second time counts. The writer stores the reports some times over, under other hashes, as a load would
(one transaction a report); shards are written of the same rows.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpus import Ocr  # noqa: E402  # the path comes first
from db import Bundle, open_archive  # noqa: E402  # the path comes first
from pipeline.parquet.import_shards import import_shards, outcomes  # noqa: E402  # the path comes first
from pipeline.parquet.shard_files import ShardFolder  # noqa: E402  # the path comes first
from pipeline.parquet.store import ShardStore  # noqa: E402  # the path comes first
from pipeline.workers.read_report import Task, read_report  # noqa: E402  # the path comes first

STARTED = "2026-01-01T00:00:00+00:00"


@dataclass(frozen=True)
class Read:
    """What reading some files cost, and gave."""

    bundles: list[Bundle]
    pages: int
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", nargs="*", type=Path, help="files with a text layer")
    parser.add_argument("--scans", nargs="*", type=Path, default=[], help="files without one")
    parser.add_argument("--pages", type=int, default=3_800_000, help="pages of the archive (default: 3,800,000)")
    parser.add_argument("--days", type=float, default=1, help="days that loading may take (default: 1)")
    parser.add_argument("--reports", type=int, default=600, help="reports that are stored (default: 600)")
    arguments = parser.parse_args()
    text = read(arguments.pdfs or sorted((ROOT / "samples").glob("*.pdf")), "never")
    costs = {"text layer": text.seconds / text.pages}
    print(f"text layer: {len(text.bundles)} files, {text.pages} pages, {costs['text layer'] * 1000:.1f} ms a page")
    if arguments.scans:
        scans = read(arguments.scans, "always")
        costs["recognised"] = scans.seconds / scans.pages
        print(f"recognised: {len(scans.bundles)} files, {scans.pages} pages, {costs['recognised']:.2f} s a page")
    stored = keep(text, arguments.reports)
    print()
    for name, cost in costs.items():
        cores = cost * arguments.pages / (arguments.days * 86400)
        print(
            f"{arguments.pages:,} pages, {name}: {cost * arguments.pages / 3600:,.1f} core hours; "
            f"in {arguments.days:g} days {cores:,.1f} cores"
        )
    for name, cost in stored.items():
        print(
            f"{arguments.pages:,} pages, {name}: {cost * arguments.pages / 3600:,.1f} hours of the one writer, "
            f"which keeps {costs['text layer'] / cost:,.0f} cores busy that read text layers"
        )


def read(pdfs: list[Path], ocr: Ocr) -> Read:
    """Read each file twice; the second reading counts."""
    bundles: list[Bundle] = []
    seconds = 0.0
    for pdf in pdfs:
        task = Task(pdf, hashlib.sha256(pdf.read_bytes()).hexdigest(), ocr, "benchmark")
        if ocr == "never":
            read_report(task, lambda _step: None)
        elif not bundles:
            read_report(task, lambda _step: None)  # starting Tesseract is not counted
        begun = time.process_time()
        made = read_report(task, lambda _step: None)
        spent = time.process_time() - begun
        if isinstance(made, Bundle):
            bundles.append(made)
            seconds += spent
        else:
            print(f"left out: {made.message}", file=sys.stderr)
    if not bundles:
        sys.exit("No file could be read.")
    return Read(bundles, sum(bundle.page_count for bundle in bundles), seconds)


def keep(text: Read, wanted: int) -> dict[str, float]:
    """Store copies of the reports; prints rates and sizes, and returns seconds a page by way."""
    # Pickled, as they come from a worker; storing changes the rows, and wants its own each time.
    copies = [
        pickle.dumps(replace(bundle, sha256=hashlib.sha256(f"{turn} {bundle.sha256}".encode()).hexdigest()))
        for turn in range(-(-wanted // len(text.bundles)))
        for bundle in text.bundles
    ]
    turns = len(copies) // len(text.bundles)
    pages = turns * text.pages
    rows = turns * sum(len(found) for bundle in text.bundles for found in bundle.tables.values())
    spent = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        once = folder / "once"
        with ShardStore(once, [], "benchmark") as shards:
            for number, bundle in enumerate(text.bundles):
                shards.store_report(bundle, f"/shelf/{number:06}.pdf", STARTED)

        def measured(way: str, keeping: Callable[[], None], place: Path) -> None:
            begun = time.process_time()
            keeping()
            spent[way] = (time.process_time() - begun) / pages
            # Copies lie side by side in shards, and would be packed into nothing: their size is that of one of each.
            of = text.pages if place.is_dir() else pages
            files = list(once.rglob("*.parquet")) if place.is_dir() else [place]
            size = sum(file.stat().st_size for file in files)
            print(
                f"{way:<26} {rows / pages / spent[way]:>10,.0f} rows/s {1 / spent[way]:>8,.0f} pages/s "
                f"{spent[way] * 1000:>8.2f} ms a page {size / of:>8,.0f} bytes a page"
            )

        def to_shards() -> None:
            with ShardStore(folder / "shards", [], "benchmark") as shards:
                for number, bundle in enumerate(copies):
                    shards.store_report(pickle.loads(bundle), f"/shelf/{number:06}.pdf", STARTED)

        def to_database() -> None:
            with open_archive(folder / "stored.db", write=True) as archive:
                for number, bundle in enumerate(copies):
                    archive.ingest.store_report(pickle.loads(bundle), f"/shelf/{number:06}.pdf", STARTED)

        def imported() -> None:
            from db.types import RunCounts

            shards = ShardFolder(folder / "shards")
            with open_archive(folder / "imported.db", write=True) as archive:
                import_shards(archive, shards, outcomes(shards), Silent(), lambda: False, RunCounts())

        print(f"{len(copies)} reports, {pages} pages, {rows:,} rows: {rows / pages:.0f} a page")
        measured("Parquet shards", to_shards, folder / "shards")
        measured("shards into a database", imported, folder / "imported.db")
        measured("straight into a database", to_database, folder / "stored.db")
    return spent


class Silent:
    def file_done(self, *_about: object) -> None:
        return


if __name__ == "__main__":
    main()
