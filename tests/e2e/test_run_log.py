from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from db import open_archive
from db.errors import NothingMatchesError
from db.loads.runs import RunCounts
from tests.made_pdfs import baocao, command, copies, environment, make_pdf


def told(db: Path, *arguments: object) -> Any:
    done = baocao("runs", *arguments, "--db", db, "--json", cwd=db.parent)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    make_pdf(folder / "a.pdf", pages=2)
    (folder / "bad.pdf").write_bytes(b"<html>")
    return folder


def test_a_load_leaves_a_run_with_its_counts_and_failures(shelf: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    baocao("load", "shelf", "--db", db, "--workers", 1, cwd=tmp_path)
    (run,) = told(db)
    counts = ("status", "files_total", "files_done", "loaded", "skipped", "duplicates", "failed", "pages", "pages_done")
    assert [run[name] for name in counts] == ["done", 2, 2, 1, 0, 0, 1, 2, 2]
    assert (run["paths"], run["options"]["workers"]) == (["shelf"], 1)
    assert run["seconds"] > 0
    assert run["pages_per_second"] > 0
    shown = told(db, run["id"])
    assert shown["failures_by_kind"] == {"not_pdf": 1}
    assert shown["failures"][0]["source_path"] == str(shelf / "bad.pdf")
    text = baocao("runs", run["id"], "--db", db, cwd=tmp_path).stdout
    assert "not_pdf" in text
    assert "pages/s" in text


def test_a_queued_run_is_taken_once(shelf: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    with open_archive(db, write=True) as archive:
        queued = archive.runs.queue(["shelf"], {"ocr": "never"})
    assert [(run["id"], run["status"]) for run in told(db)] == [(queued, "queued")]
    # The paths are those of the run when the command names none.
    done = baocao("load", "--run", queued, "--db", db, cwd=tmp_path)
    assert (done.returncode, told(db, queued)["status"], told(db, queued)["loaded"]) == (3, "done", 1)
    again = baocao("load", "shelf", "--run", queued, "--db", db, cwd=tmp_path)
    assert (again.returncode, len(told(db))) == (1, 1)
    assert "does not wait to be taken" in again.stderr


def test_a_queued_run_of_nothing_ends_as_failed(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    with open_archive(db, write=True) as archive:
        queued = archive.runs.queue(["nowhere"], {})
    assert baocao("load", "nowhere", "--run", queued, "--db", db, cwd=tmp_path).returncode == 1
    run = told(db, queued)
    assert run["status"] == "failed"
    assert "there is no such file" in run["message"]


@pytest.mark.skipif(os.name == "nt", reason="no such signals there")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGKILL, "lost"), (signal.SIGINT, "interrupted")])
def test_how_a_stopped_run_ended_is_told(shelf: Path, tmp_path: Path, number: int, status: str) -> None:
    copies(shelf / "a.pdf", 100)
    db = tmp_path / "a.db"
    arguments = command("load", shelf, "--db", db, "--workers", 1)
    process = subprocess.Popen(arguments, env=environment(), stderr=subprocess.DEVNULL)
    while process.poll() is None and not _stored(db):
        time.sleep(0.01)
    process.send_signal(number)
    process.wait(timeout=60)
    (run,) = told(db)
    assert (run["status"], run["files_total"]) == (status, 102)
    baocao("load", shelf, "--db", db, cwd=tmp_path)
    assert [run["status"] for run in told(db)] == ["done", status]


def _stored(db: Path) -> bool:
    if not db.exists():
        return False
    try:
        with open_archive(db) as archive:
            return len(archive.reports.frame()) > 0
    except Exception:  # noqa: BLE001  # its tables are being made
        return False


def test_a_running_process_is_not_lost_and_another_under_its_number_is(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", write=True) as archive:
        run = archive.runs.start(["x"], {}, 3)
        archive.runs.note_progress(run, RunCounts(files_total=3, loaded=1, pages_done=7))
        found = archive.runs.get(run)
        assert (found["status"], found["files_done"], found["pages_done"]) == ("running", 1, 7)
        archive.database.execute("UPDATE runs SET started_at = '2001-01-01T00:00:00.000+00:00'")
        # This process began later than the run, so it is not the one that ran it.
        expected = "lost" if Path("/proc/self/stat").exists() else "running"
        assert archive.runs.get(run)["status"] == expected
        archive.database.execute("UPDATE runs SET host = 'elsewhere'")
        assert archive.runs.get(run)["status"] == "running"
        with pytest.raises(NothingMatchesError):
            archive.runs.get(99)


def test_a_run_that_broke_off_says_why(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", write=True) as archive:
        run = archive.runs.start(["x"], {})
        archive.runs.end(run, "failed", None, "the disk is full.")
        assert archive.runs.frame()[["status", "message"]].values.tolist() == [["failed", "the disk is full."]]
