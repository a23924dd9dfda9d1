"""Reports as Parquet shards: the same rows as in a database, and a way back into one."""

from __future__ import annotations

import contextlib
import fcntl
import re
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from db.bundle import Bundle
from db.flat_rows import LAYOUT, flatten, unflatten
from pipeline.cli import cli
from pipeline.parquet.shard_files import ShardFolder
from pipeline.parquet.store import ShardStore
from tests.made_pdfs import baocao, command, copies, environment, make_pdf
from tests.made_reports import made_bundle
from tests.whole_rows import LOADS

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
DOCS = SAMPLES.parent / "docs" / "scale.md"


def everything(db: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, ids too, but no moments; the full text index in its own tables among them.

    Loads and the work that they began are told apart: an import is none.
    """
    found = {}
    with contextlib.closing(sqlite3.connect(db)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if name in (*LOADS, "jobs"):
                continue
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            kept = ", ".join(f'"{column}"' for column in columns if not column.endswith("_at"))
            found[name] = sorted(connection.execute(f'SELECT {kept} FROM "{name}"').fetchall(), key=repr)
    return found


def load(*arguments: object, code: int = 0) -> str:
    """``baocao load`` within this process, with one worker."""
    done = CliRunner().invoke(cli, ["load", *map(str, arguments), "--workers", "1"], standalone_mode=False)
    assert done.exception is None or code == 1, done.exception
    assert code == 1 or done.return_value == code, done.output
    return done.output + str(done.exception or "")


def import_(*arguments: object) -> int:
    done = CliRunner().invoke(cli, ["import", *map(str, arguments)], standalone_mode=False)
    assert done.exception is None, done.exception
    return int(done.return_value)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    make_pdf(folder / "a.pdf", "12,5", pages=2)
    make_pdf(folder / "b.pdf", "13,5")
    return folder


def test_the_samples_by_way_of_shards_are_the_same_database(tmp_path: Path) -> None:
    load(SAMPLES, "--to", "parquet", tmp_path / "shards")
    assert import_(tmp_path / "shards", "--db", tmp_path / "imported.db") == 0
    load(SAMPLES, "--db", tmp_path / "loaded.db")
    imported, loaded = everything(tmp_path / "imported.db"), everything(tmp_path / "loaded.db")
    assert sum(map(len, loaded.values())) > 5_000
    for table in loaded:
        assert imported[table] == loaded[table], table
    # The question that docs/scale.md asks of shards.
    (asked,) = re.findall(r"^```sql\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    answer = duckdb.sql(asked.replace("DIR/", f"{tmp_path}/shards/")).fetchall()
    assert ("huyện An Sơn", "2023", 25.9, "%") in answer


def test_every_shape_of_row_comes_back() -> None:
    bundle = made_bundle("a" * 64, "v")
    assert unflatten(flatten(bundle, "/x.pdf")).indicators == bundle.indicators
    once = flatten(bundle, "/x.pdf")
    assert flatten(unflatten(once), "/x.pdf") == once
    assert {name for name, rows in once.items() if rows} >= {"reports", "pages", "sections", "tables", "cells"}


def test_duckdb_asks_the_shards(shelf: Path, tmp_path: Path) -> None:
    load(shelf, "--to", "parquet", tmp_path / "shards")
    asked = f"""
        SELECT f.value, f.unit, r.source_path FROM '{tmp_path}/shards/figures/*.parquet' f
        JOIN '{tmp_path}/shards/reports/*.parquet' r USING (sha256) ORDER BY 1
    """
    assert [row[:2] for row in duckdb.sql(asked).fetchall()] == [(12.5, "tỷ đồng")] * 2 + [(13.5, "tỷ đồng")]
    for table, columns in LAYOUT.items():
        described = duckdb.sql(f"DESCRIBE SELECT * FROM '{tmp_path}/shards/{table}/*.parquet'").fetchall()
        assert [row[0] for row in described] == list(columns)


def test_failures_and_duplicates_go_along(shelf: Path, tmp_path: Path) -> None:
    (shelf / "bad.pdf").write_bytes(b"%PDF-1.4\nno more")
    (shelf / "z-copy.pdf").write_bytes((shelf / "a.pdf").read_bytes())
    assert "1 duplicates, 1 failed" in load(shelf, "--to", "parquet", tmp_path / "shards", code=3)
    assert import_(tmp_path / "shards", "--db", tmp_path / "imported.db") == 3
    load(shelf, "--db", tmp_path / "loaded.db", code=3)

    def files(db: Path) -> list[tuple[Any, ...]]:
        with contextlib.closing(sqlite3.connect(db)) as connection:
            asked = "SELECT source_path, sha256, status, error_kind, error, report_id FROM files ORDER BY 1"
            return connection.execute(asked).fetchall()

    assert files(tmp_path / "imported.db") == files(tmp_path / "loaded.db")
    assert len(files(tmp_path / "imported.db")) == 4


def test_what_is_there_is_not_read_again_and_an_import_adds_nothing_twice(shelf: Path, tmp_path: Path) -> None:
    shards, db = tmp_path / "shards", tmp_path / "x.db"
    (shelf / "bad.pdf").write_bytes(b"%PDF-1.4\nno more")
    load(shelf, "--to", "parquet", shards, code=3)
    before = sorted(path.name for path in shards.rglob("*"))
    assert "0 loaded (0 pages), 2 skipped" in load(shelf, "--to", "parquet", shards, code=3)
    assert sorted(path.name for path in shards.rglob("*")) == before
    make_pdf(shelf / "c.pdf", "14,5")
    assert "1 loaded (1 pages), 2 skipped" in load(shelf, "--to", "parquet", shards, code=3)
    import_(shards, "--db", db)
    first = everything(db)
    import_(shards, "--db", db)
    assert everything(db) == first


def test_the_same_reports_in_a_new_folder_have_the_same_names(tmp_path: Path) -> None:
    files = [Path("/shelf/1.pdf"), Path("/shelf/2.pdf")]
    for name in ("one", "two"):
        with ShardStore(tmp_path / name, files, "v") as shards:
            for number, path in enumerate(files):
                shards.store_report(made_bundle(f"{number}" * 64, "v"), str(path), "2026-01-01T00:00:00+00:00")
    assert ShardFolder(tmp_path / "one").shards() == ShardFolder(tmp_path / "two").shards() != []


def test_reports_stored_out_of_order_are_imported_in_order(tmp_path: Path) -> None:
    files = [Path(f"/shelf/{number}.pdf") for number in range(6)]
    bundles: list[Bundle] = [made_bundle(f"{number}" * 64, "v", number=f"{number}/BC-UBND") for number in range(6)]
    # Two loads: the first was killed with some files done, and each shard has few rows.
    for turn in ((5, 0, 3), (4, 1, 2)):
        with ShardStore(tmp_path / "shards", files, "v", most_rows=20) as shards:
            for number in turn:
                shards.store_report(bundles[number], str(files[number]), "2026-01-01T00:00:00+00:00")
    assert len(ShardFolder(tmp_path / "shards").shards()) >= 3
    import_(tmp_path / "shards", "--db", tmp_path / "x.db")
    with contextlib.closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        found = connection.execute("SELECT id, number FROM reports ORDER BY id").fetchall()
    assert found == [(number + 1, f"{number}/BC-UBND") for number in range(6)]


def test_half_a_shard_is_never_read_and_is_taken_away(shelf: Path, tmp_path: Path) -> None:
    shards = tmp_path / "shards"
    load(shelf, "--to", "parquet", shards)
    (whole,) = ShardFolder(shards).shards()
    # What a load leaves that is killed between two files of a shard.
    for half in (shards / "figures" / "half.parquet", shards / "pages" / ".half.part"):
        half.write_bytes((shards / "figures" / f"{whole}.parquet").read_bytes())
    assert import_(shards, "--db", tmp_path / "x.db") == 0
    load(shelf, "--to", "parquet", shards)
    assert {path.name for path in (shards / "figures").iterdir()} == {f"{whole}.parquet"}
    assert {path.name for path in (shards / "pages").iterdir()} == {f"{whole}.parquet"}


def test_a_load_that_is_killed_is_taken_up_again(shelf: Path, tmp_path: Path) -> None:
    copies(shelf / "b.pdf", 20)
    shards = tmp_path / "shards"
    process = subprocess.Popen(command("load", shelf, "--to", "parquet", shards, "--workers", 1), env=environment())
    while process.poll() is None and not (shards / "baocao.json").exists():
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert baocao("load", shelf, "--to", "parquet", shards, cwd=tmp_path).returncode == 0
    assert duckdb.sql(f"SELECT count(*), count(DISTINCT sha256) FROM '{shards}/reports/*.parquet'").fetchall() == [
        (22, 22)
    ]


def test_rows_come_in_groups_that_fit_into_memory(tmp_path: Path) -> None:
    import pyarrow.parquet as parquet

    bundle = made_bundle("a" * 64, "v")
    bundle.tables["footnotes"] = [dict(bundle.tables["footnotes"][0]) for _ in range(25_000)]
    with ShardStore(tmp_path / "shards", [], "v") as shards:
        shards.store_report(bundle, "/x.pdf", "2026-01-01T00:00:00+00:00")
    (path,) = (tmp_path / "shards" / "footnotes").glob("*.parquet")
    about = parquet.ParquetFile(path).metadata
    assert max(about.row_group(place).num_rows for place in range(about.num_row_groups)) <= 10_000
    assert about.num_rows == 25_000


def _of_another_version(folder: Path) -> None:
    with ShardStore(folder, [], "earlier") as shards:
        shards.store_failure("/x.pdf", None, "unreadable", "/x.pdf: no.", "2026-01-01T00:00:00+00:00")


def _of_something_else(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")


def _of_a_later_layout(folder: Path) -> None:
    folder.mkdir()
    (folder / "baocao.json").write_text('{"layout": 99}')


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (_of_another_version, "holds what earlier has read"),
        (_of_something_else, "is not empty, and not of baocao"),
        (_of_a_later_layout, "was written by a later version"),
    ],
)
def test_a_folder_of_something_else_is_left_alone(shelf: Path, tmp_path: Path, made: Any, told: str) -> None:
    folder = tmp_path / "shards"
    made(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}
    assert told in load(shelf, "--to", "parquet", folder, code=1)
    assert {path: path.read_bytes() for path in before} == before


def test_two_loads_do_not_write_into_one_folder(shelf: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    load(shelf, "--to", "parquet", folder)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "another load writes to it" in load(shelf, "--to", "parquet", folder, code=1)


def test_a_damaged_shard_and_a_wrong_folder_are_told(shelf: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    load(shelf, "--to", "parquet", folder)
    (path,) = (folder / "figures").glob("*.parquet")
    path.write_bytes(path.read_bytes()[:100])
    done = CliRunner().invoke(cli, ["import", str(folder), "--db", str(tmp_path / "x.db")])
    assert done.exit_code == 1
    assert f"{path}: cannot be read" in done.output
    other = CliRunner().invoke(cli, ["import", str(shelf), "--db", str(tmp_path / "x.db")])
    assert "is no folder of shards" in other.output
