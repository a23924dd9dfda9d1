from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.made_pdfs import baocao, command, copies, environment, make_pdf

#: All that a load writes but the moments, by report: what must be equal however the load went.
TABLES = ("pages", "sections", "citations", "figures", "percentages", "ratios", "observations", "report_texts")


def rows(db: Path, sql: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(db, timeout=60)) as connection:
        return connection.execute(sql).fetchall()


def content(db: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row, told by its report's file, without ids and times, which depend on the order."""
    found = {}
    for table in TABLES:
        columns = [row[1] for row in rows(db, f"PRAGMA table_info({table})")]
        kept = ", ".join(f't."{name}"' for name in columns if not name.endswith("id"))
        found[table] = sorted(
            rows(db, f"SELECT r.source_path, {kept} FROM {table} t JOIN reports r ON r.id = t.report_id"), key=repr
        )
    found["cited_documents"] = sorted(rows(db, "SELECT key, number, date, issuer FROM cited_documents"), key=repr)
    found["files"] = rows(db, "SELECT source_path, sha256, status FROM files ORDER BY 1")
    return found


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    make_pdf(folder / "a.pdf", "12,5", pages=2)
    make_pdf(folder / "b.pdf", "13,5")
    return folder


def test_load_says_what_it_did_on_standard_error(shelf: Path) -> None:
    done = baocao("load", "shelf", "--workers", 1, cwd=shelf.parent)
    assert (done.returncode, done.stdout) == (0, "")
    assert "2 loaded (3 pages), 0 skipped" in done.stderr
    again = baocao("load", "shelf", cwd=shelf.parent)
    assert "0 loaded (0 pages), 2 skipped" in again.stderr
    assert rows(shelf.parent / "archive.db", "SELECT page FROM pages JOIN reports r ON r.id = report_id") != []


def test_a_bad_file_is_told_and_the_others_load(shelf: Path) -> None:
    (shelf / "bad.pdf").write_bytes(b"%PDF-1.4\nno more")
    (shelf / "note.txt").write_text("words")
    done = baocao("load", "shelf", "shelf/note.txt", "nowhere", "--db", "x.db", cwd=shelf.parent)
    assert done.returncode == 3
    assert "2 loaded" in done.stderr
    assert "2 failed" in done.stderr
    assert "nowhere: there is no such file or folder" in done.stderr
    failed = rows(shelf.parent / "x.db", "SELECT source_path, error_kind FROM files WHERE status = 'failed' ORDER BY 1")
    assert [(Path(path).name, kind) for path, kind in failed] == [("bad.pdf", "damaged"), ("note.txt", "not_pdf")]
    listed = baocao("reports", "--db", "x.db", cwd=shelf.parent)
    assert "Files that failed: 2" in listed.stdout


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_load_is_taken_up_again(shelf: Path, workers: int) -> None:
    copies(shelf / "a.pdf", 60)
    db = shelf.parent / "killed.db"
    arguments = command("load", shelf, "--db", db, "--workers", workers)
    process = subprocess.Popen(arguments, env=environment(), stderr=subprocess.DEVNULL)
    while process.poll() is None and _stored(db) < 3:
        time.sleep(0.002)
    process.kill()
    process.wait()
    stored = _stored(db)
    assert stored >= 3
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    assert rows(db, "SELECT count(*) FROM reports WHERE id NOT IN (SELECT report_id FROM report_texts)") == [(0,)]
    again = baocao("load", shelf, "--db", db, cwd=shelf.parent)
    assert f"{62 - stored} loaded" in again.stderr
    baocao("load", shelf, "--db", "whole.db", cwd=shelf.parent)
    assert content(db) == content(shelf.parent / "whole.db")


def _stored(db: Path) -> int:
    try:
        return int(rows(db, "SELECT count(*) FROM reports")[0][0]) if db.exists() else 0
    except sqlite3.OperationalError:
        return 0  # its tables are being made


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_ctrl_c_ends_with_130_and_keeps_what_is_stored(shelf: Path) -> None:
    copies(shelf / "a.pdf", 200)
    db = shelf.parent / "stopped.db"
    arguments = command("load", shelf, "--db", db, "--workers", 1)
    process = subprocess.Popen(arguments, env=environment(), stderr=subprocess.PIPE, encoding="utf-8")
    while process.poll() is None and _stored(db) < 1:
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command again" in said
    stored = _stored(db)
    assert 1 <= stored < 202
    assert rows(db, "SELECT count(*) FROM report_texts") == [(stored,)]


def test_two_loads_at_once_make_one_database(shelf: Path) -> None:
    copies(shelf / "a.pdf", 12)
    arguments = command("load", shelf, "--db", shelf.parent / "two.db", "--workers", 1)
    processes = [subprocess.Popen(arguments, env=environment(), stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    assert rows(shelf.parent / "two.db", "SELECT count(*), count(DISTINCT sha256) FROM reports") == [(14, 14)]


def test_nothing_to_load_is_an_error(tmp_path: Path) -> None:
    done = baocao("load", "nowhere", cwd=tmp_path)
    assert done.returncode == 1
    assert "nothing to load" in done.stderr
    assert not (tmp_path / "archive.db").exists()
