"""Loads on a real cluster of processes. What is read there is the same, whatever dies meanwhile."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from tests.dask_cluster import MadeCluster, made_cluster  # after the check that there is Dask
from tests.e2e.test_cli_load import content, rows
from tests.made_pdfs import baocao, command, copies, environment, make_pdf

# A worker with another version of the extractors.
OTHER = """
import pipeline.load.extractor_version
pipeline.load.extractor_version.extractor_version = lambda ocr: "other.ocr"
"""
# A machine without baocao.
WITHOUT = "import sys; sys.modules['pipeline'] = None"
# A file that costs the worker itself its life.
DEADLY = """
import os, pipeline.cluster.job
read_apart = pipeline.cluster.job._read_apart
def deadly(task, limits, read_apart=read_apart):
    if "deadly" in task.path.name: os._exit(9)
    if "odd" in task.path.name: raise MemoryError("no room")
    return read_apart(task, limits)
if read_apart.__name__ != "deadly": pipeline.cluster.job._read_apart = deadly
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    make_pdf(folder / "a.pdf", "12,5", pages=2)
    make_pdf(folder / "b.pdf", "13,5")
    return folder


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[MadeCluster]:
    with made_cluster(tmp_path / "cluster") as cluster:
        yield cluster


def stored(db: Path) -> int:
    if not db.exists():
        return 0
    try:
        return int(rows(db, "SELECT count(*) FROM reports")[0][0])
    except Exception:  # noqa: BLE001  # the tables are being made
        return 0


def start(shelf: Path, db: Path, cluster: MadeCluster, *options: str) -> subprocess.Popen[str]:
    arguments = command("load", shelf, "--db", db, "--engine", "dask", "--scheduler", cluster.address, *options)
    return subprocess.Popen(arguments, env=environment(), stderr=subprocess.PIPE, text=True)


def wait_for(process: subprocess.Popen[str], db: Path, count: int) -> None:
    while process.poll() is None and stored(db) < count:
        time.sleep(0.01)
    assert process.poll() is None, process.communicate()


def test_a_worker_that_is_killed_loses_nothing(shelf: Path, cluster: MadeCluster) -> None:
    copies(shelf / "a.pdf", 30)
    (shelf / "bad.pdf").write_bytes(b"%PDF-1.4\nno more")
    cluster.scheduler()
    doomed, _ = cluster.worker("--no-nanny"), cluster.worker()
    db = shelf.parent / "cluster.db"
    process = start(shelf, db, cluster)
    wait_for(process, db, 5)
    doomed.kill()
    _, told = process.communicate(timeout=120)
    assert process.returncode == 3, told
    assert "32 loaded" in told
    assert baocao("load", shelf, "--db", "here.db", cwd=shelf.parent).returncode == 3
    assert content(db) == content(shelf.parent / "here.db")
    again = baocao(
        *("load", shelf, "--db", db, "--engine", "dask", "--scheduler", cluster.address, "--send-files"),
        cwd=shelf.parent,
    )
    assert "0 loaded (0 pages), 32 skipped (loaded before), 0 duplicates, 1 failed" in again.stderr
    (error,) = rows(db, "SELECT error FROM files WHERE status = 'failed'")[0]
    assert error.startswith(f"{shelf / 'bad.pdf'}: ")


def test_files_are_sent_to_workers_that_do_not_see_them(shelf: Path, cluster: MadeCluster) -> None:
    cluster.scheduler()
    # Here they would see them; so no path leads there any more once the bytes are on their way.
    cluster.worker("--preload", blind(shelf))
    db = shelf.parent / "x.db"
    asked = ("load", shelf, "--db", db, "--engine", "dask", "--scheduler", cluster.address)
    unseen = baocao(*asked, cwd=shelf.parent)
    assert unseen.returncode == 3
    failed = rows(db, "SELECT source_path, error_kind, error FROM files WHERE status = 'failed' ORDER BY 1")
    assert [(Path(path).name, kind) for path, kind, _ in failed] == [(f"{x}.pdf", "not_on_worker") for x in "ab"]
    assert all("--send-files" in error and "tcp://" in error for *_, error in failed)
    sent = baocao(*asked, "--send-files", cwd=shelf.parent)
    assert sent.returncode == 0, sent.stderr
    baocao("load", shelf, "--db", "here.db", cwd=shelf.parent)
    assert content(db) == content(shelf.parent / "here.db")


def blind(shelf: Path) -> str:
    """A preload of a worker for which the files of the shelf are not there."""
    place = shelf.parent / "blind.py"
    place.write_text(
        f"from pathlib import Path\ndef blind(path, is_file=Path.is_file):\n"
        f"    return path.parent != Path({str(shelf)!r}) and is_file(path)\n"
        "if Path.is_file.__name__ != 'blind': Path.is_file = blind\n"
    )
    return str(place)


def test_a_lost_scheduler_ends_the_load_and_the_rest_is_taken_up(shelf: Path, cluster: MadeCluster) -> None:
    copies(shelf / "b.pdf", 30)
    scheduler = cluster.scheduler()
    cluster.worker()
    db = shelf.parent / "x.db"
    process = start(shelf, db, cluster)
    wait_for(process, db, 3)
    scheduler.kill()
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert told.strip().splitlines()[-1] == (
        f"Error: {cluster.address}: the Dask scheduler is gone. What is stored stays, and the same command takes up "
        "the rest."
    )
    before = stored(db)
    assert 3 <= before < 32
    rest = baocao("load", shelf, "--db", db, cwd=shelf.parent)
    assert f"{32 - before} loaded" in rest.stderr
    baocao("load", shelf, "--db", "here.db", cwd=shelf.parent)
    assert content(db) == content(shelf.parent / "here.db")


@pytest.mark.parametrize(
    ("preload", "sentence"),
    [
        (OTHER, "reads with other.ocr, and this program with "),
        (WITHOUT, "a worker of this cluster cannot run baocao"),
    ],
    ids=["another version", "no baocao"],
)
def test_a_worker_that_would_read_otherwise_is_refused(
    shelf: Path, cluster: MadeCluster, preload: str, sentence: str
) -> None:
    place = shelf.parent / "preload.py"
    place.write_text(preload)
    cluster.scheduler()
    cluster.worker("--preload", str(place))
    db = shelf.parent / "x.db"
    done = baocao("load", shelf, "--db", db, "--engine", "dask", "--scheduler", cluster.address, cwd=shelf.parent)
    assert done.returncode == 1, done.stderr
    assert sentence in done.stderr
    assert stored(db) == 0
    assert rows(db, "SELECT * FROM files") == []


def test_a_file_that_kills_its_workers_is_given_up_and_no_other(shelf: Path, cluster: MadeCluster) -> None:
    copies(shelf / "b.pdf", 8)
    make_pdf(shelf / "deadly.pdf", "14,5")
    make_pdf(shelf / "odd.pdf", "15,5")
    place = shelf.parent / "preload.py"
    place.write_text(DEADLY)
    cluster.scheduler(DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1")
    cluster.worker("--preload", str(place))
    db = shelf.parent / "x.db"
    done = baocao("load", shelf, "--db", db, "--engine", "dask", "--scheduler", cluster.address, cwd=shelf.parent)
    assert done.returncode == 3, done.stderr
    assert "10 loaded" in done.stderr
    failed = rows(db, "SELECT source_path, error_kind, error FROM files WHERE status = 'failed' ORDER BY 1")
    assert [(Path(path).name, kind) for path, kind, _ in failed] == [
        ("deadly.pdf", "crashed"),
        ("odd.pdf", "worker_failed"),
    ]
    assert "2 workers died that had it" in failed[0][2]
    assert "MemoryError: no room" in failed[1][2]
