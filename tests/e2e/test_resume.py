"""A load cannot lose or double: killed, refused by the disk, locked out or raced, it ends with the same rows."""

from __future__ import annotations

import contextlib
import importlib
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import db.schema.open
import pipeline.load.run
from db import ArchiveError, open_archive
from db.types import RunCounts
from pipeline.load.ordering import InOrder
from tests.made_pdfs import baocao, command, copies, environment, make_pdf
from tests.whole_rows import whole_rows

JOBS = """
import os, time
from pathlib import Path
from pipeline.workers.read_report import Failed
from pipeline.load.extractor_version import extractor_version
from tests.made_reports import made_bundle

def read(task, tell):
    name = task.path.name
    # The later a file stands, the sooner it is read.
    time.sleep(0.3 / (1 + int(name[0])))
    if "once" in name and not Path(str(task.path) + ".met").exists():
        Path(str(task.path) + ".met").touch()
        os._exit(9)
    with open(task.path.parent.parent / "read.log", "a") as log: log.write(name + "\\n")
    if "bad" in name: return Failed("damaged", f"{task.path}: is broken. Mend it.")
    if "slow" in name: return Failed("timed_out", f"{task.path}: took too long.")
    if "huge" in name:
        made = made_bundle(task.sha256, extractor_version())
        made.tables["figures"][0]["start"] = 10**30
        return made
    made = made_bundle(task.sha256, extractor_version(), number=f"{name.split('.')[0]}/BC-UBND")
    made.report["title"] = "Tình hình " * 800
    return made
"""


class RecordingListener:
    def __init__(self) -> None:
        self.failed: list[str] = []

    def file_done(self, path: str, pages: int, failed: str | None, /) -> None:
        if failed:
            self.failed.append(failed)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "timed_reader.py").write_text(JOBS)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(pipeline.load.run, "read_report", importlib.import_module("timed_reader").read)
    folder = tmp_path / "shelf"
    folder.mkdir()
    yield folder
    del sys.modules["timed_reader"]


def put(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text(name.replace("-copy", ""))
    return [folder / name for name in names]


def run(db: Path, files: list[Path], workers: int = 3, retry: bool = False) -> RunCounts:
    with open_archive(db, write=True) as archive:
        return pipeline.load.run.load(
            archive, files, RecordingListener(), workers=workers, timeout=60.0, stopping=lambda: False, retry=retry
        )


def read_log(tmp_path: Path) -> list[str]:
    return (tmp_path / "read.log").read_text().split()


def test_rows_are_the_same_whatever_order_workers_finish_in(shelf: Path, tmp_path: Path) -> None:
    files = put(shelf, "0.pdf", "1-bad.pdf", "2.pdf", "0.pdf-copy", "1-bad.pdf-copy", "3.pdf", "4.pdf", "5.pdf")
    one, many = run(tmp_path / "one.db", files, 1), run(tmp_path / "many.db", files, 4)
    assert (one.loaded, one.duplicates, one.failed) == (many.loaded, many.duplicates, many.failed) == (5, 1, 2)
    assert read_log(tmp_path)[:6] != read_log(tmp_path)[6:]
    assert whole_rows(tmp_path / "one.db") == whole_rows(tmp_path / "many.db")


def test_a_worker_that_somebody_kills_costs_nothing(shelf: Path, tmp_path: Path) -> None:
    files = put(shelf, "1.pdf", "2-once.pdf", "3.pdf")
    assert run(tmp_path / "a.db", files).loaded == 3
    assert run(tmp_path / "b.db", files).loaded == 3
    assert whole_rows(tmp_path / "a.db") == whole_rows(tmp_path / "b.db")


def test_what_failed_for_good_is_not_read_again_and_what_might_work_is(shelf: Path, tmp_path: Path) -> None:
    files = put(shelf, "1.pdf", "2-bad.pdf", "3-slow.pdf")
    run(tmp_path / "a.db", files, 1)
    again = run(tmp_path / "a.db", [*files, *put(shelf, "2-bad.pdf-copy")], 1)
    assert (again.skipped, again.failed) == (1, 3)
    assert read_log(tmp_path) == ["1.pdf", "2-bad.pdf", "3-slow.pdf", "3-slow.pdf"]
    run(tmp_path / "a.db", files, 1, retry=True)
    assert read_log(tmp_path)[4:] == ["2-bad.pdf", "3-slow.pdf"]
    with sqlite3.connect(tmp_path / "a.db") as connection:
        jobs = connection.execute("SELECT state, attempts, error_kind FROM jobs ORDER BY source_path").fetchall()
        said = connection.execute("SELECT error FROM files WHERE source_path LIKE '%copy'").fetchone()[0]
    assert jobs == [("done", 1, None), ("failed", 2, "damaged"), ("failed", 3, "timed_out")]
    assert said == f"{shelf / '2-bad.pdf-copy'}: is broken. Mend it."


def test_a_report_that_no_database_takes_fails_alone(shelf: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "a.db", put(shelf, "1.pdf", "2-huge.pdf", "3.pdf"))
    assert (done.loaded, done.failed) == (2, 1)
    with sqlite3.connect(tmp_path / "a.db") as connection:
        ((kind, error),) = connection.execute("SELECT error_kind, error FROM files WHERE status = 'failed'").fetchall()
    assert kind == "internal_error"
    assert "cannot be stored" in error


def test_a_full_disk_is_said_and_the_rest_is_loaded_when_there_is_room(shelf: Path, tmp_path: Path) -> None:
    files, db = put(shelf, *(f"{number}.pdf" for number in range(8))), tmp_path / "a.db"
    with open_archive(db, write=True) as archive:
        pages = archive.database.execute("PRAGMA page_count").fetchone()[0]
        # So the disk is full after some reports.
        archive.database.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(ArchiveError, match="the disk is full"):
            pipeline.load.run.load(archive, files, RecordingListener(), workers=2, timeout=60.0, stopping=lambda: False)
    with sqlite3.connect(db) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM reports").fetchone()[0] < 8
    run(db, files)
    run(tmp_path / "whole.db", files)
    assert whole_rows(db) == whole_rows(tmp_path / "whole.db")


def test_a_locked_database_is_said_and_costs_nothing(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, path = put(shelf, "1.pdf", "2.pdf"), tmp_path / "a.db"
    run(path, files[:1])
    monkeypatch.setattr(db.schema.open, "_BUSY_TIMEOUT", 0.1)
    with contextlib.closing(sqlite3.connect(path)) as other, open_archive(path, write=True) as archive:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="another program is writing to it"):
            pipeline.load.run.load(archive, files, RecordingListener(), workers=1, timeout=60.0, stopping=lambda: False)
        other.rollback()
    run(path, files)
    run(tmp_path / "whole.db", files)
    assert whole_rows(path) == whole_rows(tmp_path / "whole.db")


@pytest.fixture
def pdfs(tmp_path: Path) -> Path:
    folder = tmp_path / "pdfs"
    folder.mkdir()
    for number in range(4):
        make_pdf(folder / f"{number}.pdf", f"{number}2,5", pages=1 + number % 2)
    copies(folder / "2.pdf", 20)
    (folder / "1-bad.pdf").write_bytes(b"%PDF-1.4\nno more")
    (folder / "9-twin.pdf").write_bytes((folder / "0.pdf").read_bytes())
    return folder


def test_loads_that_are_killed_end_as_one_that_is_not(pdfs: Path, tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    begun = time.monotonic()
    assert baocao("load", pdfs, "--db", whole, cwd=tmp_path).returncode == 3
    takes, chance = time.monotonic() - begun, random.Random(7)
    for _ in range(5):
        arguments = command("load", pdfs, "--db", killed, "--workers", 2)
        process = subprocess.Popen(arguments, env=environment(), stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=chance.uniform(0.3, takes))
        process.kill()
        process.wait()
    assert baocao("load", pdfs, "--db", killed, cwd=tmp_path).returncode == 3
    assert whole_rows(killed) == whole_rows(whole)


def test_two_loads_at_once_end_as_one(pdfs: Path, tmp_path: Path) -> None:
    arguments = command("load", pdfs, "--db", tmp_path / "two.db", "--workers", 1)
    processes = [subprocess.Popen(arguments, env=environment(), stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(timeout=120) for process in processes] == [3, 3]
    baocao("load", pdfs, "--db", "whole.db", cwd=tmp_path)
    assert whole_rows(tmp_path / "two.db") == whole_rows(tmp_path / "whole.db")


def test_what_waits_is_packed_and_comes_out_in_order() -> None:
    dealt: list[str] = []
    order = InOrder(dealt.append, max_waiting=30)
    places = list(range(40))
    random.Random(3).shuffle(places)
    places.sort(key=lambda place: place == 0)  # the first comes last
    for place in [place for place in places if order.has_room(place)]:
        order.put(place, f"value {place}")
    assert dealt == [f"value {place}" for place in range(30)]
    assert order.has_room(59)
    assert not order.has_room(60)


def test_writing_is_on_the_disk_before_it_is_told(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", write=True) as archive:
        for pragma, value in (("synchronous", 2), ("foreign_keys", 1), ("journal_mode", "wal")):
            assert archive.database.execute(f"PRAGMA {pragma}").fetchone()[0] == value
    assert os.path.exists(tmp_path / "a.db")
