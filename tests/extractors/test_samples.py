"""The bundled reports: built from their sources, extracted as the golden files say, and as right as the README says."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import corpus
from extractors.extraction import extract
from pipeline.evaluation.gold import load_gold
from pipeline.evaluation.matching import pool, score_file
from pipeline.evaluation.run import predict
from pipeline.workers.contract import contract_object

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
GOLDEN = ROOT / "tests" / "golden"
SOURCES = sorted((SAMPLES / "source").glob("*.txt"))


@pytest.fixture(scope="module")
def build() -> Iterator[ModuleType]:
    """``samples/build.py`` as a module; its folder is no package."""
    spec = importlib.util.spec_from_file_location("samples_build", SAMPLES / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = before


def test_there_are_periods_to_compare_and_a_second_district() -> None:
    reports = [json.loads(path.read_text("utf-8"))["report"] for path in (SAMPLES / "gold").glob("*.json")]
    periods: dict[str, set[str]] = {}
    for report in reports:
        periods.setdefault(report["district"], set()).add(report["period"])
    assert len(periods) >= 2
    assert max(len(found) for found in periods.values()) >= 5


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_gold_and_pages_come_from_the_source(build: ModuleType, path: Path, tmp_path: Path) -> None:
    source = build.read_source(path.read_text("utf-8"))
    assert (SAMPLES / "gold" / f"{path.stem}.pdf.gold.json").read_text("utf-8") == build.gold_text(source)
    build.write_pdf(source, tmp_path / "built.pdf")
    # Not byte for byte: another version of Typst may write the same page otherwise.
    assert corpus.read_pdf(tmp_path / "built.pdf").text == corpus.read_pdf(SAMPLES / f"{path.stem}.pdf").text


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_extraction_is_as_it_was(path: Path, regenerate: bool) -> None:
    document = corpus.read_pdf(SAMPLES / f"{path.stem}.pdf")
    found = json.loads(json.dumps(_short(contract_object(document, extract(document))), default=str))
    golden = GOLDEN / f"{path.stem}.json"
    if regenerate:
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text("utf-8")), "read the difference; if it is right: pytest --regenerate"


def _short(found: dict[str, Any]) -> dict[str, Any]:
    """What a reader of the diff wants: every record without its offsets and boxes, and what the text is cut into."""
    kinds = ("citations", "figures", "percentages", "ratios", "observations", "sections")
    dropped = {"start", "end", "boxes", "box", "basis_start", "basis_end", "indicator_start", "indicator_end"}
    dropped |= {"title_start", "title_end", "section_index", "source_index", "figure", "parent", "cue_start", "cue_end"}
    kept: dict[str, Any] = {"report": found["report"], "warnings": found["warnings"]}
    for kind in kinds:
        kept[kind] = [
            {name: value for name, value in item.items() if name not in dropped and value not in (None, [], False)}
            for item in found[kind]
        ]
    return kept


#: The least that the bundled reports must give: what docs/measurements.md says of them, rounded down.
FLOORS = {
    ("citations", None): 0.99,
    ("citations", "issuer"): 0.95,
    ("citations", "title"): 0.97,
    ("figures", None): 0.97,
    ("figures", "indicator"): 0.75,
    ("percentages", None): 0.97,
    ("percentages", "basis"): 0.93,
    ("percentages", "indicator"): 0.8,
    ("ratios", None): 0.99,
    ("ratios", "subject"): 0.85,
}


def test_the_samples_are_read_as_well_as_is_said() -> None:
    scores = []
    for path in sorted((SAMPLES / "gold").glob("*.gold.json")):
        gold = load_gold(path)
        items, report = predict(corpus.read(gold.source), gold)
        scores.append(score_file(path.name, gold, items, report))
    pooled = pool(scores)
    for (kind, name), least in FLOORS.items():
        score = pooled.kinds[kind]
        right, judged = score.fields[name] if name else (0, 0)
        reached = right / judged if name else score.f1
        assert reached is not None
        assert reached >= least, (kind, name, reached)
