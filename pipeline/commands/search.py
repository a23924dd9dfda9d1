"""``baocao search``: full text, with or without diacritics."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.commands._options import chosen_format, db_option, output_options

KINDS = ("indicator", "citation", "page")


@click.command(short_help="Find words in the pages, with or without diacritics.")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@db_option
@click.option("--district", "districts", multiple=True, metavar="NAME", help="Only this district; may be repeated.")
@click.option("--from", "period_from", metavar="PERIOD", help="Only reports from this period on.")
@click.option("--to", "period_to", metavar="PERIOD", help="Only reports up to this period.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="Where to look; may be repeated.  [default: everywhere]",
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="At most so many a kind."
)
@output_options()
def search(
    words: tuple[str, ...],
    db_path: Path,
    districts: tuple[str, ...],
    period_from: str | None,
    period_to: str | None,
    kinds: tuple[str, ...],
    limit: int,
    form: str | None,
    as_json: bool,
    output: Path | None,
) -> int:
    """Find the indicators, citations and pages that hold every WORD, the best first. Quote a phrase inside quotes to
    keep it together.

    What is typed with diacritics is found with these diacritics only; what is typed without is found with any.

    \b
    Examples:
      baocao search hộ nghèo
      baocao search thu ngan sach --district "An Lão" --from 2022
      baocao search '"chuyển đổi số"' --kind page --json
    """
    from db import open_archive
    from db.frames import rows as as_rows
    from pipeline.export.writers import write_frames

    form = chosen_format(form, as_json, output)
    with open_archive(db_path) as archive:
        try:
            hits = archive.search.find(" ".join(words), districts, period_from, period_to, limit, kinds or KINDS)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    if form != "table":
        write_frames({"search": hits}, form, output)
        return 0
    if hits.empty:
        click.echo("Nothing has all of these words. Leave one out, or type them without diacritics.", err=True)
    for kind, group in hits.groupby("kind", sort=False):
        _print(str(kind), as_rows(group))
    return 0


def _print(kind: str, rows: list[dict[str, Any]]) -> None:
    from pipeline.export.console import print_table

    if kind == "indicator":
        print_table(f"Indicators: {len(rows)}", ["found"], [[row["snippet"]] for row in rows], long=(0,))
        return
    lines = [
        [
            *(row["report_number"] or Path(row["source_path"]).name, row["district"] or "–", row["period"] or "–"),
            *("–" if row["page"] is None or row["page"] != row["page"] else str(row["page"]), row["snippet"]),
        ]
        for row in rows
    ]
    headings = ["report", "district", "period", "page", "found"]
    print_table(f"{'Pages' if kind == 'page' else 'Citations'}: {len(lines)}", headings, lines, right=(3,), long=(4,))
