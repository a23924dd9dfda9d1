from __future__ import annotations

import importlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import pipeline.load.run
from db import open_archive
from db.types import RunCounts
from pipeline.load.discovery import discover, shown_path

# What a worker makes of a file is told by the file's name; the jobs stand where a fresh process can import them.
JOBS = """
import os, time
from pipeline.workers.read_report import Failed
from pipeline.load.extractor_version import extractor_version
from tests.made_reports import made_bundle

def read(task, tell):
    name = task.path.name
    if "crash" in name: os._exit(3)
    if "hang" in name: time.sleep(600)
    if "bad" in name: return Failed("damaged", f"{task.path}: is broken. Mend it.")
    return made_bundle(task.sha256, extractor_version(), number=f"{name.split('.')[0]}/BC-UBND")
"""


class RecordingListener:
    def __init__(self) -> None:
        self.failed: list[str] = []
        self.done = 0

    def file_done(self, path: str, pages: int, failed: str | None, /) -> None:
        self.done += 1
        if failed:
            self.failed.append(failed)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "made_reader.py").write_text(JOBS)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(pipeline.load.run, "read_report", importlib.import_module("made_reader").read)
    folder = tmp_path / "shelf"
    folder.mkdir()
    yield folder
    del sys.modules["made_reader"]


def put(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.write_text(path.name)
    return paths


def run(
    db: Path, files: list[Path], stopping: Callable[[], bool] = lambda: False, **options: Any
) -> tuple[RunCounts, RecordingListener]:
    listener = RecordingListener()
    with open_archive(db, write=True) as archive:
        settings = {"workers": 2, "timeout": 60.0} | options
        return pipeline.load.run.load(archive, files, listener, stopping=stopping, **settings), listener


def rows(db: Path, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(db) as connection:
        return connection.execute(sql).fetchall()


def test_every_file_ends_as_a_row_and_the_batch_goes_on(shelf: Path, tmp_path: Path) -> None:
    files = put(shelf, "1.pdf", "2-crash.pdf", "3-bad.pdf", "4-hang.pdf", "5.pdf")
    done, listener = run(tmp_path / "a.db", [*files, shelf / "6-missing.pdf"], timeout=3.0)
    assert (done.loaded, done.failed, done.pages, listener.done) == (2, 4, 2, 6)
    found = rows(tmp_path / "a.db", "SELECT source_path, status, error_kind, report_id IS NULL FROM files ORDER BY 1")
    assert [(Path(path).name, *rest) for path, *rest in found] == [
        ("1.pdf", "loaded", None, 0),
        ("2-crash.pdf", "failed", "crashed", 1),
        ("3-bad.pdf", "failed", "damaged", 1),
        ("4-hang.pdf", "failed", "timed_out", 1),
        ("5.pdf", "loaded", None, 0),
        ("6-missing.pdf", "failed", "unreadable", 1),
    ]
    for path, error in rows(tmp_path / "a.db", "SELECT source_path, error FROM files WHERE status = 'failed'"):
        assert error.startswith(f"{path}: ")
        assert error in listener.failed


def test_loading_again_changes_nothing(shelf: Path, tmp_path: Path) -> None:
    db, files = tmp_path / "a.db", put(shelf, "1.pdf", "2.pdf", "3-bad.pdf")
    (shelf / "1-copy.pdf").write_text("1.pdf")
    files.append(shelf / "1-copy.pdf")

    def dump() -> list[str]:
        with sqlite3.connect(db) as connection:
            return list(connection.iterdump())

    first, _ = run(db, files)
    before = dump()
    second, _ = run(db, files)
    assert (first.loaded, first.duplicates, first.failed) == (2, 1, 1)
    assert (second.loaded, second.skipped, second.duplicates, second.failed) == (0, 2, 1, 1)
    assert dump() == before


def test_copies_of_a_bad_file_fail_under_their_own_names(shelf: Path, tmp_path: Path) -> None:
    (shelf / "bad-1.pdf").write_text("x")
    (shelf / "bad-2.pdf").write_text("x")
    done, _ = run(tmp_path / "a.db", [shelf / "bad-1.pdf", shelf / "bad-2.pdf"])
    assert done.failed == 2
    for path, error in rows(tmp_path / "a.db", "SELECT source_path, error FROM files"):
        assert error == f"{path}: is broken. Mend it."


def test_a_new_extractor_version_reads_again(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = put(shelf, "1.pdf")
    run(tmp_path / "a.db", files)
    monkeypatch.setattr(pipeline.load.run, "extractor_version", lambda _ocr: "next")
    done, _ = run(tmp_path / "a.db", files)
    assert done.loaded == 1
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM reports") == [(1,)]


def test_an_interrupted_load_is_taken_up_again(shelf: Path, tmp_path: Path) -> None:
    files = put(shelf, *(f"{number}.pdf" for number in range(9)))
    seen = RecordingListener()
    with open_archive(tmp_path / "a.db", write=True) as archive:
        first = pipeline.load.run.load(archive, files, seen, workers=2, timeout=60.0, stopping=lambda: seen.done >= 3)
    assert first.interrupted
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM reports")[0][0] == first.loaded < 9
    second, _ = run(tmp_path / "a.db", files)
    assert (second.skipped, second.loaded) == (first.loaded, 9 - first.loaded)
    run(tmp_path / "b.db", files)
    everything = "SELECT source_path, number, value, text FROM reports r JOIN figures ON report_id = r.id ORDER BY 1"
    assert rows(tmp_path / "a.db", everything) == rows(tmp_path / "b.db", everything)


def test_files_folders_and_patterns(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/b.pdf", "in/A.PDF", "in/deep/c.Pdf", "in/note.txt"):
        (tmp_path / name).touch()
    folder = tmp_path / "in"

    def names(*arguments: str) -> list[str]:
        return [path.name for path in discover(arguments).files]

    assert names(str(folder)) == ["A.PDF", "b.pdf", "c.Pdf"]
    assert names(str(folder / "*.pdf")) == ["b.pdf"]
    assert names(str(folder / "**" / "*.[pP]df")) == ["b.pdf", "c.Pdf"]
    assert names(str(folder / "note.txt"), str(folder / "note.txt")) == ["note.txt"]
    (tmp_path / "none").mkdir()
    problems = discover([str(tmp_path / "none"), str(tmp_path / "x.pdf"), str(tmp_path / "*.x")]).problems
    assert [problem.rpartition(": ")[2].split(".")[0] for problem in problems] == [
        "holds no PDF",
        "there is no such file or folder",
        "no file matches this pattern",
    ]


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are Unicode there")
def test_a_name_that_is_not_utf_8_can_be_stored(shelf: Path, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(shelf) + b"/1\xff.pdf"))
    path.write_text("x")
    done, _ = run(tmp_path / "a.db", list(discover([str(shelf)]).files))
    assert done.loaded == 1
    assert rows(tmp_path / "a.db", "SELECT source_path FROM files") == [(f"{shelf}/1\\udcff.pdf",)]
    assert shown_path(path).endswith("1\\udcff.pdf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
def test_a_pipe_named_pdf_is_not_waited_for(shelf: Path, tmp_path: Path) -> None:
    os.mkfifo(shelf / "x.pdf")
    done, listener = run(tmp_path / "a.db", [shelf / "x.pdf"])
    assert done.failed == 1
    assert "not a regular file" in listener.failed[0]
