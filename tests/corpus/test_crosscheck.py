"""The second and the third parser: the letters of a page, and no more memory than these need."""

from __future__ import annotations

import re
import resource
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from corpus.pdf import pdfminer_text, qpdf_text
from corpus.pdf.qpdf_text import UnknownTextError, to_unicode
from tests.made_pdfs import make_pdf


@pytest.mark.parametrize("parser", [qpdf_text, pdfminer_text])
def test_it_reads_the_letters_of_a_page(tmp_path: Path, parser: object) -> None:
    data = make_pdf(tmp_path / "a.pdf", pages=2).read_bytes()
    assert "19/QĐ-UBND" in parser.page_text(data, 2)  # type: ignore[attr-defined]  # both modules have it


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    data = make_pdf(tmp_path / "a.pdf", pages=2).read_bytes()
    with pytest.raises(UnknownTextError):
        qpdf_text.page_text(data, 3)
    assert pdfminer_text.page_text(data, 3) == ""


def simple(font: str, content: bytes) -> bytes:
    """A page with ``content`` in a font of one byte a code; ``font`` is the rest of its dictionary."""
    target = pikepdf.new()
    page = target.add_blank_page()
    described = pikepdf.Object.parse(f"<</Type /Font /BaseFont /Helvetica {font}>>".encode())
    kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": [0, 0, 9, 9]}
    form = target.make_stream(b"BT /F1 9 Tf (form) Tj ET", **kind)
    page.Resources = pikepdf.Dictionary(Font={"/F1": target.make_indirect(described)}, XObject={"/X1": form})
    page.Contents = pikepdf.Stream(target, content)
    written = BytesIO()
    target.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("font", "content", "text"),
    [
        ("/Subtype /TrueType /Encoding /WinAnsiEncoding", rb"BT /F1 9 Tf (B\341o c\341o) Tj ET", "Báo cáo"),
        (
            "/Subtype /Type1 /Encoding <</Differences [65 /one /two]>>",
            b"BT /F1 9 Tf [(A) -50 (B)] TJ (C) ' 1 1 (D) \" ET",
            "12CD",
        ),
        ("/Subtype /Type1", b"BT /F1 9 Tf (a) Tj ET q /X1 Do Q", "aform"),
    ],
)
def test_what_a_simple_font_shows(font: str, content: bytes, text: str) -> None:
    assert qpdf_text.page_text(simple(font, content), 1) == text


@pytest.mark.parametrize(
    ("font", "content"),
    [
        # Its codes stand for what a table of Adobe's says, or its own program.
        ("/Subtype /Type0 /Encoding /90ms-RKSJ-H", b"BT /F1 9 Tf (a) Tj ET"),
        ("/Subtype /Type1 /FontDescriptor <</FontFile (program)>>", b"BT /F1 9 Tf (a) Tj ET"),
        ("/Subtype /Type1", b"BT (no font) Tj ET"),
        ("/Subtype /Type1", b"BT /F2 9 Tf (another font) Tj ET"),
        ("/Subtype /Type1 /Encoding <</Differences [128 /nothing1 /nothing2]>>", rb"BT /F1 9 Tf (\200\201) Tj ET"),
    ],
)
def test_what_it_cannot_tell_it_leaves_to_another(font: str, content: bytes) -> None:
    with pytest.raises(UnknownTextError):
        qpdf_text.page_text(simple(font, content), 1)


def test_a_form_that_draws_itself_ends() -> None:
    data = simple("/Subtype /Type1", b"q /X1 Do Q")
    with pikepdf.open(BytesIO(data)) as pdf:
        form = pdf.pages[0].Resources.XObject.X1
        form.write(b"BT /F1 9 Tf (a) Tj ET /X1 Do /X1 Do")
        form.Resources = pikepdf.Dictionary(Font=pdf.pages[0].Resources.Font, XObject={"/X1": form})
        written = BytesIO()
        pdf.save(written)
    with pytest.raises(UnknownTextError):
        qpdf_text.page_text(written.getvalue(), 1)


def test_a_map_of_codes() -> None:
    written = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
    1 begincodespacerange <0000> <FFFF> endcodespacerange
    2 beginbfchar <0003> <0020> <0005> <00660069> endbfchar
    3 beginbfrange <0010> <0012> <1EA0> <0020> <0021> [<0110> <0111>] <0030> <FFFF> <D835DC00> endbfrange
    endcmap CMapName currentdict /CMap defineresource pop end end"""
    target = pikepdf.new()
    found = to_unicode(pikepdf.Stream(target, written))
    assert (found[3], found[5]) == (" ", "fi")
    assert [found[code] for code in (0x10, 0x11, 0x12, 0x20, 0x21)] == ["Ạ", "ạ", "Ả", "Đ", "đ"]
    assert found[0x31] == "\U0001d401"


def test_a_range_of_widths_without_end_costs_nothing(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/W" in item and "/CIDSystemInfo" in item:
                item["/W"] = pikepdf.Array([0, 30_000_000, 500])
        pdf.save(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for parser in (qpdf_text, pdfminer_text):
        assert re.search(r"19/QĐ-UBND", parser.page_text(path.read_bytes(), 1))
    # KiB: thirty million entries take 3 GB
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000
