"""A shelf over time: duplicates and versions, watching, dry runs, what failed once more."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from db import open_archive
from pipeline.load.watch import watch
from tests.made_pdfs import baocao, command, environment, make_pdf
from tests.made_reports import read_bundle, written_report

BODY = "Tổng thu ngân sách đạt 12,5 tỷ đồng, đạt 53% kế hoạch."


def related(db: Path) -> dict[str, list[tuple[str, str]]]:
    done = baocao("reports", "--db", db, "--json", cwd=db.parent)
    found = json.loads(done.stdout)["reports"]
    names = {row["id"]: row["source_path"] for row in found}
    return {
        row["source_path"]: [(other["relation"], names[other["report_id"]]) for other in row["related"]]
        for row in found
    }


def test_the_same_text_and_other_versions_are_linked(tmp_path: Path) -> None:
    bundles = {
        "first": written_report(BODY),
        "same": written_report(BODY.replace(" đạt", "\n đạt")),  # other white space, other bytes
        "corrected": written_report(BODY.replace("12,5", "12,7")),
        "other day": written_report(BODY.replace("12,5", "12,9"), day="06 tháng 12 năm 2023"),
        "other number": written_report(BODY, number="13/BC-UBND"),
        "other place": written_report(BODY, place="Vĩnh Thử"),
    }
    with open_archive(tmp_path / "a.db", write=True) as archive:
        for number, (name, text) in enumerate(bundles.items(), 1):
            archive.ingest.store_report(read_bundle(text, f"{number:x}"), name, "t")
    found = related(tmp_path / "a.db")
    assert sorted(found["first"]) == [("same_text", "same"), ("version", "corrected")]
    assert sorted(found["corrected"]) == [("version", "first"), ("version", "same")]
    assert found["other day"] == found["other number"] == found["other place"] == []
    shown = baocao("reports", "--db", "a.db", cwd=tmp_path).stdout
    assert "same text as #2, other version of #3" in shown


def test_an_older_database_gets_the_keys_of_its_texts(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    with open_archive(db, write=True) as archive:
        archive.ingest.store_report(read_bundle(written_report(BODY), "a"), "a", "t")
        archive.ingest.store_report(read_bundle(written_report(BODY) + " ", "b"), "b", "t")
    with sqlite3.connect(db) as connection:
        connection.execute("DROP VIEW v_related_reports")
        connection.execute("DROP INDEX idx_reports_text_key")
        connection.execute("ALTER TABLE reports DROP COLUMN text_key")
        for name in ("runs", "run_failures", "jobs"):
            connection.execute(f"DROP TABLE {name}")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name IN ('add_runs', 'add_jobs', 'add_text_keys')")
    with open_archive(db, write=True) as archive:
        assert len(archive.runs.frame()) == 0
    assert related(db)["a"] == [("same_text", "b")]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    make_pdf(folder / "a.pdf")
    (folder / "bad.pdf").write_bytes(b"<html>")
    shutil.copy(folder / "a.pdf", folder / "twin.pdf")
    return folder


def plans(tmp_path: Path, *arguments: object) -> tuple[dict[str, str], str]:
    done = baocao("load", *arguments, "--dry-run", "--db", "a.db", cwd=tmp_path)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    return {Path(path).name: plan for plan, path in lines}, done.stderr


def test_a_dry_run_says_what_a_load_then_does(shelf: Path, tmp_path: Path) -> None:
    planned, said = plans(tmp_path, "shelf")
    assert planned == {"a.pdf": "new", "bad.pdf": "new", "twin.pdf": "duplicate"}
    assert "2 would be read. Nothing was written." in said
    assert not (tmp_path / "a.db").exists()
    assert "1 loaded" in baocao("load", "shelf", "--db", "a.db", cwd=tmp_path).stderr
    (shelf / "dangling.pdf").symlink_to("nowhere")
    before = (tmp_path / "a.db").read_bytes()
    planned, said = plans(tmp_path, "shelf")
    assert planned == {"a.pdf": "loaded", "bad.pdf": "failed", "twin.pdf": "duplicate", "dangling.pdf": "unreadable"}
    assert "0 would be read" in said
    assert plans(tmp_path, "shelf", "--only-failed")[0] == {"bad.pdf": "again"}
    assert set(plans(tmp_path, "--reprocess", "all")[0].values()) == {"outdated", "new", "again"} - {"new"}
    assert (tmp_path / "a.db").read_bytes() == before


def test_only_failed_tries_what_failed_and_nothing_else(shelf: Path, tmp_path: Path) -> None:
    baocao("load", "shelf", "--db", "a.db", cwd=tmp_path)
    make_pdf(shelf / "new.pdf", "13,5")
    assert "1 failed" in baocao("load", "--only-failed", "--db", "a.db", cwd=tmp_path).stderr
    make_pdf(shelf / "bad.pdf", "14,5")  # somebody has put the right file there
    done = baocao("load", "shelf", "--only-failed", "--db", "a.db", cwd=tmp_path)
    assert "1 loaded (1 pages), 0 skipped (loaded before), 0 duplicates, 0 failed" in done.stderr
    assert "nothing is failed" in baocao("load", "--only-failed", "--db", "a.db", cwd=tmp_path).stderr


@pytest.mark.parametrize(
    "arguments", [(), ("x.pdf", "--reprocess", "all"), ("--watch",), ("x.pdf", "--watch", "--dry-run")]
)
def test_wishes_that_contradict_each_other_are_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert baocao("load", *arguments, cwd=tmp_path).returncode == 2


def test_a_file_is_taken_when_it_is_at_rest_and_once(tmp_path: Path) -> None:
    looks: list[Any] = []
    steps = iter([b"%PDF", b"%PDF-1.4", None, None, None, b"%PDF-1.4 changed", None, None])

    def stopping() -> bool:
        # CitationFilter once before each look and once while it rests.
        return len(looks) >= 2

    path = tmp_path / "growing.pdf"
    for found in watch((str(tmp_path),), 0.02, lambda: _grow(path, steps) or stopping()):
        looks.append((found.files, path.read_bytes()))  # noqa: PERF401  # stopping() counts them while they come
    assert [data for _, data in looks] == [b"%PDF-1.4", b"%PDF-1.4 changed"]
    assert all(files == (path,) for files, _ in looks)


def _grow(path: Path, steps: Any) -> bool:
    data = next(steps, None)
    if data is not None:
        path.write_bytes(data)
        # The clock of the file system may be coarser than this test is quick.
        os.utime(path, ns=(len(data) * 10**9, len(data) * 10**9))
    return False


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_a_watched_shelf_is_loaded_as_it_fills(shelf: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    arguments = command("load", shelf, "--watch", "--every", "0.2", "--db", db, "--workers", 1)
    process = subprocess.Popen(arguments, env=environment(), stderr=subprocess.PIPE, encoding="utf-8")
    try:
        _wait(db, 1, process)
        make_pdf(tmp_path / "later.pdf", "13,5").rename(shelf / "later.pdf")
        _wait(db, 2, process)
    finally:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    with open_archive(db) as archive:
        assert archive.runs.frame()["status"].tolist() == ["done", "done"]
        assert archive.runs.frame()["files_total"].tolist() == [1, 3]


def _wait(db: Path, count: int, process: subprocess.Popen[str]) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends and process.poll() is None:
        try:
            with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as connection:
                if connection.execute("SELECT count(*) FROM runs WHERE status = 'done'").fetchone()[0] >= count:
                    return
        except sqlite3.OperationalError:
            pass  # its tables are being made
        time.sleep(0.05)
    raise AssertionError("nothing was loaded")
