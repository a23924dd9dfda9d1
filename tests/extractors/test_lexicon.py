"""Vocabulary is data: every row of every file says where it is from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

DATA = sorted((Path(__file__).resolve().parents[2] / "extractors" / "data").glob("*.csv"))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_every_row_has_its_source(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert [row for row in rows if not (row["source"] or "").strip()] == []
