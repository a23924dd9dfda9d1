"""The commands of the archivist's side, as processes: exit codes, messages, files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("review") / "a.db"
    assert baocao("load", SAMPLES / "2022-vinh-trach.pdf", SAMPLES / "2023-H1-an-son.pdf", db=db).returncode == 0
    return db


def baocao(*arguments: object, db: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments), "--db", str(db)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def test_the_audit_says_what_it_found_and_ends_with_4(shelf: Path) -> None:
    done = baocao("audit", "--json", db=shelf)
    found = json.loads(done.stdout)
    assert done.returncode == 4
    assert {row["kind"] for row in found} >= {"percent_mismatch"}
    assert all(row["evidence"] and row["evidence"][0]["page"] for row in found)
    assert "148,72 / 158,90" in baocao("audit", "--report", "312/BC-UBND", "--evidence", db=shelf).stdout
    assert "Giá trị, kế hoạch và tỷ lệ" in baocao("audit", "--lang", "vi", db=shelf).stdout
    assert "parts_sum" in baocao("audit", "--explain", db=shelf).stdout
    for row in found:
        assert baocao("dismiss", row["key"], "--why", "seen", "--who", "an", db=shelf).returncode == 0
    assert baocao("audit", db=shelf).returncode == 0
    assert "dismissed by an: seen" in baocao("audit", "--dismissed", db=shelf).stdout
    assert baocao("dismiss", found[0]["key"], "--undo", db=shelf).returncode == 0
    assert baocao("audit", db=shelf).returncode == 4


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["audit", "--kind", "nonsense"], 2, "There are: parts_sum"),
        (["audit", "--report", "999/BC-UBND"], 1, "no loaded report has the number"),
        (["dismiss", "zzz", "--why", "x"], 1, "no finding has a key"),
        (["correct", "figures", "1", "value", "nhiều"], 2, "is no number"),
        (["correct", "figures", "1", "value"], 2, "VALUE or --empty"),
        (["correct", "figures", "999999", "value", "1"], 1, "has no row 999999"),
        (["corrections", "--undo", "77"], 1, "no active correction 77"),
        (["assign", "không có", "revenue"], 1, "has the phrase"),
        (["assign", "không có"], 2, "INDICATOR or --undo"),
        (["indicators", "--unmatched", "--assigned"], 2, "two lists"),
        (["load"], 2, "Name files or folders"),
        (["load", "samples", "--reprocess", "all"], 2, "not both"),
        (["compare", "thu", "--chart", "x.pdf"], 2, "svg or png"),
    ],
)
def test_mistakes_are_told(shelf: Path, arguments: list[str], code: int, told: str) -> None:
    done = baocao(*arguments, db=shelf)
    assert (done.returncode, told in done.stderr) == (code, True), done.stderr


def test_no_command_makes_a_database(tmp_path: Path) -> None:
    for command in (["audit"], ["dismiss", "a", "--why", "b"], ["correct", "figures", "1", "value", "1"]):
        assert baocao(*command, db=tmp_path / "none.db").returncode == 1
    assert not (tmp_path / "none.db").exists()


def test_a_catalogue_is_read_from_csv_and_xlsx(shelf: Path, tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "Loại văn bản": ["Nghị định", "Quyết định"],
            "Số, ký hiệu": ["60/2021/NĐ-CP", "27/QĐ-UBND"],
            "Ngày ban hành": ["21/6/2021", "09/01/2023"],
            "Cơ quan ban hành": ["Chính phủ", "UBND tỉnh Nam Hải"],
            "Trích yếu": ["cơ chế tự chủ tài chính", None],
        }
    )
    frame.to_excel(tmp_path / "catalogue.xlsx", index=False)
    frame.to_csv(tmp_path / "catalogue.csv", index=False)
    assert "2 documents read" in baocao("register", "import", tmp_path / "catalogue.xlsx", db=shelf).stderr
    assert "0 of them new" in baocao("register", "import", tmp_path / "catalogue.csv", db=shelf).stderr
    found = json.loads(baocao("audit", "--kind", "register_conflict", "--json", db=shelf).stdout)
    assert [row["arithmetic"] for row in found] == ["2023-01-19 ≠ 2023-01-09"]
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    done = baocao("register", "import", tmp_path / "odd.csv", db=shelf)
    assert (done.returncode, "no column type and number" in done.stderr) == (1, True)
    (tmp_path / "empty.csv").write_text("")
    done = baocao("register", "import", tmp_path / "empty.csv", db=shelf)
    assert (done.returncode, "cannot be read as a table" in done.stderr) == (1, True)
    titled = "Mục lục văn bản,,\nnăm 2023,,\nLoại,Số hiệu,Ngày\nQuyết định,5/QĐ-UBND,1/2/2023\n"
    (tmp_path / "titled.csv").write_text(titled, encoding="utf-8")
    assert "1 documents read" in baocao("register", "import", tmp_path / "titled.csv", db=shelf).stderr


def test_reprocess_reads_again_and_keeps_what_was_corrected(shelf: Path) -> None:
    row = json.loads(baocao("export", "--table", "ratios", "--json", db=shelf).stdout)[0]
    assert baocao("correct", "ratios", row["id"], "num", "3", "--why", "seen", db=shelf).returncode == 0
    assert "nothing is outdated" in baocao("load", "--reprocess", "outdated", db=shelf).stderr
    done = baocao("load", "--reprocess", "all", db=shelf)
    assert (done.returncode, "2 loaded" in done.stderr) == (0, True)
    (kept,) = json.loads(baocao("corrections", "--json", db=shelf).stdout)
    assert (kept["status"], kept["corrected"], kept["who"] != "") == ("active", "3", True)


def test_a_chart_is_drawn(shelf: Path, tmp_path: Path) -> None:
    done = baocao("compare", "tổng thu ngân sách", "--measure", "value", "--chart", tmp_path / "c.svg", db=shelf)
    assert done.returncode == 0
    assert "Tổng thu ngân sách" in done.stderr + (tmp_path / "c.svg").read_text("utf-8") or (tmp_path / "c.svg").stat()
