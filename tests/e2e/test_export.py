from __future__ import annotations

import builtins
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from db import open_archive
from pipeline.errors import MissingPackageError, OutputError
from pipeline.export import spreadsheet
from pipeline.export.spreadsheet import Sheet, guard, write_workbook
from pipeline.export.tables import write_parquet
from tests.made_pdfs import baocao
from tests.made_reports import made_bundle, made_citation

FORMULA = '=HYPERLINK("x")'


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with archive.db: two reports, one cited title that is a formula and one that is an error's name."""
    folder = tmp_path_factory.mktemp("export")
    cited = (made_citation(title=FORMULA), made_citation(title="#N/A"))
    with open_archive(folder / "archive.db", write=True) as archive:
        for number, value in enumerate(("12.5", "-3")):
            made = made_bundle(f"{number:064}", number=f"{number}/BC-UBND", value=value, citations=cited)
            archive.ingest.store_report(made, f"/x/{number}.pdf", "t")
    return folder


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+x", "-x", "@x", "\tx", "\rx", "  =1", "\n=1", "\u00a0=1", "\u200b=1", "\u3000＝1", "＝1", "＋x"),
        *("－x", "＠x", "-1-1", "--1", "-1,5 tấn"),
    ],
)
def test_formulas_are_made_harmless(text: str) -> None:
    assert guard(text) == "'" + text


@pytest.mark.parametrize(
    "value",
    [
        "-1,54",
        "-5%",
        "-5 %",
        "+7%",
        "-1.234,5",
        "+1",
        " -2 ",
        "x=1",
        "",
        "12",
        "2023-H1",
        "– gạch",
        -1.5,
        7,
        None,
        True,
    ],
)
def test_numbers_and_plain_text_stay_as_they_are(value: Any) -> None:
    assert guard(value) == value


def test_every_table_and_view_is_exported(shelf: Path) -> None:
    data = json.loads(baocao("export", "--json", cwd=shelf).stdout)
    with open_archive(shelf / "archive.db") as archive:
        assert list(data) == archive.maintenance.table_names()
    assert {"pages", "report_texts", "v_observations", "v_citations"} <= set(data)
    assert not any(name.startswith(("_", "sqlite", "pages_fts")) for name in data)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_folder_has_one_file_a_table(shelf: Path, tmp_path: Path, form: str) -> None:
    done = baocao("export", "--format", form, "--output", tmp_path / "out", cwd=shelf)
    assert done.returncode == 0, done.stderr
    with open_archive(shelf / "archive.db") as archive:
        assert {path.name for path in (tmp_path / "out").iterdir()} == {
            f"{n}.{form}" for n in archive.maintenance.table_names()
        }
    assert "v_citations" in done.stderr


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_one_file_for_many_tables_is_refused_with_the_way_out(shelf: Path, tmp_path: Path, form: str) -> None:
    done = baocao("export", "--output", tmp_path / f"all.{form}", cwd=shelf)
    assert done.returncode == 2
    assert f"--format {form} --output {tmp_path / 'all'}" in done.stderr
    assert not list(tmp_path.iterdir())
    assert "--output FOLDER" in baocao("export", "--format", form, cwd=shelf).stderr


def test_csv_and_json_have_the_same_values(shelf: Path) -> None:
    data = json.loads(baocao("export", "--table", "v_citations", "--json", cwd=shelf).stdout)
    text = baocao("export", "--table", "v_citations", cwd=shelf).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["title"] for row in data] == [FORMULA, "#N/A"] * 2
    assert [row["title"] for row in rows] == ["'" + FORMULA, "#N/A"] * 2
    assert [row["in_footnote"] for row in data] == [False] * 4
    assert [row["in_footnote"] for row in rows] == ["False"] * 4
    assert [row["id"] for row in data] == [int(row["id"]) for row in rows]
    assert isinstance(data[0]["boxes"], list)


def test_a_workbook_has_strings_and_no_formula(shelf: Path, tmp_path: Path) -> None:
    done = baocao("export", "--output", tmp_path / "a.xlsx", cwd=shelf)
    assert (done.returncode, done.stderr) == (0, "")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert {"report_texts", "v_observations"} <= set(book.sheetnames)
    assert not any(cell.data_type in "fe" for page in book for row in page.iter_rows() for cell in row)
    page = book["citations"]
    column = [cell.value for cell in page[1]].index("title") + 1
    assert [page.cell(row, column).value for row in (2, 3)] == ["'" + FORMULA, "#N/A"]
    page = book["figures"]
    column = [cell.value for cell in page[1]].index("value") + 1
    assert [(page.cell(row, column).value, page.cell(row, column).data_type) for row in (2, 3)] == [
        (12.5, "n"), (-3, "n"),
    ]  # fmt: skip


def test_parquet_has_types_and_no_apostrophes(shelf: Path, tmp_path: Path) -> None:
    done = baocao("export", "--table", "citations", "--output", tmp_path / "a.parquet", cwd=shelf)
    assert (done.returncode, done.stderr) == (0, "")
    frame = pd.read_parquet(tmp_path / "a.parquet", dtype_backend="numpy_nullable")
    kinds = {
        name: str(frame[name].dtype) for name in ("id", "section_id", "in_footnote", "confidence", "title", "boxes")
    }
    assert kinds == {
        "id": "Int64", "section_id": "Int64", "in_footnote": "boolean", "confidence": "Float64",
        "title": "string", "boxes": "string",
    }  # fmt: skip
    assert frame["title"].tolist() == [FORMULA, "#N/A"] * 2
    baocao("export", "--table", "findings", "--output", tmp_path / "b.parquet", cwd=shelf)
    empty = pd.read_parquet(tmp_path / "b.parquet", dtype_backend="numpy_nullable")
    assert (len(empty), str(empty["id"].dtype), str(empty["message"].dtype)) == (0, "Int64", "string")


def test_without_pyarrow_the_remedy_is_told(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return genuine(name, *rest)

    with open_archive(shelf / "archive.db") as archive, archive.maintenance.streamed(["files"]) as (table,):
        monkeypatch.setattr(builtins, "__import__", missing)
        with pytest.raises(MissingPackageError, match=r"pyarrow.*\[parquet\]"):
            write_parquet(table, io.BytesIO())


def test_more_rows_than_a_sheet_holds_are_refused_by_name() -> None:
    def never() -> Iterator[tuple[Any, ...]]:
        raise AssertionError("no row may be asked for")

    target = io.BytesIO()
    with pytest.raises(OutputError, match=r"cells: has 1,048,576 rows.*csv or parquet.*--table"):
        write_workbook([Sheet("files", ("a",), 1, never), Sheet("cells", ("a",), 1_048_576, never)], target)
    assert not target.getvalue()


def test_a_text_too_long_for_a_cell_says_so_in_the_cell_and_to_the_user() -> None:
    target = io.BytesIO()
    rows = [("a" * 40_000,), ("b" * spreadsheet.MAX_CHARACTERS,), ("=" * spreadsheet.MAX_CHARACTERS,)]
    notes = write_workbook([Sheet("pages", ("text",), 3, lambda: rows)], target)
    assert len(notes) == 1
    assert "pages: 2 texts are longer than the 32,767 characters" in notes[0]
    assert "csv, json or parquet" in notes[0]
    page = openpyxl.load_workbook(target)["pages"]
    long, whole, guarded = (str(page.cell(row, 1).value) for row in (2, 3, 4))
    assert long.endswith("40,000 characters in all; whole in csv, json and parquet]")
    assert whole == rows[1][0]
    assert guarded.startswith("'=")
    assert all(len(text) <= spreadsheet.MAX_CHARACTERS for text in (long, guarded))


def test_what_a_sheet_cannot_hold_is_left_out_of_a_text() -> None:
    target = io.BytesIO()
    write_workbook([Sheet("x", ("a", "b"), 1, lambda: [("a\x00b\x1f", ["c"])])], target)
    assert [cell.value for cell in openpyxl.load_workbook(target)["x"][2]] == ["ab", '["c"]']


def test_an_export_is_of_one_moment(shelf: Path) -> None:
    with open_archive(shelf / "archive.db") as archive, archive.maintenance.streamed(["reports"]) as (table,):
        before = len(list(table.rows()))
        with open_archive(shelf / "archive.db", write=True) as writer:
            writer.ingest.store_report(made_bundle("f" * 64, number="77/BC-UBND"), "/x/later.pdf", "t")
            writer.database.conn.execute("DELETE FROM files WHERE source_path = '/x/later.pdf'")
            assert len(list(table.rows())) == before
            writer.database.conn.execute("DELETE FROM reports WHERE number = '77/BC-UBND'")
            writer.database.conn.commit()


def test_a_failed_export_leaves_the_file_that_was_there(shelf: Path, tmp_path: Path) -> None:
    kept = tmp_path / "a.csv"
    kept.write_text("mine")
    done = baocao("export", "--table", "no_such_table", "--output", kept, cwd=shelf)
    assert done.returncode == 1
    assert "There are: " in done.stderr
    missing = tmp_path / "no" / "a.csv"
    done = baocao("export", "--table", "files", "--output", missing, cwd=shelf)
    assert (done.returncode, "cannot be written" in done.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert kept.read_text() == "mine"


def test_an_unknown_ending_names_those_that_are_known(shelf: Path) -> None:
    done = baocao("export", "--table", "files", "--output", "a.txt", cwd=shelf)
    assert done.returncode == 2
    assert "a.csv, .json, .xlsx or .parquet" in done.stderr
