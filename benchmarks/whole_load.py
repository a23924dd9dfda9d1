"""A whole load (read, extract, store) against libraries that give the text alone, as ratios from one run.

    python benchmarks/whole_load.py [PDF...] [--rounds 2]        (default: samples/*.pdf)

One process, processor seconds, the least of some rounds; each file is read once before it counts. The text alone is
what pdfplumber, pdfminer.six, pypdf and pdfium give; unstructured (``pip install "unstructured[pdf]"``) and docling
(``pip install docling``) are compared where they are installed. ``baocao`` reads columns and tables, extracts, and
stores; where its time goes is printed by stage. Text layers only: for scans, see benchmarks/ocr.py.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpus import read_pdf  # noqa: E402  # the path comes first
from db import open_archive  # noqa: E402
from db.bundle import make_bundle  # noqa: E402
from extractors.extraction import extract  # noqa: E402
from pipeline.workers.contract import contract_object  # noqa: E402

STARTED = "2026-01-01T00:00:00+00:00"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pdfs = arguments.pdfs or sorted((ROOT / "samples").glob("*.pdf"))
    counts = {pdf: len(pypdfium2.PdfDocument(pdf)) for pdf in pdfs}
    pages = sum(counts.values())
    ways: dict[str, Callable[[Path], object]] = {
        "pdfplumber extract_text": with_pdfplumber,
        "pdfminer.six extract_text": lambda pdf: extract_text(pdf),
        "pypdf extract_text": with_pypdf,
        "pdfium get_text_range": with_pdfium,
    }
    for name, make in {"unstructured, fast": with_unstructured, "docling, no OCR": with_docling}.items():
        try:
            ways[name] = make()
        except ImportError as error:
            print(f"{name}: not compared ({error})")
    stages = {"reading": 0.0, "extracting": 0.0, "rows": 0.0, "storing": 0.0}
    whole = load(pdfs, arguments.rounds, stages)
    print(f"{len(pdfs)} files, {pages} pages; processor time, one process")
    print(f"{'baocao, the whole load':<28} {sum(whole.values()) / pages * 1000:8.1f} ms a page")
    for name, way in ways.items():
        spent = {pdf: least(way, pdf, arguments.rounds) for pdf in pdfs}
        if not any(spent.values()):
            print(f"{name:<28} reads none of them")
            continue
        # Over the files that it can read; which those are is no fault of the others.
        read = {pdf: seconds for pdf, seconds in spent.items() if seconds is not None}
        count = sum(counts[pdf] for pdf in read)
        ratio = sum(whole[pdf] for pdf in read) / sum(read.values())
        failed = f"   ({len(pdfs) - len(read)} files it cannot read)" if len(read) < len(pdfs) else ""
        per_page = sum(read.values()) / count * 1000
        print(f"{name:<28} {per_page:8.1f} ms a page   baocao takes {ratio:6.2f} times as long{failed}")
    shares = ", ".join(f"{name} {spent / sum(stages.values()):.0%}" for name, spent in stages.items())
    print(f"of the whole load: {shares}")


def least(way: Callable[[Path], object], pdf: Path, rounds: int) -> float | None:
    """The least processor seconds of some rounds; one before them warms up. None where it stumbles over the file."""
    spent = []
    for _ in range(rounds + 1):
        begun = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                way(pdf)
            except Exception as error:  # noqa: BLE001  # each library has its own
                print(f"{pdf.name}: {type(error).__name__}: {error}", file=sys.stderr)
                return None
        spent.append(time.process_time() - begun)
    return min(spent[1:])


def load(pdfs: list[Path], rounds: int, stages: dict[str, float]) -> dict[Path, float]:
    """Read, extract and store each file; adds the least of each stage to ``stages``, and returns their sums."""
    whole = {}
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "a.db", write=True) as archive:
        for pdf in pdfs:
            taken: dict[str, list[float]] = {name: [] for name in stages}
            for turn in range(rounds + 1):
                clock = [time.process_time()]
                document = read_pdf(pdf, "never")
                clock.append(time.process_time())
                found = extract(document)
                clock.append(time.process_time())
                sha256 = hashlib.sha256(pdf.read_bytes() + bytes([turn])).hexdigest()
                bundle = make_bundle(contract_object(document, found), sha256, "benchmark")
                clock.append(time.process_time())
                archive.ingest.store_report(bundle, f"{pdf}-{turn}", STARTED)
                clock.append(time.process_time())
                for name, before, after in zip(stages, clock, clock[1:], strict=False):
                    taken[name].append(after - before)
            for name in stages:
                stages[name] += min(taken[name][1:])
            whole[pdf] = sum(min(seconds[1:]) for seconds in taken.values())
    return whole


def with_pdfplumber(pdf: Path) -> None:
    with pdfplumber.open(pdf) as opened:
        for page in opened.pages:
            page.extract_text()


def with_unstructured() -> Callable[[Path], object]:
    """Its quick way, which asks no model. Raises ImportError."""
    from unstructured.partition.pdf import partition_pdf

    return lambda pdf: partition_pdf(filename=str(pdf), strategy="fast", languages=["vie"])


def with_docling() -> Callable[[Path], object]:
    """Its layout model, without recognition. Raises ImportError."""
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.pipeline_options import PdfPipelineOptions
    from docling.document_converter import DocumentConverter, PdfFormatOption

    options = PdfPipelineOptions(do_ocr=False)
    converter = DocumentConverter(format_options={InputFormat.PDF: PdfFormatOption(pipeline_options=options)})
    return lambda pdf: converter.convert(pdf).document.export_to_text()


def with_pypdf(pdf: Path) -> None:
    for page in pypdf.PdfReader(pdf).pages:
        page.extract_text()


def with_pdfium(pdf: Path) -> None:
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            page.get_textpage().get_text_range()


if __name__ == "__main__":
    main()
