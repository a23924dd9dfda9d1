from __future__ import annotations

import csv
import io
import json
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from db import open_archive
from pipeline.export.console import print_table, vietnamese_number
from pipeline.export.writers import dump_json, guarded
from tests.made_pdfs import baocao, command, environment, make_pdf
from tests.made_reports import TEXT, made_bundle, made_citation


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with archive.db: three reports made by hand, one failed file, one title that is a formula."""
    folder = tmp_path_factory.mktemp("shelf")
    formula = made_citation(date="2023-01-04", title='=HYPERLINK("x")')
    with open_archive(folder / "archive.db", write=True) as archive:
        for number, (period, value) in enumerate([("2022", "10"), ("2023", "12.5"), ("2023-H1", "6")]):
            made = made_bundle(
                f"{number:064}", number=f"{number}/BC-UBND", period=period, value=value,
                base=f"{Decimal(value) * 10**9:f}", citations=(formula,),
            )  # fmt: skip
            archive.ingest.store_report(made, f"/x/{number}.pdf", "t")
        archive.ingest.store_failure("/x/bad.pdf", "9" * 64, "damaged", "/x/bad.pdf: is broken. Mend it.", "t")
    return folder


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["load", "--help"], 0),
        (["bogus"], 2),
        (["load"], 2),
        (["compare", "--measure", "weight"], 2),
        (["compare", "--from", "năm 2023"], 2),
        (["reports", "--json", "--format", "csv"], 2),
        (["export"], 2),
        (["reports", "--output", "reports.txt"], 2),
        (["reports", "--db", "missing.db"], 1),
        (["compare", "no such indicator"], 1),
        (["export", "--table", "no_such_table"], 1),
        (["extract", "missing.pdf"], 1),
        (["compare", "ngân sách"], 0),
        (["compare", "ngân sách", "--measure", "share"], 0),
        (["citations"], 0),
    ],
)
def test_exit_codes(shelf: Path, arguments: list[str], code: int) -> None:
    done = baocao(*arguments, cwd=shelf)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert bool(done.stderr) is (code != 0 or "share" in arguments)
    assert not (shelf / "missing.db").exists()


def test_reports(shelf: Path) -> None:
    text = baocao("reports", cwd=shelf).stdout
    assert "1/BC-UBND" in text
    assert "/x/bad.pdf: is broken. Mend it." in text
    data = json.loads(baocao("reports", "--json", cwd=shelf).stdout)
    assert [report["period"] for report in data["reports"]] == ["2022", "2023-H1", "2023"]
    assert data["failed"][0]["error_kind"] == "damaged"


_HEADINGS = "indicator unit district 2022 (cả năm) 2023 (cả năm) 2023-H1 (6 tháng đầu năm)"


def test_compare(shelf: Path) -> None:
    lines = baocao("compare", "tong thu", "--measure", "value", "--sources", cwd=shelf).stdout.splitlines()
    assert lines[0].split() == _HEADINGS.split()
    assert "10 [0/BC-UBND tr.1]" in lines[2]
    data = json.loads(baocao("compare", "tong thu", "--json", cwd=shelf).stdout)
    assert data[0]["value"] == 10
    assert data[0]["boxes"][0][0] == 1
    table = baocao("compare", "tong thu", "--measure", "value", "--wide", "--format", "csv", cwd=shelf).stdout
    assert next(csv.DictReader(io.StringIO(table)))["2023 (cả năm)"] == "12.5"


def test_citations(shelf: Path) -> None:
    text = baocao("citations", cwd=shelf).stdout
    assert "Documents cited: 1" in text
    assert "0/BC-UBND An Thử 2022 (1); 1/BC-UBND An Thử 2023 (1); 2/BC-UBND An Thử 2023-H1 (1)" in text
    asked = ("--number", "19", "--type", "quyet dinh", "--year", 2023)
    data = json.loads(baocao("citations", *asked, "--json", cwd=shelf).stdout)
    assert [(row["number"], row["mentions"], len(row["cited_by"])) for row in data] == [("19/QĐ-UBND", 3, 3)]
    assert json.loads(baocao("citations", "--issuer", "Bộ", "--json", cwd=shelf).stdout) == []
    mentions = json.loads(baocao("citations", "--mentions", "--report", "1/BC-UBND", "--json", cwd=shelf).stdout)
    assert [TEXT[row["start"] : row["end"]] == row["text"] for row in mentions] == [True]


def test_export(shelf: Path, tmp_path: Path) -> None:
    text = baocao("export", "--table", "v_citations", cwd=shelf).stdout
    assert [row["title"] for row in csv.DictReader(io.StringIO(text))] == ['\'=HYPERLINK("x")'] * 3
    data = json.loads(baocao("export", "--table", "citations", "--json", cwd=shelf).stdout)
    assert data[0]["title"] == '=HYPERLINK("x")'
    assert isinstance(data[0]["boxes"], list)
    baocao("export", "--output", tmp_path / "a.xlsx", cwd=shelf)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert {"reports", "observations", "cited_documents"} <= set(book.sheetnames)
    headings = [cell.value for cell in book["citations"][1]]
    title = book["citations"][2][headings.index("title")]
    assert (title.value, title.data_type) == ('\'=HYPERLINK("x")', "s")
    baocao("export", "--format", "csv", "--output", tmp_path / "tables", cwd=shelf)
    frame = pd.read_csv(tmp_path / "tables" / "figures.csv")
    assert frame["value"].tolist() == [10.0, 12.5, 6.0]
    assert (tmp_path / "tables" / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_formulas_are_disarmed_and_numbers_are_not() -> None:
    frame = pd.DataFrame({"text": ["=1+1", "+x", "-x", "@x", "-1.234,5", "+7%", "x"], "number": [-1.5] * 7})
    assert guarded(frame)["text"].tolist() == ["'=1+1", "'+x", "'-x", "'@x", "-1.234,5", "+7%", "x"]
    assert guarded(frame)["number"].tolist() == [-1.5] * 7


def test_numbers_as_they_are_written() -> None:
    values = [Decimal("447142"), Decimal("2522.81"), Decimal("53.00"), Decimal("-0.5"), Decimal("1E+3")]
    assert json.loads(dump_json(values)) == [447142, 2522.81, 53, -0.5, 1000]
    assert dump_json([Decimal("2522.81")]) == "[\n  2522.81\n]"


@pytest.mark.parametrize(
    ("text", "printed"), [("1234.5", "1.234,5"), ("-1234567", "-1.234.567"), ("0.05", "0,05"), ("12", "12")]
)
def test_vietnamese_numbers(text: str, printed: str) -> None:
    assert vietnamese_number(text) == printed


def test_no_number_is_cut_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("COLUMNS", "40")
    numbers = [f"{number}.447.142,66" for number in range(100, 109)]
    print_table("Title", ["what", *numbers], [["a long name of an indicator " * 3, *numbers]], range(1, 10), long=(0,))
    assert all(screen.getvalue().count(number) == 2 for number in numbers)
    assert max(map(len, screen.getvalue().splitlines())) > 40


def test_a_reader_that_has_had_enough_is_no_error(shelf: Path) -> None:
    process = subprocess.Popen(
        command("export", "--table", "v_observations", "--json"),
        cwd=shelf,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    assert (process.wait(timeout=60), said) == (0, b"")


def test_extract_a_pdf(tmp_path: Path) -> None:
    make_pdf(tmp_path / "a.pdf")
    found = json.loads(baocao("extract", "a.pdf", cwd=tmp_path).stdout)
    assert {"report", "sections", "tables", "text", "citations", "figures", "percentages", "ratios"} <= set(found)
    assert {"warnings", "observations", "pages", "footnotes"} <= set(found)
    figure = next(item for item in found["figures"] if item["unit"] == "tỷ đồng")
    assert (figure["value"], figure["page"]) == (12.5, 1)
    assert found["text"][figure["start"] : figure["end"]] == figure["text"]
    page, x0, y0, x1, y1 = figure["boxes"][0]
    assert page == 1
    assert 0 < x0 < x1 < 596
    assert 0 < y0 < y1 < 842


def test_extract_a_text_keeps_the_file_s_own_offsets(tmp_path: Path) -> None:
    raw = "Thực hiện  Quyết định\u00a0số 19/QĐ-UBND\r\nngày 04/01/2023 của UBND tỉnh, thu 12,5 tỷ đồng.\r\n"
    (tmp_path / "a.txt").write_bytes(raw.encode())
    found = json.loads(baocao("extract", "a.txt", cwd=tmp_path).stdout)
    assert found["text"] == raw
    items = [item for name in ("citations", "figures") for item in found[name]]
    assert items
    assert all(raw[item["start"] : item["end"]] == item["text"] for item in items)
    assert all(item["boxes"] == [] and item["page"] is None for item in items)


def test_text_that_is_not_utf_8_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Tổng thu".encode("utf-16"))
    done = baocao("extract", "a.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "a.txt" in done.stderr
    assert "UTF-8" in done.stderr
    assert "Traceback" not in done.stderr
