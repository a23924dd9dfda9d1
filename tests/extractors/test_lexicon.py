"""Vocabulary is data: every row of every file says where it is from."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from extractors.lexicon.terms import term_pattern
from extractors.numbers.figures import find_figures

DATA = sorted((Path(__file__).resolve().parents[2] / "extractors" / "data").glob("*.csv"))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_every_row_has_its_source(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert [row for row in rows if not (row["source"] or "").strip()] == []


def test_terms_of_several_kinds_are_one_pattern() -> None:
    pattern = re.compile(term_pattern("plan", "budget"))
    assert [bool(pattern.fullmatch(word)) for word in ("kế hoạch", "Kế hoạch", "KH", "dự toán", "mục tiêu")] == [
        True, True, True, True, False,
    ]  # fmt: skip
    assert pattern.match("kế hoạchx") is None


def test_a_kind_without_terms_is_an_error() -> None:
    with pytest.raises(ValueError, match="no kind"):
        term_pattern("plans")


@pytest.mark.parametrize("unit", ["TEU", "ha", "m2", "tỷ đồng", "tấn"])
def test_a_unit_is_one_row(unit: str) -> None:
    """Every grammar takes its units from the table: a value, and a second one behind a stroke."""
    assert [str(figure.value) for figure in find_figures(f"Kết quả 300 {unit}/350 {unit}, 20 {unit}.", [])] == [
        "300", "350", "20",
    ]  # fmt: skip


def test_a_foreign_currency_behind_two_multipliers() -> None:
    (figure,) = find_figures("Kim ngạch ước đạt 27 tỷ 781 triệu đô la Mỹ.", [])
    assert (figure.unit, figure.base_unit) == ("tỷ đô la Mỹ", "USD")
