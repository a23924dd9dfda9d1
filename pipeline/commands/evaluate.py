"""``baocao evaluate``: how right the extraction is, against gold annotations."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Score the extraction against gold annotations.")
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="GOLD...")
@click.option("--json", "as_json", is_flag=True, help="The scores as JSON.")
@click.option("--show", is_flag=True, help="Also list what was missed and what was found wrongly.")
def evaluate(gold: tuple[Path, ...], as_json: bool, show: bool) -> int:
    """Print precision, recall and F1 against GOLD: annotation files (*.gold.json) or folders of them.

    The source of a gold file stands beside it: X.gold.json belongs to X.txt, X.pdf.gold.json to X.pdf.

    \b
    Examples:
      baocao evaluate samples/gold
      baocao evaluate report.gold.json --show
    """
    from pipeline.evaluation.run import run

    return run(list(gold), as_json, show)
