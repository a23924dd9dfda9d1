"""A slip in an annotation is named, with its file and line, and never scored as a failure of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.evaluation.case_tables import load_cases
from pipeline.evaluation.gold import GoldError


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Thu {f value=2.522,81; unit=tỷ đồng|2.522,81 tỷ đồng}.", "value=2.522,81 is no number"),
        ("Thu {f value=NaN; unit=tỷ đồng|5 tỷ đồng}.", "value=NaN is no number"),
        ("Theo {c typ=Quyết định|Quyết định số 21/QĐ-UBND}.", "unknown field typ"),
        ("Theo {c type|Quyết định số 21/QĐ-UBND}.", "a field without its value: type"),
        ("Theo {c type=Quyết định; date=25/01/2023|Quyết định ngày 25/01/2023}.", "date=25/01/2023 is no date"),
    ],
)
def test_slip_is_named(tmp_path: Path, line: str, said: str) -> None:
    table = tmp_path / "figures.cases"
    table.write_text(f"# slips\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldError) as slip:
        list(load_cases(table))
    assert f"{table}, line 2: " in str(slip.value)
    assert said in str(slip.value)
