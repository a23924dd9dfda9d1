"""What pages show and their text layer does not tell: hidden text, lost letters, text on its side, out of its cell."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
import typst

import corpus
from corpus.page.characters import PageCharacters
from corpus.pdf.hidden_text import remove_hidden_text

_SET = """
#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 13pt, lang: "vi", hyphenate: false, ligatures: false)
"""
SEEN = "Tổng thu ngân sách trên địa bàn huyện ước đạt 68,45 tỷ đồng trong sáu tháng đầu năm. " * 3


def printed(folder: Path, body: str) -> Path:
    """A PDF of one page."""
    (folder / "a.typ").write_text(_SET + body, encoding="utf-8")
    typst.compile(folder / "a.typ", output=folder / "a.pdf", ignore_system_fonts=True)
    return folder / "a.pdf"


@pytest.mark.parametrize(
    "hidden",
    [
        "#text(fill: white)[chữ trắng 99,9 tỷ đồng]",
        "#text(fill: rgb(0, 0, 0, 0))[chữ trong suốt 99,9 tỷ đồng]",
        "#text(size: 1pt)[chữ rất nhỏ 99,9 tỷ đồng]",
    ],
)
def test_what_cannot_be_seen_is_left_out_and_said(tmp_path: Path, hidden: str) -> None:
    document = corpus.read_pdf(printed(tmp_path, f"{SEEN}\n\n{hidden}\n\n{SEEN}"))
    assert "99,9" not in document.text
    assert document.text.count("68,45") == 6
    (warning,) = document.warnings
    assert warning.startswith("page 1: text that cannot be seen on it")
    assert "99,9 tỷ đồng" in warning


def test_white_letters_in_a_dark_box_can_be_seen(tmp_path: Path) -> None:
    dark = "#block(fill: navy, inset: 6pt)[#text(fill: white)[Chỉ tiêu chủ yếu năm 2023]]"
    document = corpus.read_pdf(printed(tmp_path, f"{SEEN}\n\n{dark}\n\n{SEEN}"))
    assert "Chỉ tiêu chủ yếu năm 2023" in document.text
    assert document.warnings == ()


def test_invisible_letters_over_print_stay(tmp_path: Path) -> None:
    """Render mode 3 is what a scanner lays over its picture: it is seen where the picture shows the words."""
    path = printed(tmp_path, SEEN)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stream = pdf.pages[0].Contents
        drawn = stream.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(drawn + b"\n" + drawn.replace(b"0 Tr", b"3 Tr"))
        pdf.save(path)
    document = corpus.read_pdf(path)
    assert "68,45 tỷ đồng" in document.text
    assert not any("cannot be seen" in warning for warning in document.warnings)


def test_invisible_letters_alone_are_left_out(tmp_path: Path) -> None:
    path = printed(tmp_path, f"{SEEN}\n\n#v(3cm)\n\nẩn mình 99,9 tỷ đồng")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        drawn = pdf.pages[0].Contents.read_bytes()
        last = drawn.rindex(b"0 Tr")
        pdf.pages[0].Contents = pdf.make_stream(drawn[:last] + b"3 Tr" + drawn[last + 4 :])
        pdf.save(path)
    document = corpus.read_pdf(path)
    assert "99,9" not in document.text
    assert "68,45" in document.text


def test_letters_that_a_font_map_has_lost_are_put_back(tmp_path: Path) -> None:
    """The map of the bold font gives a blank for every H, as some printers of PDFs make it."""
    body = f"*CHÍNH PHỦ*\n\n*HỘI ĐỒNG NHÂN DÂN HUYỆN*\n\n*Về kế hoạch năm 2023*\n\n{SEEN}"
    path = printed(tmp_path, body)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                fonts = item["/ToUnicode"].read_bytes()
                item["/ToUnicode"] = pdf.make_stream(re.sub(rb"(<[0-9A-Fa-f]{4}> )<0048>", rb"\1<0020>", fonts))
        pdf.save(path)
    lost = corpus.read_pdf(path, ocr="never").text
    assert "CHÍNH PHỦ" not in lost
    document = corpus.read_pdf(path)
    assert document.text.startswith("CHÍNH PHỦ\nHỘI ĐỒNG NHÂN DÂN HUYỆN\nVề kế hoạch năm 2023")
    assert document.pages[0].text_source == "text"
    (warning,) = document.warnings
    assert "letters that the map of a font has lost" in warning
    boxes = document.boxes(0, 5)
    assert len(boxes) == 1
    assert boxes[0].x1 - boxes[0].x0 > 30


def test_text_too_long_for_its_cell_stays_in_it(tmp_path: Path) -> None:
    table = """
#table(columns: (4cm, 2cm, 2cm), stroke: 0.5pt,
  [Chỉ tiêu], [Đơn vị], [Năm 2023],
  box(width: 3.6cm, height: 1em, clip: true, place(box(width: 14cm)[Số cơ sở sản xuất kinh doanh thương mại])),
  [Hộ], [125],
  [Tổng đàn bò], [Con], [4.348])
"""
    document = corpus.read_pdf(printed(tmp_path, SEEN + table))
    (found,) = document.tables
    said = {(cell.row, cell.column): document.text[cell.start : cell.end] for cell in found.cells}
    assert said[1, 0] == "Số cơ sở sản xuất kinh doanh thương mại"
    assert (said[1, 1], said[1, 2]) == ("Hộ", "125")


def test_a_page_whose_lines_run_upwards_is_read_on_its_side(tmp_path: Path) -> None:
    table = (
        "#table(columns: (8cm, 3cm, 3cm), stroke: 0.5pt, [Chỉ tiêu], [Đơn vị], [Năm 2023], [Đàn bò], [Con], [4.348])"
    )
    body = f"#place(top + left, rotate(-90deg, reflow: true, box(width: 24cm)[{SEEN}\n{table}]))"
    document = corpus.read_pdf(printed(tmp_path, body))
    assert document.text.startswith(SEEN.strip())
    (found,) = document.tables
    assert [document.text[cell.start : cell.end] for cell in found.cells if cell.row == 1] == ["Đàn bò", "Con", "4.348"]
    (page,) = document.pages
    assert page.height > page.width
    start = document.text.index("4.348")
    (box,) = document.boxes(start, start + 5)
    assert box.y1 - box.y0 > box.x1 - box.x0
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as shown:
        drawn = np.asarray(shown[0].render(scale=1, grayscale=True).to_pil())
    assert drawn[int(box.y0) : int(box.y1) + 1, int(box.x0) : int(box.x1) + 1].min() < 128
    cell = found.cells[-1].box
    assert cell is not None
    assert cell.x0 <= box.x0
    assert box.y1 <= cell.y1 + 1


def test_a_low_full_stop_is_not_hidden_text() -> None:
    """Some fonts give a mark no more than its ink: 2.146 without it would be another number."""
    text = "văn bản 2.146 nhỏ"
    box = np.array([[at * 6, 100, at * 6 + 5, 113] for at in range(len(text))], np.float32)
    box[text.index(".")] = (60, 111, 62, 112.5)
    small = [text.index("nhỏ") + at for at in range(3)]
    box[small, 3] = 101
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    page = pypdfium2.PdfDocument.new().new_page(595, 842)
    read, said = remove_hidden_text(page, PageCharacters(1, 595, 842, text, codes, box))
    assert read.text.rstrip() == "văn bản 2.146"
    assert said is not None
    assert "nhỏ" in said
