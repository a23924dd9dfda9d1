"""The metadata file for Datasette: each of its questions, tables and views answers on a real archive."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

METADATA = Path(__file__).resolve().parents[2] / "docs" / "datasette.yml"


@pytest.fixture(scope="module")
def archive(samples_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Under the name that the metadata have."""
    place = tmp_path_factory.mktemp("datasette") / "archive.db"
    shutil.copyfile(samples_archive, place)
    return place


def ask(archive: Path, path: str) -> str:
    command = [sys.executable, "-m", "datasette", str(archive), "-m", str(METADATA), "--get", path]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.mark.parametrize(
    ("query", "given", "expected"),
    [
        ("series", {"indicator": "thu tiền sử dụng đất", "district": "Vĩnh Trạch"}, {"period": "2023-H1", "page": 2}),
        ("two_dates", {}, {"number": "27/QĐ-UBND", "date": "2023-01-19"}),
        ("pages_with", {"words": "chuyen doi so"}, {"district": "huyện An Sơn"}),
        ("to_look_at", {}, {"severity": "high", "kind": "citation_dates"}),
    ],
)
def test_each_question_finds_what_is_there(
    archive: Path, query: str, given: dict[str, str], expected: dict[str, Any]
) -> None:
    rows = json.loads(ask(archive, f"/archive/{query}.json?{urlencode(given | {'_shape': 'array'})}"))
    assert any(expected.items() <= row.items() for row in rows), rows[:5]


@pytest.mark.parametrize("name", ["v_series", "v_register", "v_findings", "reports", "files", "cited_documents"])
def test_each_table_opens_with_its_description_and_facets(archive: Path, name: str) -> None:
    told = ask(archive, f"/archive/{name}")
    assert "facet" in told
    assert "<table" in told
