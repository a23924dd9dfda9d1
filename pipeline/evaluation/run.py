"""``baocao evaluate``: how right the extractors are, against gold annotations (docs/evaluation.md)."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path

import corpus
from corpus import Document
from pipeline.evaluation.calibration import as_reliability_table
from pipeline.evaluation.case_tables import load_cases
from pipeline.evaluation.gold import CASES_SUFFIX, KINDS, Gold, GoldError, Item, find_gold, load_gold
from pipeline.evaluation.matching import FileScore, pool, score_file
from pipeline.evaluation.report import as_details, as_json_text, as_table


def run(paths: list[Path], as_json: bool, show: bool) -> int:
    """Score every gold file that ``paths`` mean and print precision, recall and F1 to standard output.

    ``show`` also lists every miss, every false hit and every wrong field. Returns the exit code: 0, or 1 when a path
    leads to no usable gold, said on standard error. Errors of reading a source (``corpus``) pass through.
    """
    try:
        scores, texts = scores_of(paths)
    except GoldError as error:
        print(f"baocao evaluate: {error}", file=sys.stderr)
        return 1
    pooled = pool(scores)
    if as_json:
        print(as_json_text(pooled, scores))
        return 0
    if show:
        print("\n".join(as_details(scores, texts)))
    print("\n".join([*as_table(pooled, scores), *as_reliability_table(pooled)]))
    return 0


def scores_of(paths: list[Path]) -> tuple[list[FileScore], dict[str, str]]:
    """The scores of every gold that ``paths`` mean, and the text of each source by its name.

    Raises GoldError for what is no gold; errors of reading a source pass through.
    """
    scores: list[FileScore] = []
    texts: dict[str, str] = {}
    for gold in golds_of(paths):
        document = corpus.read(gold.source) if gold.text is None else corpus.read_text(gold.text)
        extracted, report = predict(document, gold)
        name = str(gold.source)
        scores.append(score_file(name, gold, extracted, report))
        texts[name] = document.text if document.raw is None else document.raw
    return scores, texts


def golds_of(paths: list[Path]) -> list[Gold]:
    """Every gold that ``paths`` mean, the cases of a table one by one. Raises GoldError for what is no gold."""
    return [gold for path in find_gold(paths) for gold in _load(path)]


def _load(path: Path) -> Iterator[Gold]:
    """The gold of one file: of a table, one for every case."""
    if path.suffix == CASES_SUFFIX:
        yield from load_cases(path)
    else:
        yield load_gold(path)


def predict(document: Document, gold: Gold) -> tuple[dict[str, list[Item]], Item]:
    """Run the extractors; records as plain dicts with the offsets and texts that are shown to users, and the header.

    In a PDF whose tables were not annotated, what stands in a table's cell is left out.
    """
    from extractors.extraction import extract  # spaCy is slow to import, and `baocao --help` must not wait for it

    extraction = extract(document)
    items: dict[str, list[Item]] = {}
    for kind in KINDS:
        items[kind] = []
        for record in getattr(extraction, kind):
            if not gold.has_cells and not gold.has_offsets and _in_cell(document, record.start):
                continue
            item = dataclasses.asdict(record)
            item["start"], item["end"] = document.source_span(record.start, record.end)
            item["text"] = document.printed(record.start, record.end)
            items[kind].append(item)
    return items, dataclasses.asdict(extraction.report)


def _in_cell(document: Document, start: int) -> bool:
    block = document.block_at(start)
    return block is not None and block.kind == "cell"


def main() -> int:
    """Run from a checkout: ``python -m pipeline.evaluation.run GOLD... [--json] [--show]``."""
    parser = argparse.ArgumentParser(description="Precision, recall and F1 against gold annotations.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="GOLD")
    parser.add_argument("--json", action="store_true", help="everything as JSON")
    parser.add_argument("--show", action="store_true", help="every miss, false hit and wrong field")
    arguments = parser.parse_args()
    return run(arguments.paths, arguments.json, arguments.show)


if __name__ == "__main__":
    sys.exit(main())
