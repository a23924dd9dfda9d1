"""The case tables: every case is read as its annotation says, but for those marked as known to be wrong."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

import corpus
from extractors.header.reader import read_header
from pipeline.evaluation.case_tables import load_cases
from pipeline.evaluation.gold import Gold, GoldError
from pipeline.evaluation.matching import FileScore, pool, score_file
from pipeline.evaluation.rules import REPORT_FIELDS
from pipeline.evaluation.run import predict

CASES = Path(__file__).parents[1] / "cases"
TABLES = {path.stem: list(load_cases(path)) for path in sorted(CASES.glob("*.cases"))}
#: The least share of fields that is right, over a whole table: what docs/measurements.md says, rounded down.
FLOORS = {
    ("citations", "issuer"): 0.93, ("citations", "title"): 0.98, ("citations", "pinpoint"): 0.99,
    ("figures", "indicator"): 0.7, ("percentages", "relation"): 0.98, ("percentages", "basis"): 0.97,
    ("percentages", "indicator"): 0.8, ("ratios", "what"): 0.95, ("ratios", "subject"): 0.8,
}  # fmt: skip


def score(gold: Gold) -> FileScore:
    assert gold.text is not None
    items, report = predict(corpus.read_text(gold.text), gold)
    return score_file(gold.source.name, gold, items, report)


@pytest.fixture(scope="module")
def scores() -> dict[str, list[FileScore]]:
    return {kind: [score(gold) for gold in golds] for kind, golds in TABLES.items()}


@pytest.mark.parametrize("kind", TABLES)
def test_every_case_is_read_as_annotated(kind: str, scores: dict[str, list[FileScore]]) -> None:
    wrong = {one.name for one in scores[kind] if one.kinds[kind].missed or one.kinds[kind].false}
    known = {gold.source.name for gold in TABLES[kind] if gold.known_wrong}
    assert wrong - known == set(), "read wrongly"
    assert known - wrong == set(), "read rightly now: take the mark ! away"


@pytest.mark.parametrize("kind", TABLES)
def test_there_are_many_cases_and_few_known_to_be_wrong(kind: str) -> None:
    assert len(TABLES[kind]) >= 150
    assert sum(gold.known_wrong for gold in TABLES[kind]) <= 0.03 * len(TABLES[kind])
    assert any(not gold.items[kind] for gold in TABLES[kind]), "no traps"


@pytest.mark.parametrize(("kind", "field"), FLOORS)
def test_fields_are_as_right_as_is_said(kind: str, field: str, scores: dict[str, list[FileScore]]) -> None:
    right, judged = pool(scores[kind]).kinds[kind].fields[field]
    assert right / judged >= FLOORS[kind, field]


HEADERS = [json.loads(line) for line in (CASES / "headers.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", HEADERS, ids=[case["name"] for case in HEADERS])
def test_a_report_names_itself(case: dict[str, object]) -> None:
    gold, text = case["report"], case["text"]
    assert isinstance(gold, dict)
    assert isinstance(text, str)
    found = asdict(read_header(corpus.read_text(text)))
    wrong = {name: (gold[name], found[name]) for name in gold if not REPORT_FIELDS[name](gold, found)}
    assert wrong == {}


@pytest.mark.parametrize("line", ["{c type=Luật|Luật Đất đai", "thừa }", "{c type=Luật|{x|y}}"])
def test_broken_markup_is_said(tmp_path: Path, line: str) -> None:
    (tmp_path / "citations.cases").write_text(line, encoding="utf-8")
    with pytest.raises(GoldError, match=r"citations\.cases, line 1: .*Correct the markup"):
        list(load_cases(tmp_path / "citations.cases"))
