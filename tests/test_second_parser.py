"""The second parser: the letters of a page, and no more memory than these need."""

from __future__ import annotations

import re
import resource
from pathlib import Path

import pikepdf

from corpus.second_parser import page_text
from tests.made_pdfs import make_pdf


def test_it_reads_the_letters_of_a_page(tmp_path: Path) -> None:
    data = make_pdf(tmp_path / "a.pdf", pages=2).read_bytes()
    assert "19/QĐ-UBND" in page_text(data, 2)
    assert page_text(data, 3) == ""


def test_a_range_of_widths_without_end_costs_nothing(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/W" in item and "/CIDSystemInfo" in item:
                item["/W"] = pikepdf.Array([0, 30_000_000, 500])
        pdf.save(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert re.search(r"19/QĐ-UBND", page_text(path.read_bytes(), 1))
    assert (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000
    )  # KiB: thirty million entries take 3 GB
