"""``baocao export``: the tables of the database for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.options import chosen_format, db_option, output_options

#: What is exported when no table is named: the contract's tables but for the texts, which are long.
_USUAL = (
    *("reports", "files", "sections", "citations", "cited_documents", "figures", "percentages", "ratios"),
    *("indicators", "observations", "tables", "cells", "footnotes", "findings"),
)


@click.command(short_help="Export tables to csv, json or xlsx.")
@db_option
@click.option("--table", "names", multiple=True, metavar="NAME", help="Only this table or view; may be repeated.")
@output_options(formats=("csv", "json", "xlsx"), default="csv")
def export(db_path: Path, names: tuple[str, ...], form: str | None, as_json: bool, output: Path | None) -> int:
    """Export tables: one to standard output, or several into a folder (csv), an object (json) or a workbook (xlsx).

    The views v_observations and v_citations have each value and each mention with its page, boxes, printed text
    and file. Text that a spreadsheet would take for a formula gets a leading apostrophe in csv and xlsx.

    \b
    Examples:
      baocao export --table v_observations > observations.csv
      baocao export --format csv --output tables/
      baocao export --output archive.xlsx
      baocao export --table cited_documents --json
    """
    from db import open_archive
    from pipeline.output import write_frames

    form = chosen_format(form, as_json, output, default="csv")
    if form == "table":
        raise click.UsageError("export writes csv, json or xlsx.")
    chosen = names or _USUAL
    to_folder = form == "csv" and (len(chosen) > 1 or (output is not None and output.is_dir()))
    if to_folder and output is None:
        raise click.UsageError("csv holds one table: name one with --table, or a folder with --output FOLDER.")
    with open_archive(db_path) as archive:
        frames = {name: archive.table(name) for name in chosen}
    if not to_folder or output is None:
        write_frames(frames, form, output)
        return 0
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"{output}: no folder can be made there ({error.strerror}).") from error
    for name, frame in frames.items():
        write_frames({name: frame}, "csv", output / f"{name}.csv")
        click.echo(f"{output / name}.csv: {len(frame)} rows", err=True)
    return 0
