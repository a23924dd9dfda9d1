"""``baocao compare``: indicators across periods and districts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands._options import chosen_format, db_option, output_options

if TYPE_CHECKING:
    import pandas as pd

MEASURES = ("value", "plan", "percent_of_plan", "percent_of_base", "growth", "share", "level")
ROLES = ("actual", "estimate", "plan", "prior")
_MEASURE_NAMES = {
    "value": "",
    "percent_of_plan": "% of plan",
    "percent_of_base": "% of base",
    "growth": "growth",
    "share": "share",
    "level": "level",
}


@click.command(short_help="Compare indicators across periods and districts.")
@click.argument("indicators", nargs=-1, metavar="[INDICATOR]...")
@db_option
@click.option("--district", "districts", multiple=True, metavar="NAME", help="Only this district; may be repeated.")
@click.option("--from", "period_from", metavar="PERIOD", help="From this period on, such as 2021 or 2022-H1.")
@click.option("--to", "period_to", metavar="PERIOD", help="Up to this period.")
@click.option("--measure", type=click.Choice(MEASURES), help="Only this measure; plan: the values that were planned.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice(ROLES),
    default=("actual", "estimate"),
    help="What the value is; may be repeated.  [default: actual, estimate]",
)
@click.option("--wide", "as_wide", is_flag=True, help="For csv, json and xlsx: one column a period, without sources.")
@click.option(
    "--sources/--no-sources", default=True, show_default=True, help="In the table: the report and page of each value."
)
@click.option("--today", is_flag=True, help="By the province that holds the place since 1 July 2025, and say which.")
@click.option(
    "--chart",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Draw the series into FILE (.svg or .png), instead of printing them.",
)
@output_options()
def compare(
    indicators: tuple[str, ...],
    db_path: Path,
    districts: tuple[str, ...],
    period_from: str | None,
    period_to: str | None,
    measure: str | None,
    roles: tuple[str, ...],
    as_wide: bool,
    sources: bool,
    today: bool,
    chart: Path | None,
    form: str | None,
    as_json: bool,
    output: Path | None,
) -> int:
    """Compare one or more indicators across periods and districts.

    INDICATOR is a name, a code, or part of a name, with or without diacritics; none means all. A gap is shown as
    "·", values that contradict each other stand together with "≠". Half years and whole years have columns of
    their own, also where no report fills them. csv, json and xlsx have a row for each value, with its report, page and
    printed text.

    \b
    Examples:
      baocao compare "thu ngân sách"
      baocao compare "tong thu ngan sach" --district "An Lão" --from 2021 --to 2023
      baocao compare "thu ngân sách" --measure plan --no-sources
      baocao compare "thu ngân sách" --role actual --role estimate --role plan --chart revenue.svg
      baocao compare "hộ nghèo" --measure level --format csv > poverty.csv
    """
    from db import open_archive
    from db.frames import wide
    from pipeline.export.series import write_series
    from pipeline.export.writers import write_frames
    from pipeline.i18n import period_heading

    form = chosen_format(form, as_json, output)
    if measure == "plan":
        measure, roles = "value", ("plan",)
    with open_archive(db_path) as archive:
        try:
            series = archive.series.compare(indicators, districts, period_from, period_to, measure, roles, today)
            known = archive.reports.districts() if chart is not None else []
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    if series.empty:
        click.echo("No values match: leave out a condition, or see what there is: baocao indicators", err=True)
    if chart is not None:
        _draw(series, chart, known)
    elif form == "table":
        _print(series, sources)
    elif as_wide:
        table = wide(series, partial(period_heading, "vi")).map(
            lambda cell: " ≠ ".join(cell) if isinstance(cell, list) else cell
        )
        write_frames({"compare": table}, form, output)
    else:
        write_series(series, form, output)
    return 0


def _draw(series: pd.DataFrame, chart: Path, known: Sequence[tuple[str, str | None]]) -> None:
    from pipeline.charts.figure import draw

    draw(series, chart, known=known)
    click.echo(f"{chart}: drawn.", err=True)


def _print(series: pd.DataFrame, sources: bool) -> None:
    from db.frames import rows as as_rows
    from db.types import ROW_KEY
    from pipeline.export.console import print_table
    from pipeline.i18n import period_heading

    periods = list(dict.fromkeys(series["period"]))
    rows: dict[tuple[Any, ...], dict[str, list[dict[str, Any]]]] = {}
    for record in as_rows(series):
        rows.setdefault(tuple(record[name] for name in ROW_KEY), {}).setdefault(record["period"], []).append(record)
    labels = [period_heading("vi", period) for period in periods]
    if sys.stdout.isatty():
        labels = [label.replace(" (", "\n(", 1) for label in labels]
    headings = ["indicator", "unit", "district", *labels]
    lines = []
    for key, cells in rows.items():
        indicator, measure, basis, kind, unit, district, _province = key
        what = ", ".join(filter(None, [_MEASURE_NAMES[measure], basis, "" if kind == "actual" else kind]))
        label = f"{indicator} ({what})" if what else indicator
        place = _place(district, next(iter(cells.values()))[0])
        lines.append([label, unit, place, *(_cell(cells[period], sources) for period in periods)])
    values = range(3, len(headings))
    print_table(None, headings, lines, right=values, long=(0, *values) if sources else (0,))


def _place(district: str | None, value: dict[str, Any]) -> str:
    """The district; with the unit that holds it today, where that was asked for."""
    now = value.get("province_today")
    return " · ".join(filter(None, [now and f"{now} (nay)", district])) or "–"


def _cell(values: list[dict[str, Any]], sources: bool) -> str:
    from pipeline.export.console import vietnamese_number

    shown: dict[str, list[str]] = {}
    for value in values:
        if value["status"] == "gap":
            return "·"
        page = "" if value["page"] != value["page"] or value["page"] is None else f" tr.{value['page']}"
        number = vietnamese_number(value["value_text"])
        if value["value_max_text"] is not None and value["printed_unit"] == value["unit"]:
            number += f"–{vietnamese_number(value['value_max_text'])}"
        places = shown.setdefault(number, [])
        place = f"{value['report'] or Path(value['source_path']).name}{page}"
        if place not in places:
            places.append(place)
    if sources:
        return " ≠ ".join(f"{text} [{'; '.join(places)}]" for text, places in shown.items())
    return " ≠ ".join(shown)
