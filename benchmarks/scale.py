"""A large archive made from the bundled reports, and how long the common questions take on it.

    python benchmarks/scale.py [--observations 1000000] [--db FILE] [--keep]

The samples are extracted once; their rows are then stored again and again as the reports of other districts and years,
with other values and other cited numbers. What is stored is all that a real load stores, evidence and index included.
Printed are the time that each tenth of the load took (it should stay the same), the size of the file for each
observation, and for each question the median and the worst of many asked in turn.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from db import open_archive  # noqa: E402  # the path comes first
from db.archive import Archive  # noqa: E402  # the path comes first
from db.bundle import Bundle  # noqa: E402  # the path comes first
from db.citations.query import CitationFilter  # noqa: E402  # the path comes first
from pipeline.workers.read_report import Task, read_report  # noqa: E402  # the path comes first

_SYLLABLES = [
    "An",
    "Bình",
    "Châu",
    "Đông",
    "Giang",
    "Hà",
    "Kim",
    "Lộc",
    "Mỹ",
    "Ninh",
    "Phú",
    "Quang",
    "Sơn",
    "Tân",
    "Vĩnh",
]
_MORE_CITED = 0.82
_YEARS = range(2005, 2025)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--observations", type=int, default=1_000_000)
    parser.add_argument("--db", type=Path, help="where to put it (default: a temporary file)")
    parser.add_argument("--keep", action="store_true", help="ask an archive that is there already")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.db or Path(folder) / "scale.db"
        if not arguments.keep:
            fill(path, arguments.observations)
        ask(path)


def fill(path: Path, wanted: int) -> None:
    """Store reports until there are so many observations."""
    samples = [read_sample(pdf) for pdf in sorted((ROOT / "samples").glob("*.pdf"))]
    each = statistics.mean(len(bundle.tables["observations"]) for bundle in samples)
    count = round(wanted / each)
    chance = random.Random(20260101)
    names = sorted({f"huyện {a} {b}" for a in _SYLLABLES for b in _SYLLABLES if a != b})
    with open_archive(path, write=True) as archive:
        begun = time.perf_counter()
        for number in range(count):
            district = names[(number // len(samples)) % len(names)]
            bundle = varied(samples[number % len(samples)], number, district, chance)
            archive.ingest.store_report(bundle, f"/shelf/{number:06}.pdf", "2026-01-01T00:00:00+00:00")
            if (number + 1) % (count // 10) == 0:
                print(f"{number + 1:>8} reports  {time.perf_counter() - begun:7.1f} s for the last tenth", flush=True)
                begun = time.perf_counter()
    print(f"{path.stat().st_size / 2**20:.0f} MB")


def read_sample(pdf: Path) -> Bundle:
    """The rows of one sample."""
    sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
    made = read_report(Task(pdf, sha256, "never", "benchmark"), lambda _step: None)
    assert isinstance(made, Bundle), made
    return made


def varied(bundle: Bundle, number: int, district: str, chance: random.Random) -> Bundle:
    """The same report of another district and year: other values, other cited numbers."""
    made = copy.deepcopy(bundle)
    shift = chance.choice(_YEARS) - int((made.report["period"] or "2023")[:4])
    made.report.update({"district": district, "number": f"{number % 900 + 1}/BC-UBND", "document_key": None})
    for row in (made.report, *made.tables["observations"]):
        for name in ("period", "period_start", "period_end", "date"):
            if row.get(name):
                row[name] = f"{int(row[name][:4]) + shift}{row[name][4:]}"
    factor = chance.uniform(0.3, 3)
    for name in ("figures", "observations"):
        for row in made.tables[name]:
            unit = row["base_value"] / row["value"] if row.get("base_value") else None
            row["value"] = round(row["value"] * factor, 2)
            row["value_text"] = f"{row['value']:.2f}"
            if unit:
                row["base_value"] = row["value"] * unit
    # Real reports cite more than the samples: three mentions to ten values.
    made.tables["citations"] += [dict(row) for row in made.tables["citations"] if chance.random() < _MORE_CITED]
    for row in made.tables["citations"]:
        kind, name, year, scope = row["document_key"].split("|")
        if scope != "vn":
            own = chance.randrange(1, 400)
            year = str(int(year) + shift) if year else ""
            row["document_key"] = f"{kind}|{own}/{name.partition('/')[2]}|{year}|{scope.split('/')[0]}/{district}"
    return replace(made, sha256=hashlib.sha256(f"{number}".encode()).hexdigest())


def ask(path: Path) -> None:
    """Print what is in the archive, and how long the questions take."""
    with open_archive(path) as archive:
        counts = {
            name: archive.database.conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("reports", "pages", "observations", "figures", "percentages", "citations", "cited_documents")
        }
        print(", ".join(f"{count:,} {name}" for name, count in counts.items()))
        size = path.stat().st_size
        print(f"{size / counts['observations'] / 1024:.2f} KB an observation ({size / 2**20:.0f} MB in all)")
        districts = [row[0] for row in archive.database.conn.execute("SELECT DISTINCT district FROM reports LIMIT 30")]
        for name, question, things in questions(archive, districts):
            timed(name, question, things)
    with open_archive(path, write=True) as archive:
        ids = [row[0] for row in archive.database.conn.execute("SELECT id FROM reports ORDER BY random() LIMIT 20")]
        timed("audit of one report", lambda number: archive.findings.audit([number]), ids)


def questions(archive: Archive, districts: list[str]) -> list[tuple[str, Callable[[Any], object], list[Any]]]:
    """Each question with what it is asked of, in turn."""
    words = ["hộ nghèo", "ho ngheo", "chuyển đổi số", "thu tien su dung dat", "đất đai", "Nghị quyết 03"]
    return [
        ("one series", lambda d: archive.series.compare(["revenue_land"], [d], measure="value"), districts),
        (
            "one series, by name",
            lambda d: archive.series.compare(["thu tiền sử dụng đất"], [d], measure="value"),
            districts,
        ),
        (
            "register, first page",
            lambda _: archive.citations.documents(CitationFilter(), limit=50, places=6),
            districts[:10],
        ),
        (
            "register, of one year",
            lambda y: archive.citations.documents(CitationFilter(year=y), limit=50, places=6),
            [2021, 2022],
        ),
        ("full text, first 20", lambda w: archive.search.find(w, limit=20), words),
        (
            "full text, all kinds",
            lambda w: archive.search.find(w, limit=20, kinds=("indicator", "citation", "page")),
            words,
        ),
    ]


def timed(name: str, question: Callable[[Any], object], things: list[Any]) -> None:
    """Ask ``question`` of each thing once to warm up, then time it."""
    question(things[0])
    spent = []
    for thing in things:
        begun = time.perf_counter()
        question(thing)
        spent.append((time.perf_counter() - begun) * 1000)
    print(f"{name:<24} median {statistics.median(spent):8.1f} ms   worst {max(spent):8.1f} ms   ({len(spent)} asked)")


if __name__ == "__main__":
    main()
