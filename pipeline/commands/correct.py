"""``baocao correct`` and ``baocao corrections``: what an archivist changes, kept beside what was extracted."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands._options import chosen_format, db_option, output_options, who_option


@click.command(short_help="Correct a value that was read wrongly; what was read is kept.")
@click.argument("table")
@click.argument("row_id", type=int, metavar="ROW")
@click.argument("field")
@click.argument("value", required=False)
@click.option("--empty", is_flag=True, help="The field is unknown; instead of a VALUE.")
@click.option("--why", default="", metavar="REASON", help="Why; kept with your name and the time.")
@who_option
@db_option
def correct(
    table: str, row_id: int, field: str, value: str | None, empty: bool, why: str, who: str, db_path: Path
) -> int:
    """Correct one field of one row. Every query uses the new value; a later load puts it in again.

    \b
    TABLE and FIELD are one of
      figures       value, unit
      percentages   value
      ratios        num, den, what, subject
      observations  indicator, period, measure, role, basis, district
      citations     type, number, date, issuer, title
      reports       number, type, issuer, date, title, district, province, period, signer
    ROW is the row's id, as --json and "baocao audit" print it.

    \b
    Examples:
      baocao correct figures 412 value "41,30" --why "p. 2, scan"
      baocao correct reports 7 district "huyện Đắk Song"
      baocao correct citations 88 date 2023-01-09 --why "the original"
    """
    from db import open_archive

    if (value is None) != empty:
        raise click.UsageError("give either a VALUE or --empty.")
    with open_archive(db_path) as archive:
        archive.maintenance.table_names()
    with open_archive(db_path, write=True) as archive:
        try:
            number = archive.review.correct(table, row_id, field, value, who, why)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    click.echo(f"Correction {number} is in. To take it back: baocao corrections --undo {number}", err=True)
    return 0


@click.command(short_help="List what was corrected, or take a correction back.")
@click.option("--undo", type=int, metavar="NUMBER", help="Take this correction back.")
@click.option(
    "--status", type=click.Choice(("active", "undone", "lost")), help="Only these; lost: the evidence has gone."
)
@db_option
@output_options()
def corrections(
    undo: int | None, status: str | None, db_path: Path, form: str | None, as_json: bool, output: Path | None
) -> int:
    """List the corrections: what was extracted, what counts now, who changed it, when and why.

    \b
    Examples:
      baocao corrections
      baocao corrections --status lost --json
      baocao corrections --undo 12
    """
    from db import open_archive
    from db.frames import rows as as_rows
    from pipeline.export.console import print_table
    from pipeline.export.writers import write_frames

    form = chosen_format(form, as_json, output)
    with open_archive(db_path) as archive:
        corrections_frame = archive.review.corrections(status)
    if undo is not None:
        with open_archive(db_path, write=True) as archive:
            archive.review.undo(undo)
        click.echo(f"Correction {undo}: taken back.", err=True)
        return 0
    if form != "table":
        write_frames({"corrections": corrections_frame}, form, output)
        return 0
    names = ("id", "status", "table_name", "row_id", "field", "extracted", "corrected", "who", "at", "why")
    rows = [["–" if row[name] is None else str(row[name]) for name in names] for row in as_rows(corrections_frame)]
    headings = ["number", "status", "table", "row", "field", "extracted", "corrected", "who", "when", "why"]
    print_table(f"Corrections: {len(rows)}", headings, rows, right=(0, 3), long=(5, 6, 9))
    return 0
