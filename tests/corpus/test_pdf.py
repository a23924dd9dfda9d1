"""Born-digital pages: reading order, furniture, footnotes, sections, tables, and a place for every character."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import typst

import corpus
from corpus import Document
from corpus.assembly.normalise import clean, line_separator

_HEAD = """
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm))
#set text(font: "Libertinus Serif", size: 13pt, lang: "vi", hyphenate: false, ligatures: false)
#set par(justify: true, first-line-indent: (amount: 1.2cm, all: true))
#set smartquote(enabled: false)
"""
_LETTERHEAD = """
#grid(columns: (40%, 60%), align: center, row-gutter: 0.5em,
  [*ỦY BAN NHÂN DÂN* #linebreak() *HUYỆN AN THỬ*],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* #linebreak() *Độc lập - Tự do - Hạnh phúc*],
  [Số: 12/BC-UBND], [_An Thử, ngày 05 tháng 6 năm 2023_])
#align(center)[*BÁO CÁO* #linebreak() *Tình hình thực hiện kế hoạch*]
"""
_CLOSE = """
#grid(columns: (45%, 55%), align: (left, center),
  [_Nơi nhận:_ #linebreak() - Như trên; #linebreak() - Lưu: VT.],
  [*TM. ỦY BAN NHÂN DÂN* #linebreak() *CHỦ TỊCH* #v(1cm) *Trần Văn Thử*])
"""
_PROSE = "Các xã trong huyện đã gieo trồng xong vụ hè thu theo đúng lịch thời vụ, chăm sóc tốt diện tích cây ăn quả. "

Reader = Callable[[str], Document]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """A function that sets Typst markup and reads the PDF that comes of it."""

    def make(markup: str) -> Document:
        (tmp_path / "page.typ").write_text(_HEAD + markup, encoding="utf-8")
        typst.compile(tmp_path / "page.typ", output=tmp_path / "page.pdf", ignore_system_fonts=True)
        return corpus.read_pdf(tmp_path / "page.pdf")

    return make


def blocks(document: Document, *kinds: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if not kinds or b.kind in kinds]


def test_the_columns_of_letterhead_and_close_do_not_interleave(read: Reader) -> None:
    document = read(_LETTERHEAD + _PROSE * 3 + _CLOSE)
    assert blocks(document, "letterhead") == [
        "ỦY BAN NHÂN DÂN",
        "HUYỆN AN THỬ",
        "Số: 12/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "An Thử, ngày 05 tháng 6 năm 2023",
    ]
    assert blocks(document, "recipients") == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert blocks(document, "signature") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Thử"]
    assert (_PROSE * 3).strip() in blocks(document, "paragraph")


def test_page_numbers_and_running_heads_leave_the_text(read: Reader) -> None:
    furniture = """#set page(header: align(center, context counter(page).display()), footer: [Báo cáo của huyện])
    """
    document = read(furniture + "\n\n".join(f"Đoạn thứ {n} của báo cáo. " + _PROSE * 4 for n in range(20)))
    assert len(document.pages) > 2
    assert "Báo cáo của huyện" not in document.text
    assert not [said for said in blocks(document) if said.strip().isdigit()]
    # a paragraph that runs over the page break is one paragraph
    assert all(said.startswith("Đoạn thứ") for said in blocks(document))


@pytest.mark.parametrize(
    ("before", "after"),
    [("xã An Lão", "."), ("năm 2023", ", "), ("tăng 12,5%", " so với"), ("kế hoạch năm”", ";"), ("50 ha", ".")],
)
def test_a_mark_is_tied_to_its_note_and_sticks_to_nothing(read: Reader, before: str, after: str) -> None:
    document = read(f'#"Ban hành kế hoạch của {before}"#footnote[Kế hoạch số 5/KH-UBND.]#"{after} {_PROSE}"')
    (note,) = document.footnotes
    assert note.mark == "1"
    assert document.text[note.start : note.end] == "Kế hoạch số 5/KH-UBND."
    assert note.anchor is not None
    assert document.text[: note.anchor].endswith(before)
    assert document.text[note.anchor :].startswith(after.rstrip())


def test_powers_and_small_digits_are_no_marks(read: Reader) -> None:
    document = read("Diện tích sàn đạt 1.250 m#super[2], khối lượng đào đắp 3.500 m#super[3] đất. " + _PROSE)
    assert document.footnotes == ()
    assert "1.250 m2" in document.text
    assert "3.500 m3" in document.text


def test_sections_form_a_tree(read: Reader) -> None:
    document = read(
        "*I. KẾT QUẢ ĐẠT ĐƯỢC*\n\n*1. Về kinh tế*\n\n"
        f"1.1. Nông nghiệp: {_PROSE}{_PROSE}\n\na) Trồng trọt: {_PROSE}{_PROSE}\n\n"
        f"*2. Về xã hội*\n\n{_PROSE}\n\n*II. NHIỆM VỤ TRỌNG TÂM*\n\n{_PROSE}"
    )
    seen = [(s.label, s.title, s.level, s.parent, s.run_in) for s in document.sections]
    assert seen == [
        ("I", "KẾT QUẢ ĐẠT ĐƯỢC", 1, None, False),
        ("1", "Về kinh tế", 2, 0, False),
        ("1.1", None, 3, 1, True),
        ("a", None, 4, 2, True),
        ("2", "Về xã hội", 2, 0, False),
        ("II", "NHIỆM VỤ TRỌNG TÂM", 1, None, False),
    ]
    assert document.section_at(document.text.index("Trồng trọt")) == 3


def test_a_heading_in_bold_is_parted_from_the_text_behind_it(read: Reader) -> None:
    document = read(f"*3. Về công tác chuẩn bị cho vụ hè thu và các giải pháp chống hạn*\\ {_PROSE}{_PROSE}")
    assert blocks(document)[0] == "3. Về công tác chuẩn bị cho vụ hè thu và các giải pháp chống hạn"
    assert blocks(document)[1].startswith("Các xã")


def test_a_ruled_table_keeps_rows_columns_and_heads(read: Reader) -> None:
    document = read(
        "*Biểu 1. Một số chỉ tiêu*\n#table(columns: (1cm, 6cm, 3cm, 3cm), [*TT*], [*Chỉ tiêu*], [*Kế hoạch*], [*Đạt*],"
        "[(1)], [(2)], [(3)], [(4)], [1], [Diện tích gieo trồng cây hằng năm trên địa bàn], [9.200], [5.140],"
        f"[2], [Tổng đàn bò], [], [12.400])\n{_PROSE}"
    )
    (table,) = document.tables
    assert (table.n_rows, table.n_columns, table.page) == (4, 4, 1)
    assert table.title == "Biểu 1. Một số chỉ tiêu"
    cells = {(cell.row, cell.column): document.text[cell.start : cell.end] for cell in table.cells}
    assert cells[0, 1] == "Chỉ tiêu"
    assert cells[2, 1] == "Diện tích gieo trồng cây hằng năm trên địa bàn"
    assert cells[2, 3] == "5.140"
    assert cells[3, 2] == ""
    assert {cell.row for cell in table.cells if cell.is_header} == {0, 1}


def test_highlighted_lines_are_no_table(read: Reader) -> None:
    document = read(f"#highlight[{_PROSE * 5}]")
    assert document.tables == ()
    assert blocks(document) == [(_PROSE * 5).strip()]


def test_rows_of_an_unruled_table_stay_apart(read: Reader) -> None:
    rows = [("Tốc độ tăng trưởng", "7,0", "7,2"), ("Khu vực dịch vụ", "6,6", "7,0")]
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    document = read(f"#table(columns: (9cm, 2.5cm, 2.5cm), stroke: none, {cells})")
    assert blocks(document) == ["Tốc độ tăng trưởng 7,0 7,2", "Khu vực dịch vụ 6,6 7,0"]


def test_an_empty_page_is_said_to_be_so(read: Reader) -> None:
    document = read(_PROSE + "#pagebreak() #rect(width: 5cm, height: 5cm)")
    assert [page.number for page in document.pages] == [1, 2]
    assert any("page 2" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("a\u0302\u0301m", "ấm"),  # decomposed, marks in the usual order
        ("a\u0323\u0302", "ậ"),  # and in the other one
        ("50\u00a0ha", "50 ha"),
        ("sang\u00ad", "sang"),
        ("NĐ\x02", "NĐ-"),
        ("NĐ\ufffe", "NĐ-"),
        ("a  \t b", "a b"),
        ("\ufeffBáo", "Báo"),
    ],
)
def test_odd_characters_are_dealt_with_once(raw: str, wanted: str) -> None:
    text, origin = clean(raw)
    assert text == wanted
    assert len(origin) == len(text)
    assert origin == sorted(origin)


@pytest.mark.parametrize(
    ("before", "after", "joint"),
    [
        ("Nghị quyết số 03-", "NQ/TU", ""),
        ("số 61/2018/", "NĐ-CP", ""),
        ("Quyết định số 19", "/QĐ-UBND", ""),
        ("giai đoạn 2021 -", "2025", " "),
        ("kinh tế", "xã hội", " "),
    ],
)
def test_a_line_end_inside_a_token_leaves_no_blank(before: str, after: str, joint: str) -> None:
    assert line_separator(before, after) == joint


SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.pdf"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_character_lies_on_its_page_where_it_is_printed(path: Path) -> None:
    document = corpus.read_pdf(path)
    places = document.places
    assert places is not None
    assert len(places.page) == len(places.box) == len(document.text)
    printed = places.page > 0
    assert all(document.text[i] == "\n" for i in (~printed).nonzero()[0])
    with pypdfium2.PdfDocument(path) as pdf:
        for page in document.pages:
            box = places.box[places.page == page.number]
            assert (box[:, 0] >= 0).all()
            assert (box[:, 1] > 0).all()
            assert (box[:, 2] <= page.width).all()
            assert (box[:, 3] <= page.height).all()
            text_page = pdf[page.number - 1].get_textpage()
            for start, end in _words(document, page.number)[::25]:
                (where,) = document.boxes(start, end)
                found = text_page.get_text_bounded(
                    where.x0 - 1, page.height - where.y1 - 1, where.x1 + 1, page.height - where.y0 + 1
                )
                assert document.text[start:end] in " ".join(found.split())


def _words(document: Document, page: int) -> list[tuple[int, int]]:
    """The words on one page that are printed on one line."""
    found = []
    at = 0
    for word in document.text.split():
        start = document.text.index(word, at)
        at = start + len(word)
        marked = any(note.anchor and start <= note.anchor <= at for note in document.footnotes)  # printed: giao¹,
        if len(document.boxes(start, at)) == 1 and document.page_of(start) == page and len(word) > 1 and not marked:
            found.append((start, at))
    return found
