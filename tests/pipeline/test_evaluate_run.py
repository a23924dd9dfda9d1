from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

import corpus
import extractors.extraction
from corpus import Block, Document
from extractors.records import Extraction, Figure, ReportHeader
from pipeline.evaluation.gold import load_gold
from pipeline.evaluation.run import predict, run

SOURCE = "Thu  9 tỷ đồng và 3 xã."
TEXT = "Thu 9 tỷ đồng và 3 xã."


def figure(text: str, value: int, unit: str) -> Figure:
    start = TEXT.index(text)
    return Figure(start, start + len(text), text, Decimal(value), None, unit, None, None, None)


FOUND = Extraction(ReportHeader(type="Báo cáo"), figures=(figure("9 tỷ đồng", 9, "tỷ đồng"), figure("3 xã", 3, "xã")))
#: The reader folded the two spaces, so that offsets into the text and into the file differ by one.
DOCUMENT = Document(
    TEXT, blocks=(Block("cell", 0, 13), Block("paragraph", 13, len(TEXT))), raw=SOURCE,
    offsets=np.array([0, 1, 2, *range(4, len(SOURCE))], dtype=np.int32),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(corpus, "read", lambda path: DOCUMENT, raising=False)
    monkeypatch.setattr(extractors.extraction, "extract", lambda document: FOUND)
    items = [{"start": 5, "end": 14, "text": "9 tỷ đồng", "value": 9, "unit": "tỷ đồng"}]
    gold = {"figures": items, "report": {"type": "Báo cáo"}}
    (tmp_path / "a.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_predictions_carry_the_offsets_of_the_file(folder: Path) -> None:
    extracted, report = predict(DOCUMENT, load_gold(folder / "a.gold.json"))
    assert [(item["start"], item["end"], item["text"]) for item in extracted["figures"]] == [
        (5, 14, "9 tỷ đồng"),
        (18, 22, "3 xã"),
    ]
    assert report["type"] == "Báo cáo"


@pytest.mark.parametrize(("has_cells", "texts"), [(False, ["3 xã"]), (True, ["9 tỷ đồng", "3 xã"])])
def test_cells_of_a_pdf_are_left_out_unless_annotated(folder: Path, has_cells: bool, texts: list[str]) -> None:
    gold = replace(load_gold(folder / "a.gold.json"), has_offsets=False, has_cells=has_cells)
    extracted, _ = predict(replace(DOCUMENT, raw=None, offsets=None), gold)
    assert [item["text"] for item in extracted["figures"]] == texts


def test_run_prints_the_scores(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([folder], as_json=False, show=True) == 0
    out = capsys.readouterr().out
    assert "false   3 xã" in out
    assert "0.500   1.000   0.667" in out


def test_run_prints_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([folder / "a.txt"], as_json=True, show=False) == 0
    figures = json.loads(capsys.readouterr().out)["pooled"]["kinds"]["figures"]
    assert (figures["precision"], figures["recall"]) == (0.5, 1.0)


def test_run_says_what_is_wrong_with_a_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([tmp_path / "none.txt"], as_json=False, show=False) == 1
    captured = capsys.readouterr()
    assert not captured.out
    assert "none.txt: no gold annotation found" in captured.err
