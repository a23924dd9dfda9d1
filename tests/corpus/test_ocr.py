"""Scanned pages: which are recognised, what is read, where it stands, and what is said without Tesseract."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import typst
from PIL import Image

import corpus
from corpus.errors import NoText
from corpus.ocr import tesseract
from corpus.ocr.deskew import skew, straighten
from corpus.ocr.recognise import OcrTooLarge, recognise
from corpus.ocr.tesseract import HOW_TO_INSTALL, OcrUnavailable, vietnamese_letters
from corpus.page.rotation import PageRotation
from extractors.extraction import extract

_PAGE = """
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm))
#set text(font: "Libertinus Serif", size: 14pt, lang: "vi", hyphenate: false, ligatures: false)
#set par(justify: true)
"""
BODY = (
    "Tổng thu ngân sách nhà nước trên địa bàn huyện ước đạt 68,45 tỷ đồng, đạt 57,04% so với kế hoạch tỉnh giao. "
    "Thực hiện Quyết định số 27/QĐ-UBND ngày 09/01/2023 của UBND tỉnh về việc giao chỉ tiêu kế hoạch năm 2023, các xã "
    "đã gieo trồng xong vụ hè thu theo đúng lịch thời vụ và chăm sóc tốt diện tích cây ăn quả. "
)
Scan = Callable[..., Path]


@pytest.fixture
def scan(tmp_path: Path) -> Scan:
    """A function that prints text and scans the page: a PDF of a picture, and perhaps a line of text over it."""

    def make(body: str = BODY, *, degrees: float = 0.0, quarter: int = 0, over: str = "") -> Path:
        typ, pdf, target = tmp_path / "a.typ", tmp_path / "a.pdf", tmp_path / "scan.pdf"
        typ.write_text(_PAGE + body, encoding="utf-8")
        typst.compile(typ, output=pdf, ignore_system_fonts=True)
        with pypdfium2.PdfDocument(pdf) as printed:
            picture = printed[0].render(scale=200 / 72).to_pil().convert("L")
        picture = picture.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
        picture = picture.rotate(90 * quarter, expand=True)
        picture.save(tmp_path / "scan.png")
        lies = "true" if quarter % 2 else "false"
        shown = f'#place(top + left, image("scan.png", width: 100%)) #text(size: 9pt)[{over}]'
        typ.write_text(f'#set page(paper: "a4", margin: 0pt, flipped: {lies})\n' + shown, encoding="utf-8")
        typst.compile(typ, output=target, ignore_system_fonts=True)
        return target

    return make


def test_a_scan_is_read_and_says_so(scan: Scan) -> None:
    document = corpus.read_pdf(scan())
    assert [page.text_source for page in document.pages] == ["ocr"]
    found = extract(document)
    assert [(str(f.value), f.unit) for f in found.figures] == [("68.45", "tỷ đồng")]
    assert [(c.number, c.date, c.issuer) for c in found.citations] == [("27/QĐ-UBND", "2023-01-09", "UBND tỉnh")]


def test_words_keep_their_place_and_their_confidence(scan: Scan, tmp_path: Path) -> None:
    document = corpus.read_pdf(scan())
    start = document.text.index("68,45 tỷ")
    (box,) = document.boxes(start, start + len("68,45 tỷ đồng"))
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as printed:
        page = printed[0]
        textpage = page.get_textpage()
        left, bottom, _, top = textpage.get_charbox(textpage.get_text_range().index("68,45 tỷ"))
        assert abs(box.x0 - left) < 4
        assert box.y0 < page.get_height() - top + 3
        assert box.y1 > page.get_height() - bottom - 3
    sure = document.confidence(start, start + 5)
    assert sure is not None
    assert 0.5 < sure <= 1


def test_a_scan_that_lies_askew_is_turned(scan: Scan) -> None:
    document = corpus.read_pdf(scan(BODY * 3, degrees=1.4))
    assert document.text.count("68,45 tỷ đồng") == 3


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_a_scan_that_lies_on_its_side_or_head_is_turned(scan: Scan, quarter: int) -> None:
    path = scan(BODY * 2, quarter=quarter)
    document = corpus.read_pdf(path)
    assert document.text.count("68,45 tỷ đồng") == 2
    assert document.pages[0].decision is not None
    assert document.pages[0].decision.rotation_quarters == 4 - quarter
    start = document.text.index("68,45 tỷ đồng")
    (box,) = document.boxes(start, start + len("68,45 tỷ đồng"))
    (page,) = document.pages
    with pypdfium2.PdfDocument(path) as shown:
        assert (page.width, page.height) == pytest.approx(shown[0].get_size(), abs=1)
        # the box holds ink, and the stretch of paper beside the text block does not
        drawn = np.asarray(shown[0].render(scale=1, grayscale=True).to_pil())
    assert drawn[int(box.y0) : int(box.y1) + 1, int(box.x0) : int(box.x1) + 1].min() < 128
    assert (box.y1 - box.y0 > box.x1 - box.x0) == bool(quarter % 2)


TABLE = """
#table(columns: (1cm, 6cm, 2.5cm, 2.5cm, 2.5cm), stroke: 0.6pt,
  [TT], [Chỉ tiêu], [Đơn vị], [KH năm 2023], [Ước TH],
  [1], [Tổng thu ngân sách], [Tỷ đồng], [120,945], [114,998],
  [2], [Thu tiền sử dụng đất trên địa bàn toàn huyện], [Tỷ đồng], [42,6], [31,077],
  [3], [Diện tích gieo trồng], [Ha], [8.919], [7.750],
  [4], [Tổng đàn bò], [Con], [4.348], [2.932],
  [5], [Sản lượng lương thực], [Tấn], [18.031], [7.571])
"""


@pytest.mark.parametrize("degrees", [0.0, -1.3])
def test_a_scanned_table_is_read_cell_by_cell(scan: Scan, degrees: float) -> None:
    document = corpus.read_pdf(scan(BODY + TABLE, degrees=degrees))
    (table,) = document.tables
    assert (table.n_rows, table.n_columns) == (6, 5)
    said = {(cell.row, cell.column): document.text[cell.start : cell.end] for cell in table.cells}
    assert said[2, 1] == "Thu tiền sử dụng đất trên địa bàn toàn huyện"
    assert [said[row, 3] for row in range(1, 6)] == ["120,945", "42,6", "8.919", "4.348", "18.031"]
    assert [said[row, 4] for row in range(1, 6)] == ["114,998", "31,077", "7.750", "2.932", "7.571"]
    found = extract(document)
    assert ("2932", "Con") in {(str(figure.value), figure.unit) for figure in found.figures}
    sure = [document.confidence(figure.start, figure.end) for figure in found.figures]
    assert all(value is not None and 0 < value <= 1 for value in sure)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("03-NÑQ/TU", "03-NQ/TU"),
        ("19/QĐÐ-UBND", "19/QĐ-UBND"),
        ("QÐ-TTg", "QĐ-TTg"),
        ("Nguyễn", "Nguyễn"),
        ("ÿ", "y"),
        ("ĐĐ", "ĐĐ"),
        ("thống", "thống"),
    ],
)
def test_letters_that_are_not_vietnamese(read: str, meant: str) -> None:
    assert vietnamese_letters(read) == meant


def test_a_stamp_line_over_a_scan_is_no_text_layer(scan: Scan) -> None:
    document = corpus.read_pdf(scan(over="SAO Y; VĂN PHÒNG; 19/05/2026; 14:42:19"))
    assert document.pages[0].text_source == "ocr"
    assert "68,45 tỷ đồng" in document.text
    assert "SAO Y" not in document.text


def test_a_page_with_a_text_layer_is_not_recognised(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text(_PAGE + BODY, encoding="utf-8")
    typst.compile(tmp_path / "a.typ", output=tmp_path / "a.pdf", ignore_system_fonts=True)
    assert corpus.read_pdf(tmp_path / "a.pdf").pages[0].text_source == "text"
    assert corpus.read_pdf(tmp_path / "a.pdf").confidence(0, 10) is None


def test_a_page_larger_than_paper_is_not_drawn(scan: Scan) -> None:
    with pypdfium2.PdfDocument(scan()) as printed:
        page = printed[0]
        page.set_mediabox(0, 0, 1e6, 1e6)
        with pytest.raises(OcrTooLarge, match="13889 by 13889 inches"):
            recognise(page, 1)


def test_never_means_never(scan: Scan) -> None:
    with pytest.raises(NoText, match="--ocr auto"):
        corpus.read_pdf(scan(), ocr="never")


def test_without_tesseract_it_says_what_to_install(scan: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise OcrUnavailable(HOW_TO_INSTALL)

    monkeypatch.setattr("corpus.ocr.recognise.data_folder", missing)
    with pytest.raises(NoText, match="apt-get install tesseract-ocr-vie"):
        corpus.read_pdf(scan())


def test_the_data_is_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tesseract, "_DATA_FOLDERS", ())
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    tesseract.data_folder.cache_clear()
    assert not tesseract.is_available()
    (tmp_path / "vie.traineddata").write_bytes(b"")
    tesseract.data_folder.cache_clear()
    assert tesseract.data_folder() == str(tmp_path)
    tesseract.data_folder.cache_clear()


@pytest.mark.parametrize("degrees", [-2.2, -0.7, 0.0, 0.4, 1.9])
def test_the_skew_is_measured(degrees: float) -> None:
    page = np.full((1400, 1000), 255, np.uint8)
    for row in range(100, 1300, 24):
        page[row : row + 10, 100:900:3] = 0
    picture = Image.fromarray(page).rotate(degrees, fillcolor=255)
    assert abs(skew(picture) + degrees) <= 0.2
    straight, turned = straighten(picture)
    assert straight.size == picture.size
    assert abs(turned) == pytest.approx(abs(degrees), abs=0.2)


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
@pytest.mark.parametrize("degrees", [0.0, 1.4, -2.0])
def test_a_box_goes_back_to_where_it_was(quarter: int, degrees: float) -> None:
    """A black box on a page is turned as a picture is; its place there goes back to where it was drawn."""
    page = np.full((400, 600), 255, np.uint8)
    page[90:110, 480:500] = 0
    picture = Image.fromarray(page).rotate(90 * quarter, expand=True)
    black = np.argwhere(np.asarray(picture.rotate(degrees, fillcolor=255)) == 0)
    (y0, x0), (y1, x1) = black.min(axis=0), black.max(axis=0) + 1
    rotation = PageRotation(600, 400, quarter, degrees)
    assert rotation.upright_size == picture.size
    (box,) = rotation.to_displayed(np.asarray([[x0, y0, x1, y1]], np.float32))
    assert (box[0] + box[2]) / 2 == pytest.approx(490, abs=1.5)
    assert (box[1] + box[3]) / 2 == pytest.approx(100, abs=1.5)
    (there,) = PageRotation(600, 400, quarter).to_upright(np.asarray([[480, 90, 500, 110]], np.float32))
    assert PageRotation(600, 400, quarter).to_displayed(there[None])[0].tolist() == [480, 90, 500, 110]


def test_an_empty_page_lies_straight() -> None:
    assert skew(Image.new("L", (1000, 1400), 255)) == 0.0
