"""How fast ``baocao load`` is, as ratios from one run on one machine: absolute figures say more of the machine.

    python benchmarks/load.py [PDF...]        (default: samples/*.pdf)

Compared are the loading of the given PDFs (parse, extract, store; a fresh database each time) with pdfplumber's
``extract_text`` alone over the same pages, and two workers with one. Pages with ruled tables are left out on both
sides: each file is cut down to its other pages first. Short runs measure the start of the processes, so the files are
copied (with other bytes, or they would be skipped) until there are ``--pages`` pages; the figures in brackets leave
out the time that a load of one file takes.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pypdfium2

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=600, help="load at least so many pages (default: 600)")
    arguments = parser.parse_args()
    pdfs = arguments.pdfs or sorted((ROOT / "samples").glob("*.pdf"))
    if not pdfs:
        sys.exit("No PDFs: name some, or build the samples first.")
    with tempfile.TemporaryDirectory() as name:
        plain = {cut: pages for path in pdfs for cut, pages in pages_without_tables(path, Path(name))}
        compare(plain, arguments.pages)


def compare(plain: dict[Path, int], wanted: int) -> None:
    """Measure both over ``plain``, files with their page counts, and print the ratios."""
    once = sum(plain.values())
    if not once:
        sys.exit("Every page has a ruled table: name other files.")
    print(f"{len(plain)} files, {once} pages without ruled tables")
    plumber = once / min(seconds_of_pdfplumber(list(plain)) for _ in range(2))
    print(f"pdfplumber extract_text      {plumber:8.1f} pages/s")
    rates: dict[int, float] = {}
    with shelf(plain, wanted) as (folder, pages):
        start = min(seconds_of_load([next(folder.iterdir())], 1) for _ in range(2))
        for workers in (1, 2):
            seconds = min(seconds_of_load([folder], workers) for _ in range(2))
            rates[workers] = pages / seconds
            steady = pages / max(seconds - start, 0.001)
            print(f"baocao load, {workers} worker(s)     {rates[workers]:8.1f} pages/s   ({steady:.1f} once started)")
    print(f"one worker / pdfplumber      {rates[1] / plumber:8.1f} times (wanted: at least 5)")
    print(f"two workers / one            {rates[2] / rates[1]:8.2f} times (wanted: at least 1.6)")


def pages_without_tables(path: Path, folder: Path) -> Iterator[tuple[Path, int]]:
    """``path`` cut down to the pages without a ruled table, written into ``folder``, and how many they are."""
    with pdfplumber.open(path) as pdf:
        kept = [index for index, page in enumerate(pdf.pages) if not page.find_tables()]
    if kept:
        cut = folder / path.name
        with pypdfium2.PdfDocument(path) as source, pypdfium2.PdfDocument.new() as target:
            target.import_pages(source, kept)
            target.save(cut)
        yield cut, len(kept)


def seconds_of_pdfplumber(paths: list[Path]) -> float:
    begun = time.perf_counter()
    for path in paths:
        with pdfplumber.open(path) as pdf, contextlib.redirect_stdout(io.StringIO()):
            for page in pdf.pages:
                page.extract_text()
    return time.perf_counter() - begun


@contextlib.contextmanager
def shelf(plain: dict[Path, int], wanted: int) -> Iterator[tuple[Path, int]]:
    """A folder with copies of the files, different in a comment after the end, and the number of pages in it."""
    with tempfile.TemporaryDirectory() as name:
        pages = turn = 0
        while pages < wanted:
            for path, count in plain.items():
                copy = Path(name) / f"{turn:04}-{path.name}"
                copy.write_bytes(path.read_bytes() + b"\n%% %d\n" % turn)
                pages += count
            turn += 1
        yield Path(name), pages


def seconds_of_load(paths: list[Path], workers: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "pipeline.cli", "load", *map(str, paths)]
        begun = time.perf_counter()
        done = subprocess.run(
            [*command, "--db", f"{name}/a.db", "--workers", str(workers)], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        taken = time.perf_counter() - begun
    if done.returncode:
        sys.exit(f"baocao load failed:\n{done.stderr}")
    return taken


if __name__ == "__main__":
    main()
