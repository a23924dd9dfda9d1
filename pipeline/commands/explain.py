"""``baocao explain``: the way of one value, from its glyphs on the page to the data points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands._options import db_option

if TYPE_CHECKING:
    from db.types import ExplainedPoint, Explanation

_ROW = re.compile(r"(?P<table>[a-z]+)[-#/](?P<id>\d{1,18})")


@click.command(short_help="Print how one value was read, and from which words.")
@click.argument("row", metavar="ROW")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@db_option
def explain(row: str, as_json: bool, db_path: Path) -> int:
    """Print the way of one value: printed words, page and boxes, sentence, indicator, period and role with their rule.

    \b
    ROW is TABLE-ID: figures, percentages, ratios, citations or observations, and the row's id, as --json, "baocao
    audit" and the reading room have it.

    \b
    Examples:
      baocao explain figures-12
      baocao explain observations-40 --json
    """
    from db import open_archive

    match = _ROW.fullmatch(row.strip())
    if match is None:
        raise click.UsageError(f"{row} is no row: write TABLE-ID, as figures-12.")
    with open_archive(db_path) as archive:
        explanation = archive.reports.explain(match["table"], int(match["id"]))
    if as_json:
        import json
        from dataclasses import asdict

        click.echo(json.dumps(asdict(explanation), ensure_ascii=False, indent=2))
        return 0
    for name, text in _lines(explanation):
        click.echo(f"{name:<12} {text}".rstrip())
    return 0


def _lines(explanation: Explanation) -> Iterator[tuple[str, str]]:
    row = explanation.row
    fields = row.fields
    yield "row", f"{row.key} of report {explanation.report}"
    yield "printed", row.text
    source = explanation.text_source or "plain text file"
    letters = f", recognised with a confidence of {row.letters:.2f}" if row.letters is not None else ""
    yield "page", f"{row.page or '–'} ({source}{letters}), section {explanation.section or '–'}"
    for box in row.boxes:
        yield "box", f"page {box[0]}: " + ", ".join(f"{side:.1f}" for side in box[1:]) + " pt"
    yield "sentence", explanation.sentence
    yield "read as", fields.get("how") or "–"
    for name in ("value_text", "unit", "relation", "basis", "indicator", "what", "subject", "type", "number", "issuer"):
        if fields.get(name) is not None:
            yield name.removesuffix("_text"), str(fields[name])
    for point in explanation.points:
        yield from _point_lines(point)
    yield "confidence", "–" if row.confidence is None else f"{row.confidence:.3f}"
    yield "doubts", ", ".join(row.doubts) or "none"
    for change in explanation.corrections:
        yield (
            "corrected",
            (
                f"{change.field}: {change.extracted or '–'} → {change.corrected or '–'} "
                f"({change.who}, {change.at}, {change.status}) {change.why}"
            ),
        )


def _point_lines(point: ExplainedPoint) -> Iterator[tuple[str, str]]:
    yield "data point", f"observations-{point.id}: {point.measure} {point.value} {point.unit}, {point.district or '–'}"
    matched = f", {point.matched_by}" if point.matched_by else ""
    score = f" {point.score:.0f}" if point.score is not None else ""
    yield "  indicator", f"{point.phrase} → {point.indicator} ({point.code or 'in no catalogue'}{matched}{score})"
    yield "  period", f"{point.period or '–'}, {point.role}{f', basis {point.basis}' if point.basis else ''}"
    sentence = f": {point.rule.english}" if point.rule else ""
    yield "  rule", f"{point.method or 'not stored: read by an earlier version'}{sentence}"
    if point.cue:
        yield "  cue", " ".join(point.cue.split())
