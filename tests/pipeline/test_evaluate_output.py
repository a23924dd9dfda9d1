from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.evaluation.gold import load_gold
from pipeline.evaluation.matching import FileScore, pool, score_file
from pipeline.evaluation.report import as_details, as_json_text, as_table

SOURCE = "Năm nay thu được 12,5 tỷ đồng, bằng 104,2% dự toán; chi 9 tỷ đồng cho 3 xã."


@pytest.fixture
def score(tmp_path: Path) -> FileScore:
    (tmp_path / "a.txt").write_text(SOURCE, encoding="utf-8")

    def at(text: str) -> dict[str, object]:
        return {"start": SOURCE.index(text), "end": SOURCE.index(text) + len(text), "text": text}

    data = {
        "figures": [
            at("12,5 tỷ đồng") | {"value": 12.5, "unit": "tỷ đồng", "indicator": "thu", "indicator_alt": []},
            at("9 tỷ đồng") | {"value": 9, "unit": "tỷ đồng"},
        ],
        "report": {"type": "Báo cáo", "place": "Ba Bể"},
    }
    path = tmp_path / "a.gold.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    got = [
        at("12,5 tỷ đồng") | {"value": Decimal("12.5"), "unit": "tỷ đồng", "indicator": "năm"},
        at("3 xã") | {"value": Decimal(3), "unit": "xã", "indicator": None},
    ]
    return score_file("a.txt", load_gold(path), {"figures": got}, {"type": "Báo cáo", "place": None})


def test_table(score: FileScore) -> None:
    lines = list(as_table(pool([score]), [score]))
    assert lines[1].split() == ["figures", "2", "2", "1", "0.500", "0.500", "0.500"]
    assert lines[3].split() == ["indicator", "1", "0", "0.000"]
    assert lines[4].split() == ["report", "2", "1", "0.500"]
    assert len(list(as_table(pool([score, score]), [score, score]))) > len(lines)


def test_details_show_every_error_in_its_place(score: FileScore) -> None:
    text = "\n".join(as_details([score], {"a.txt": SOURCE}))
    assert "missed  9 tỷ đồng" in text
    assert "chi [9 tỷ đồng] cho" in text
    assert "false   3 xã" in text
    assert "indicator: gold 'thu', got 'năm'" in text
    assert "place: gold 'Ba Bể', got None" in text


def test_json_has_everything(score: FileScore) -> None:
    data = json.loads(as_json_text(pool([score]), [score]))
    figures = data["pooled"]["kinds"]["figures"]
    assert (figures["gold"], figures["found"], figures["right"], figures["f1"]) == (2, 2, 1, 0.5)
    assert figures["fields"]["indicator"] == {"right": 0, "judged": 1, "accuracy": 0.0}
    errors = data["files"][0]["kinds"]["figures"]
    assert [item["text"] for item in errors["missed"]] == ["9 tỷ đồng"]
    assert [item["value"] for item in errors["false"]] == [3]
    assert errors["wrong"][0]["field"] == "indicator"
    assert data["files"][0]["kinds"]["report"]["fields"]["place"]["accuracy"] == 0.0
