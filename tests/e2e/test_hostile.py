"""Files that fight back: each ends as loaded with a warning, or as a failure with a name."""

from __future__ import annotations

import io
import os
import sqlite3
import sys
import unicodedata
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

import corpus
from corpus.errors import UnreadableFile
from corpus.pdf.crosscheck import parser_disagreements
from corpus.pdf.pages import read_pages
from corpus.steps import ALL_STEPS, Step, Steps
from pipeline.load.discovery import real_path, shown_path
from tests.made_pdfs import baocao, make_pdf

PLAIN = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[KIDS]/Count COUNT>> endobj
3 0 obj <</Type/Page/Parent 2 0 R MEDIABOX/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
4 0 obj <</Length 55>>stream
BT /F1 12 Tf 72 700 Td (Bao cao so 164/BC-UBND 57) Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
trailer <</Size 6/Root 1 0 R>>
"""


def plain(kids: bytes = b"3 0 R", count: bytes = b"1", size: bytes = b"/MediaBox[0 0 612 792]") -> bytes:
    return PLAIN.replace(b"KIDS", kids).replace(b"COUNT", count).replace(b"MEDIABOX", size)


def named(value: object) -> str | None:
    """The name of a case: its bytes differ at each run, and workers of a test run must agree on names."""
    return "pdf" if isinstance(value, bytes) else None


def whole(data: bytes) -> bytes:
    """``data`` written anew with a cross-reference table."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        pdf.save(target)
    return target.getvalue()


def zero_pages() -> bytes:
    target = io.BytesIO()
    pikepdf.new().save(target)
    return target.getvalue()


def owned() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain()), suppress_warnings=True) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="x", user="", allow=pikepdf.Permissions(extract=False)))
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        (whole(plain()), ""),
        (whole(plain())[:-60], "mended|repair"),
        (plain(), "mended|repair"),
        (whole(plain(size=b"/MediaBox[0 0 1000000000 1000000000]")), "lower left 200 by 200 inches"),
        (plain(size=b""), "says no size"),
        (plain(kids=b"3 0 R 2 0 R", count=b"2"), "two parsers disagree: pdfium finds 2 pages, qpdf none"),
        (plain(kids=b"3 0 R 2 0 R", count=b"2"), "page 2: cannot be parsed"),
        (owned(), "protected by its owner"),
    ],
    ids=named,
)
def test_what_can_be_read_is_read_and_what_is_odd_is_said(tmp_path: Path, data: bytes, warned: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    document = corpus.read_pdf(tmp_path / "a.pdf")
    assert "164/BC-UBND" in document.text
    assert any(part in " ".join(document.warnings) for part in warned.split("|"))
    if not warned:
        assert document.warnings == ()


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (zero_pages(), "zero_pages", "has no page"),
        (b"%PDF-1.4\n", "damaged", "qpdf cannot repair it"),
        (plain(kids=b"9 0 R"), "damaged", "none of its pages can be parsed"),
        (b"<!DOCTYPE html><p>x", "not_pdf", "a web page"),
        (b"PK\x03\x04docx", "not_pdf", "an Office document"),
        (b"\xff\xd8\xffjpeg", "not_pdf", "a JPEG picture"),
        (plain().replace(b"Tj", b"% "), "damaged", "gave no text: the file is damaged"),
        (whole(plain().replace(b"Tj", b"% ")), "no_text", "no page has a text layer"),
    ],
    ids=named,
)
def test_what_cannot_be_read_has_a_name(tmp_path: Path, data: bytes, kind: str, said: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(UnreadableFile, match=said) as caught:
        corpus.read_pdf(tmp_path / "a.pdf")
    assert caught.value.kind == kind


def test_text_that_another_parser_does_not_see_is_flagged(tmp_path: Path) -> None:
    file = read_pages(make_pdf(tmp_path / "a.pdf"), "never")
    assert parser_disagreements(file, ALL_STEPS) == []
    layer = file.pages[0].text_layer
    slightly = replace(file, pages=[replace(file.pages[0], text_layer=layer[: int(len(layer) * 0.8)])])
    assert parser_disagreements(slightly, ALL_STEPS) == []
    other = replace(file, pages=[replace(file.pages[0], text_layer="z" * len(layer))])
    (said,) = parser_disagreements(other, ALL_STEPS)
    assert said.startswith("page 1: two parsers disagree: 100%")


def test_steps_are_told_and_can_be_left_out(tmp_path: Path) -> None:
    path, told = make_pdf(tmp_path / "a.pdf", pages=3), list[Step]()
    corpus.read_pdf(path, steps=Steps(told.append))
    assert [step[:2] for step in told] == [("page", 1), ("page", 2), ("page", 3), ("compare", 1)]
    why = {("page", 2): "was given up: it hung."}
    document = corpus.read_pdf(path, steps=Steps(without=why))
    assert [bool(page.text) for page in document.pages] == [True, False, True]
    assert "page 2: was given up: it hung." in document.warnings


ODD = ("a\nb.pdf", "a'b\".pdf", unicodedata.normalize("NFD", "báo cáo.pdf"), "\x1b[31mred.pdf", "; rm -rf ~.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="names are any bytes there, and pipes have names")
def test_odd_names_and_things_that_are_no_files(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for number, name in enumerate([*ODD, os.fsdecode(b"\xff.pdf")]):
        (shelf / name).write_bytes(whole(plain()) + b"%% %d" % number)
    os.mkfifo(shelf / "fifo.pdf")
    (shelf / "dangling.pdf").symlink_to("nowhere")
    (shelf / "loop.pdf").symlink_to("loop.pdf")
    (shelf / "device.pdf").symlink_to("/dev/zero")
    (shelf / "round.pdf").symlink_to(shelf)
    with (shelf / "sparse.pdf").open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(2**31)
    with zipfile.ZipFile(shelf / "up.zip", "w") as archive:
        archive.writestr("../../escaped.pdf", plain())
    before = set(tmp_path.parent.rglob("*escaped*"))
    done = baocao("load", "shelf", "--db", "a.db", "--workers", 1, cwd=tmp_path)
    with sqlite3.connect(tmp_path / "a.db") as connection:
        found = dict(connection.execute("SELECT source_path, coalesce(error_kind, status) FROM files").fetchall())
    folder = f"{shelf}/"
    loaded = {path.removeprefix(folder) for path, kind in found.items() if kind == "loaded"}
    assert loaded == {*ODD, "\\udcff.pdf"}
    assert {path.removeprefix(folder): kind for path, kind in found.items() if kind != "loaded"} == {
        "fifo.pdf": "unreadable",
        "dangling.pdf": "unreadable",
        "loop.pdf": "unreadable",
        "device.pdf": "unreadable",
        "sparse.pdf": "too_large",
        "up.zip": "not_pdf",
    }
    assert "leads to no file" in done.stderr
    assert "\x1b" not in done.stderr
    assert set(tmp_path.parent.rglob("*escaped*")) == before
    assert real_path(shown_path(shelf / os.fsdecode(b"\xff.pdf"))).is_file()


def test_a_page_with_too_many_lines_is_read_without_tables_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.tables.grid_detection.MAX_PATHS", 50)
    path = make_pdf(tmp_path / "a.pdf")
    lines = b" ".join(b"%d 10 m %d 700 l S" % (at, at) for at in range(10, 570, 10))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(lines))
        pdf.save(path)
    document = corpus.read_pdf(path)
    assert "19/QĐ-UBND" in document.text
    assert any("lines: a table in them is not looked for" in said for said in document.warnings)


def bomb() -> bytes:
    """A page whose content is a gibibyte of blanks, packed twice."""
    packed = zlib.compressobj(9)
    inner = b"".join(packed.compress(b" " * 2**20) for _ in range(1024)) + packed.flush()
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    twice = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    page.Contents = pikepdf.Stream(pdf, zlib.compress(inner, 9), Filter=twice)
    target = io.BytesIO()
    pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return target.getvalue()


@pytest.mark.parametrize("command", ["extract", "inspect"])
def test_a_file_that_takes_all_memory_is_given_up_by_name(tmp_path: Path, command: str) -> None:
    (tmp_path / "bomb.pdf").write_bytes(bomb())
    done = baocao(command, "bomb.pdf", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: bomb.pdf: was given up, it needed more than 1024 MiB of memory on page 1.")
