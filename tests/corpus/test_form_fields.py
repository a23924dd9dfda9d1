"""Signature fields: what they show is printed on the page and nowhere in its content."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import typst

import corpus
from extractors.header.reader import read_header

_PAGE = """
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm))
#set text(font: "Libertinus Serif", size: 13pt, lang: "vi", hyphenate: false, ligatures: false)
#grid(columns: (40%, 60%), align: center, row-gutter: 0.5em,
  [*ỦY BAN NHÂN DÂN* #linebreak() *HUYỆN AN THỬ*],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* #linebreak() *Độc lập - Tự do - Hạnh phúc*],
  [Số: #h(3em) /BC-UBND], [_An Thử, ngày #h(2em) tháng #h(2em) năm 2023_])
#align(center)[*BÁO CÁO* #linebreak() *Tình hình thực hiện kế hoạch năm 2023*]
"""


def test_number_and_date_are_placed_in_their_blanks(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text(_PAGE, encoding="utf-8")
    typst.compile(tmp_path / "a.typ", output=tmp_path / "a.pdf", ignore_system_fonts=True)
    _sign(tmp_path / "a.pdf", tmp_path / "b.pdf")
    header = read_header(corpus.read_pdf(tmp_path / "b.pdf"))
    assert (header.number, header.date) == ("293/BC-UBND", "2023-04-09")
    assert read_header(corpus.read_pdf(tmp_path / "a.pdf")).number is None


def _sign(source: Path, target: Path) -> None:
    """Add a signature field with an appearance of its own into each blank of the first page."""
    with pypdfium2.PdfDocument(source) as shown:
        blanks = _blanks(shown[0])
    assert len(blanks) == 3
    with pikepdf.open(source) as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        fields = []
        for (left, bottom), said in zip(blanks, ("293", "09", "4"), strict=True):
            drawn = pdf.make_stream(f"BT /Helv 12 Tf 2 4 Td ({said}) Tj ET".encode())
            drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            drawn.BBox = [0, 0, 30, 16]
            drawn.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font))
            field = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T=pikepdf.String(f"blank {said}"),
                F=4,
                Rect=[left, bottom, left + 30, bottom + 16],
                AP=pikepdf.Dictionary(N=drawn),
            )
            fields.append(pdf.make_indirect(field))
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array(fields))
        pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array(fields), SigFlags=3))
        pdf.save(target)


def _blanks(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    """Where the words before a blank end: Số:, ngày, tháng."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    found = []
    for word in ("Số:", "ngày", "tháng"):
        _, bottom, right, _ = textpage.get_charbox(text.index(word) + len(word) - 1)
        found.append((right + 2, bottom - 4))
    return found
