"""``baocao indicators`` and ``baocao assign``: what is measured, and which wordings of reports mean it."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands._options import chosen_format, db_option, output_options, who_option


@click.command(short_help="List what is measured, and phrases that no known indicator matches.")
@click.option("--unmatched", is_flag=True, help="Phrases that no known indicator matches, most reported first.")
@click.option("--assigned", is_flag=True, help="Phrases that were assigned by hand.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N.")
@db_option
@output_options()
def indicators(
    unmatched: bool,
    assigned: bool,
    limit: int | None,
    db_path: Path,
    form: str | None,
    as_json: bool,
    output: Path | None,
) -> int:
    """List the indicators (chỉ tiêu) of the loaded reports.

    \b
    Examples:
      baocao indicators
      baocao indicators --unmatched --limit 30
      baocao assign "thu cấp quyền sử dụng đất ở" revenue_land
    """
    from db import open_archive
    from db.frames import rows as as_rows
    from pipeline.export.console import print_table
    from pipeline.export.writers import write_frames

    if unmatched and assigned:
        raise click.UsageError("--unmatched and --assigned are two lists: ask for one.")
    form = chosen_format(form, as_json, output)
    with open_archive(db_path) as archive:
        listed = archive.series.indicators("unmatched" if unmatched else "assigned" if assigned else "listed", limit)
    if form != "table":
        write_frames({"indicators": listed}, form, output)
        return 0
    rows = [["–" if value is None else str(value) for value in row.values()] for row in as_rows(listed)]
    print_table(None, [str(name) for name in listed.columns], rows, long=(1,))
    return 0


@click.command(short_help="Say which indicator a phrase of the reports means.")
@click.argument("phrase")
@click.argument("indicator", required=False)
@click.option("--undo", is_flag=True, help="Take the assignment of PHRASE back.")
@click.option("--why", default="", metavar="REASON", help="Why; kept with your name and the time.")
@who_option
@db_option
def assign(phrase: str, indicator: str | None, undo: bool, why: str, who: str, db_path: Path) -> int:
    """Give PHRASE, as reports print it, an INDICATOR: a code, a name, or words of your own. Later loads follow.

    \b
    Examples:
      baocao assign "thu cấp quyền sử dụng đất ở" revenue_land --why "the land levy, as of 2019"
      baocao assign "thu cấp quyền sử dụng đất ở" --undo
    """
    from db import open_archive

    if (indicator is None) != undo:
        raise click.UsageError("give either an INDICATOR or --undo.")
    with open_archive(db_path) as archive:
        archive.maintenance.table_names()
    with open_archive(db_path, write=True) as archive:
        if indicator is None:
            archive.review.unassign(phrase)
            click.echo(f"“{phrase}”: is an indicator of its own again.", err=True)
            return 0
        name, moved = archive.review.assign(phrase, indicator, who, why)
    click.echo(f"“{phrase}” is {name}: {moved} values moved; later loads follow.", err=True)
    return 0
