"""All benchmarks that say how fast and how large, in one command, as one report in Markdown.

    python benchmarks/run.py [--quick] [--real FOLDER] [--scans FOLDER] > report.md

Without folders the bundled reports are measured; a folder of born-digital PDFs and one of scans of your own say more
of your archive. Each part runs by itself, one after the other: leave the machine alone meanwhile. ``--quick`` loads a
tenth of the reports. docs/benchmarks.md is such a report, and says how long it took.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LIBRARIES = ("pdfplumber", "pdfminer.six", "pypdf", "pypdfium2", "pikepdf", "spacy", "unstructured", "docling")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--real", type=Path, help="a folder of born-digital PDFs")
    parser.add_argument("--scans", type=Path, help="a folder of scanned PDFs")
    asked = parser.parse_args()
    real, scans = (sorted(map(str, folder.glob("*.pdf"))) if folder else [] for folder in (asked.real, asked.scans))
    part = 10 if asked.quick else 1
    print(f"Machine: {machine()}. Libraries: {libraries()}.\n", flush=True)
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        large = f"{scratch}/large.db"
        for title, command in (
            ("A whole load against libraries that give the text alone: bundled reports", ["whole_load.py"]),
            *([("The same: real reports", ["whole_load.py", *real])] if real else []),
            ("baocao load against pdfplumber, and two workers against one: bundled reports", ["load.py"]),
            *([("The same: real reports", ["load.py", *real])] if real else []),
            ("Recognition against Tesseract alone", ["ocr.py", *scans]),
            ("Growth", ["growth.py", "--to", str(10_000 // part)]),
            ("A long load", ["soak.py", "--reports", str(5_000 // part)]),
            ("Questions", ["scale.py", "--observations", str(1_000_000 // part), "--db", large]),
            ("Pages of the reading room on the same archive", ["reading_room.py", large]),
        ):
            failed += run(title, command)
    return int(failed > 0)


def run(title: str, command: list[str]) -> bool:
    """Print one part. Returns whether it ended with an error, or beyond what it promises."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / command[0]), *command[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    named = " ".join(word for word in command if not word.endswith(".pdf"))
    print(f"## {title}\n\n`benchmarks/{named}`, {time.monotonic() - begun:.0f} s, exit code {done.returncode}\n")
    print(f"```\n{done.stdout.rstrip()}\n```\n", flush=True)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
    return done.returncode != 0


def machine() -> str:
    """Processor, cores, system and Python."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{named or platform.processor()}, {os.cpu_count()} cores, {system}"


def libraries() -> str:
    """Their versions, as far as they are installed."""
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    return ", ".join(found)


if __name__ == "__main__":
    sys.exit(main())
