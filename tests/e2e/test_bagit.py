from __future__ import annotations

import csv
import hashlib
import os
import sqlite3
import unicodedata
from pathlib import Path

import bagit
import pytest

from db import open_archive
from db.types import SourceFile
from pipeline.export.bagit_sources import safe_names
from tests.made_pdfs import baocao
from tests.made_reports import made_bundle


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with archive.db and the files it was "read" from: two of one name, one gone, one changed, one failed."""
    contents = {"a/báo cáo.pdf": b"one", "b/báo cáo.pdf": b"two", "gone.pdf": b"three", "changed.pdf": b"four"}
    with open_archive(tmp_path / "archive.db", write=True) as archive:
        for number, (name, content) in enumerate(contents.items()):
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            made = made_bundle(hashlib.sha256(content).hexdigest(), number=f"{number}/BC-UBND")
            archive.ingest.store_report(made, str(path), "t")
        bad = tmp_path / "in" / "-bad.pdf"
        bad.write_bytes(b"bad")
        archive.ingest.store_failure(str(bad), hashlib.sha256(b"bad").hexdigest(), "damaged", "is broken", "t")
    (tmp_path / "in" / "gone.pdf").unlink()
    (tmp_path / "in" / "changed.pdf").write_bytes(b"other")
    return tmp_path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def test_a_bag_is_whole_and_says_what_is_missing(shelf: Path) -> None:
    done = baocao("export", "--bag", "bag", "--bag-info", "Source-Organization=UBND huyện An Thử", cwd=shelf)
    assert done.returncode == 3, done.stderr
    assert "gone.pdf: is no longer there; it is not in the bag." in done.stderr
    assert "changed.pdf: has other content now" in done.stderr
    bag = bagit.Bag(str(shelf / "bag"))
    bag.validate()
    assert set(bag.algorithms) == {"sha256", "sha512"}
    assert bag.info["Source-Organization"] == "UBND huyện An Thử"
    assert (bag.info["Baocao-Reports"], bag.info["Baocao-Sources"], bag.info["Baocao-Sources-Missing"]) == (
        "4",
        "3",
        "2",
    )
    assert {"Bagging-Date", "Payload-Oxum", "External-Description", "Bag-Software-Agent"} <= set(bag.info)
    data = shelf / "bag" / "data"
    kept = rows(data / "sources.csv")
    assert [(row["report_number"], row["status"]) for row in kept] == [
        ("0/BC-UBND", "loaded"), ("1/BC-UBND", "loaded"), ("", "failed"),
    ]  # fmt: skip
    for row in kept:
        assert hashlib.sha256((data / row["name_in_bag"]).read_bytes()).hexdigest() == row["sha256"]
    assert {os.path.basename(row["name_in_bag"]) for row in kept} == {
        path.name for path in (data / "sources").iterdir()
    }
    missing = rows(data / "missing-sources.csv")
    assert [(row["report_number"], row["file_name"]) for row in missing] == [
        ("2/BC-UBND", "gone.pdf"), ("3/BC-UBND", "changed.pdf"),
    ]  # fmt: skip
    assert not list(shelf.glob(".bag*"))


def test_the_copy_of_the_database_has_what_a_load_has_not_folded_in(shelf: Path) -> None:
    with open_archive(shelf / "archive.db", write=True) as archive:
        archive.ingest.store_report(made_bundle("e" * 64, number="9/BC-UBND"), "/x/nine.pdf", "t")
        assert (shelf / "archive.db-wal").stat().st_size > 0
        baocao("export", "--bag", "bag", cwd=shelf)
    data = shelf / "bag" / "data"
    with sqlite3.connect(data / "archive.db") as copy:
        assert copy.execute("SELECT count(*) FROM reports").fetchone() == (5,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    # A reader makes no files beside it, so that the bag stays valid.
    assert baocao("reports", "--db", data / "archive.db", cwd=shelf).returncode == 0
    bagit.Bag(str(shelf / "bag")).validate()


@pytest.mark.parametrize("name", ["data/archive.db", "data/sources.csv", "bag-info.txt"])
def test_one_byte_changed_makes_it_invalid(shelf: Path, name: str) -> None:
    baocao("export", "--bag", "bag", cwd=shelf)
    path = shelf / "bag" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert not bagit.Bag(str(shelf / "bag")).is_valid()


def test_a_folder_that_is_not_empty_is_refused(shelf: Path) -> None:
    (shelf / "bag").mkdir()
    (shelf / "bag" / "mine.txt").write_text("keep me")
    done = baocao("export", "--bag", "bag", cwd=shelf)
    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert [path.name for path in (shelf / "bag").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "more",
    [["--json"], ["--table", "reports"], ["--output", "x.csv"], ["--bag-info", "no text"], ["--bag-info", "A b=c"]],
)
def test_what_does_not_go_with_a_bag(shelf: Path, more: list[str]) -> None:
    assert baocao("export", "--bag", "bag", *more, cwd=shelf).returncode == 2
    assert not (shelf / "bag").exists()


def source(path: str, sha256: str) -> SourceFile:
    return SourceFile(sha256, 1, "1/BC", "loaded", (path,))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/archive/báo cáo.pdf", "báo cáo.pdf"),
        ("C:\\Users\\me\\a.pdf", "a.pdf"),
        ("/x/..", "source"),
        ("/x/.hidden.pdf", "hidden.pdf"),
        ("/x/a\nb\r.pdf", "a_b_.pdf"),
        ("/x/=cmd|' C calc'!A0.pdf", "_cmd_' C calc'!A0.pdf"),
        ("/x/CON.pdf", "_CON.pdf"),
        ("/x/" + unicodedata.normalize("NFD", "huyện.pdf"), "huyện.pdf"),
        ("/x/a%0Ab.pdf", "a_0Ab.pdf"),
    ],
)
def test_names_are_safe(path: str, name: str) -> None:
    (made,) = safe_names([source(path, "a" * 64)])
    assert made == name


def test_a_long_name_is_cut_to_what_file_systems_hold() -> None:
    (made,) = safe_names([source("/x/" + "ệ" * 300 + ".pdf", "a" * 64)])
    assert len(made.encode()) < 140
    assert made.endswith(".pdf")


def test_files_of_one_name_are_told_apart_by_their_hash() -> None:
    made = safe_names(
        [
            source("/1/a.pdf", "1" * 64),
            source("/2/A.PDF", "2" * 64),
            source("/3/b.pdf", "3" * 64),
            source("/4/a.pdf", "1" * 8 + "4" * 56),
            source("/5/a-22222222.pdf", "5" * 64),
        ]
    )
    assert made[:3] == ["a-11111111.pdf", "A-22222222.PDF", "b.pdf"]
    assert made[3] == f"a-{'1' * 8}{'4' * 56}.pdf"
    assert len({name.casefold() for name in made}) == 5
