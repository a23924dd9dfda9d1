"""A plug-in reader for another kind of file: registered by an entry point, read by corpus.read, loaded by baocao."""

from __future__ import annotations

import importlib
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus
from corpus import reader
from corpus.errors import EmptyFile, NotPdf
from tests.made_pdfs import BODY, ROOT, command, environment, make_pdf

TOY_READER = '''
"""Reads the toy kind of file: TOY1, a line break, and the UTF-8 text of one page, one line below the other."""

import numpy as np

from corpus import Block, Document, Page, Places, UnreadableFile


class ToyReader:
    name = "toy"
    suffixes = (".toy",)

    def can_read(self, path, head):
        return head.startswith(b"TOY1\\n")

    def read(self, path, ocr, steps):
        steps.left_out("page", 1, 1)
        text = path.read_bytes()[5:].decode("utf-8").strip()
        if not text:
            raise UnreadableFile(path, "is a toy without text. Write some.")
        n = len(text)
        line = np.cumsum([char == "\\n" for char in text]).astype(np.int32)
        box = np.tile(np.asarray([50, 50, 60, 62], np.float32), (n, 1)) + line[:, None] * 14
        places = Places(np.ones(n, np.int32), line, box.astype(np.float32), np.full(n, np.nan, np.float32))
        page = Page(1, 595.0, 842.0, text, "text")
        return Document(text, (page,), (Block("paragraph", 0, n),), places=places)
'''
ENTRY_POINTS = "[baocao.readers]\ntoy = toy_reader:ToyReader\nodd = toy_reader:NoSuchReader\n"


@pytest.fixture
def plug_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an installed package with a reader, on the path of this process and of those that it starts."""
    folder = tmp_path / "site"
    metadata = folder / "toy_reader-1.0.dist-info"
    metadata.mkdir(parents=True)
    (folder / "toy_reader.py").write_text(TOY_READER, encoding="utf-8")
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: toy-reader\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    importlib.invalidate_caches()
    reader.plug_in_readers.cache_clear()
    sys.modules.pop("toy_reader", None)
    yield folder
    reader.plug_in_readers.cache_clear()


def baocao(plug_in: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command where the plug-in is installed."""
    env = {**environment(), "PYTHONPATH": os.pathsep.join((str(ROOT), str(plug_in)))}
    return subprocess.run(
        command(*arguments), cwd=plug_in, env=env, capture_output=True, encoding="utf-8", timeout=120.0
    )


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    path = tmp_path / "reports" / "a.toy"
    path.parent.mkdir()
    path.write_bytes(b"TOY1\n" + BODY.format(value="12,5").encode())
    return path


def test_a_plug_in_reads_its_kind_of_file_by_content(plug_in: Path, toy: Path) -> None:
    other_name = toy.rename(toy.with_suffix(".dat"))
    document = corpus.read(other_name)
    assert document.text.startswith("Tổng thu ngân sách")
    assert document.page_of(0) == 1
    assert len(document.boxes(0, 5)) == 1


def test_a_plug_in_leaves_other_files_to_the_built_in_readers(plug_in: Path, tmp_path: Path) -> None:
    assert corpus.read(make_pdf(tmp_path / "a.pdf")).pages[0].number == 1
    (tmp_path / "a.txt").write_text("TOY 1", encoding="utf-8")
    assert corpus.read(tmp_path / "a.txt").text == "TOY 1"
    (tmp_path / "b.txt").write_text(" \n", encoding="utf-8")
    with pytest.raises(EmptyFile):
        corpus.read(str(tmp_path / "b.txt"))


def test_a_reader_that_cannot_be_loaded_is_logged_and_left_out(
    plug_in: Path, toy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "corpus.reader"):
        assert [found.name for found in reader.plug_in_readers()] == ["toy"]
    assert "the reader odd (toy_reader:NoSuchReader) cannot be loaded" in caplog.text


def test_without_the_plug_in_the_file_is_refused(toy: Path) -> None:
    with pytest.raises(NotPdf, match=r"is no PDF .* UTF-8 text is read where its name ends in \.txt\."):
        corpus.read(toy)


def test_baocao_extracts_and_loads_what_the_plug_in_reads(plug_in: Path, toy: Path) -> None:
    (toy.parent / "empty.toy").write_bytes(b"TOY1\n")
    extracted = json.loads(baocao(plug_in, "extract", toy).stdout)
    assert [item["number"] for item in extracted["citations"]] == ["19/QĐ-UBND"]

    loaded = baocao(plug_in, "load", toy.parent, "--workers", 1)
    assert loaded.returncode == 3, loaded.stderr
    assert "is a toy without text. Write some." in loaded.stderr
    rows = json.loads(baocao(plug_in, "reports", "--json").stdout)
    assert json.dumps(rows).count("a.toy") == 1
    cited = json.loads(baocao(plug_in, "citations", "--json").stdout)
    assert "19/QĐ-UBND" in json.dumps(cited, ensure_ascii=False)
