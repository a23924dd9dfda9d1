from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from db import open_archive
from tests.made_pdfs import baocao, make_pdf
from tests.made_reports import made_bundle


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    make_pdf(folder / "a.pdf", pages=2)
    (folder / "b.pdf").write_bytes((folder / "a.pdf").read_bytes())
    make_pdf(folder / "c.pdf", "13,5")
    assert baocao("load", ".", "--db", "a.db", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def loaded(original: Path, tmp_path: Path) -> Path:
    """A copy of the database, and of the files where it names them."""
    (tmp_path / "a.db").write_bytes((original / "a.db").read_bytes())
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("UPDATE files SET source_path = replace(source_path, ?, ?)", [str(original), str(tmp_path)])
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (tmp_path / name).write_bytes((original / name).read_bytes())
    return tmp_path


def test_a_sound_database_is_sound(loaded: Path) -> None:
    done = baocao("verify", "--db", "a.db", cwd=loaded)
    assert (done.returncode, done.stdout) == (0, "")
    assert "sound; 3 source files as they were read" in done.stderr


@pytest.mark.parametrize("name", ["a.pdf", "b.pdf", "c.pdf"])
def test_one_changed_byte_is_found(loaded: Path, name: str) -> None:
    data = bytearray((loaded / name).read_bytes())
    data[len(data) // 2] ^= 1
    (loaded / name).write_bytes(data)
    done = baocao("verify", "--db", "a.db", "--json", cwd=loaded)
    assert done.returncode == 4
    (problem,) = json.loads(done.stdout)["problems"]
    assert (problem["check"], problem["where"]) == ("file", str(loaded / name))
    assert "has other bytes" in problem["message"]
    assert baocao("verify", "--db", "a.db", "--no-sources", cwd=loaded).returncode == 0


def test_a_file_that_is_gone_is_told(loaded: Path) -> None:
    (loaded / "c.pdf").unlink()
    done = baocao("verify", "--db", "a.db", cwd=loaded)
    assert done.returncode == 4
    assert "is not there any more" in done.stdout


@pytest.mark.parametrize(
    ("sql", "check", "where"),
    [
        ("UPDATE figures SET section_id = 999 WHERE id = 1", "keys", "figures"),
        ("DELETE FROM reports WHERE id = 2", "keys", "pages"),
        ("UPDATE figures SET report_id = NULL WHERE id = 1", "orphans", "figures"),
        ("DELETE FROM pages WHERE report_id = 1 AND page = 2", "orphans", "reports"),
        ("DELETE FROM report_texts WHERE report_id = 1", "orphans", "reports"),
        ("UPDATE observations SET source_id = 999 WHERE id = 1", "orphans", "observations"),
        ("DELETE FROM files", "orphans", "reports"),
        ('UPDATE citations SET "end" = 100000 WHERE id = 1', "text", "citations"),
        ("UPDATE percentages SET text = '99%' WHERE id = 1", "text", "percentages"),
        ("UPDATE figures SET boxes = '[[1, 10, 10, 9000, 20]]' WHERE id = 1", "boxes", "figures"),
        ("UPDATE figures SET boxes = '[[7, 10, 10, 20, 20]]' WHERE id = 1", "boxes", "figures"),
        ("UPDATE figures SET boxes = 'x' WHERE id = 1", "boxes", "figures"),
        ("DELETE FROM pages_fts_docsize WHERE id = 1", "index", "pages_fts"),
        ("UPDATE cited_documents SET mentions = 99", "counts", "cited_documents"),
    ],
)
def test_what_does_not_hold_together_is_found(loaded: Path, sql: str, check: str, where: str) -> None:
    with sqlite3.connect(loaded / "a.db") as connection:
        connection.execute(sql)
    with open_archive(loaded / "a.db") as archive:
        found = {(problem.check, problem.where) for problem in archive.maintenance.verify_rows()}
    assert (check, where) in found


def test_a_damaged_database_file_is_told(loaded: Path) -> None:
    with sqlite3.connect(loaded / "a.db") as connection:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'idx_pages_report_id_page'"
        (root,) = connection.execute(sql).fetchone()
    with (loaded / "a.db").open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\x00" * 64)
    done = baocao("verify", "--db", "a.db", "--no-sources", cwd=loaded)
    assert done.returncode in (1, 4)
    assert "damaged" in done.stdout + done.stderr or "not a sound SQLite database" in done.stderr


def test_corrected_and_reloaded_reports_stay_sound(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", write=True) as archive:
        archive.ingest.store_report(made_bundle(), "/x/a.pdf", "t")
        archive.review.correct("reports", 1, "title", "Báo cáo năm", "An", "title page")
        archive.ingest.store_report(made_bundle(version="2", value="7"), "/x/a.pdf", "t")
        assert archive.maintenance.verify_rows() == []
