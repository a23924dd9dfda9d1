"""``baocao reports``: what is loaded, what failed, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands._options import chosen_format, db_option, output_options

if TYPE_CHECKING:
    import pandas as pd


@click.command(short_help="List what is loaded, and what failed, and why.")
@db_option
@output_options()
def reports(db_path: Path, form: str | None, as_json: bool, output: Path | None) -> int:
    """List the loaded reports, and the files that could not be read, with the reason.

    \b
    Examples:
      baocao reports
      baocao reports --json | jq '.failed[].error'
      baocao reports --output reports.xlsx
    """
    from db import open_archive
    from pipeline.export.writers import write_frames

    form = chosen_format(form, as_json, output)
    with open_archive(db_path) as archive:
        loaded, files = archive.reports.frame(), archive.reports.files()
    failed = files[files["status"] == "failed"].reset_index(drop=True)
    if form == "table":
        _print(loaded, failed)
        return 0
    write_frames({"reports": loaded, "failed": failed}, form, output)
    if form == "csv" and len(failed):
        click.echo(f"{len(failed)} files failed: csv has the loaded reports only; --json and xlsx have both.", err=True)
    return 0


def _related(related: str) -> str:
    """The reports that a report is to be held against: ``same text as #3, other version of #5``."""
    words = {"same_text": "same text as", "version": "other version of"}
    return ", ".join(f"{words[other['relation']]} #{other['report_id']}" for other in json.loads(related))


def _print(loaded: pd.DataFrame, failed: pd.DataFrame) -> None:
    from db.frames import rows as as_rows
    from pipeline.export.console import print_table

    headings = ["id", "number", "date", "district", "period", "title", "pages", "cited", "figures", "%", "file", "see"]
    rows = [
        [
            *(f"#{row['id']}", row["number"] or "–", row["date"] or "–", row["district"] or "–", row["period"] or "–"),
            *(row["title"] or "–", str(row["page_count"]), str(row["citations"]), str(row["figures"])),
            *(str(row["percentages"]), Path(row["source_path"]).name, _related(row["related"])),
        ]
        for row in as_rows(loaded)
    ]
    print_table(f"Reports: {len(rows)}", headings, rows, right=(0, 6, 7, 8, 9), long=(5, 10))
    if len(failed):
        click.echo()
        causes = [[row["error_kind"], row["error"]] for row in as_rows(failed)]
        print_table(f"Files that failed: {len(causes)}", ["kind", "what happened, and what to do"], causes, long=(1,))
