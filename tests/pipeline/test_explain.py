"""``baocao explain``: the way of one value, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db import open_archive
from pipeline.cli import cli
from tests.made_reports import read_bundle, written_report

BODY = "Riêng tháng 3 thu ngân sách ước đạt 8,5 tỷ đồng, tăng 9% so với cùng kỳ năm trước."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with open_archive(path, write=True) as archive:
        archive.ingest.store_report(
            read_bundle(written_report(BODY, "tháng 3 và quý I năm 2023"), "a"), "/x/a.txt", "2026-01-01"
        )
    return path


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *arguments, "--db", str(path)])


def test_the_way_of_a_figure_in_words(path: Path) -> None:
    result = run(path, "figures-1")
    assert result.exit_code == 0
    lines = dict(line.split(None, 1) for line in result.stdout.splitlines())
    assert lines["printed"] == "8,5 tỷ đồng"
    assert lines["sentence"] == BODY
    assert "adverbial: The sentence names another period" in lines["rule"]
    assert lines["cue"] == "tháng 3"
    assert lines["period"] == "2023-03, estimate"
    assert lines["doubts"] == "none"


def test_the_way_of_a_data_point_as_json(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        archive.review.correct("observations", 1, "role", "actual", "An", "p. 1")
    told = json.loads(run(path, "observations-1", "--json").stdout)
    assert told["row"]["table"] == "figures"
    (point,) = told["points"]
    assert (point["id"], point["code"], point["method"], point["cue"]) == (1, "revenue", "adverbial", "tháng 3")
    assert point["rule"][0].startswith("The sentence names")
    assert [(change["field"], change["extracted"], change["corrected"]) for change in told["corrections"]] == [
        ("role", "estimate", "actual")
    ]


@pytest.mark.parametrize("row", ["figures-99", "observations-99", "pages-1"])
def test_what_is_not_there_is_said(path: Path, row: str) -> None:
    result = run(path, row)
    assert result.exit_code != 0
    assert "there is no such row" in str(result.exception) + result.output


def test_what_is_no_row_is_a_usage_error(path: Path) -> None:
    assert run(path, "12").exit_code == 2
