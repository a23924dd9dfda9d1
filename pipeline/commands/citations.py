"""``baocao citations``: which documents are cited, by which reports, where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands._options import chosen_format, db_option, output_options

if TYPE_CHECKING:
    import pandas as pd


#: So many citing reports are named in a line of the table; csv and json have all.
_PLACES = 6


@click.command(short_help="List the cited documents, and who cites them, where.")
@db_option
@click.option("--type", "kind", metavar="TYPE", help="Only this type, such as “Quyết định”.")
@click.option("--issuer", metavar="NAME", help="Only issuers with this in their name.")
@click.option("--number", metavar="NUMBER", help="Only this number, whole (19/QĐ-UBND) or its first figures (19).")
@click.option("--year", type=int, help="Only documents of this year.")
@click.option("--report", metavar="NUMBER", help="Only what this report cites.")
@click.option("--district", metavar="NAME", help="Only what the reports of this district cite.")
@click.option("--held/--not-held", default=None, help="Only documents that the archive has itself, or has not.")
@click.option("--mentions", "each", is_flag=True, help="One row a mention, with its printed text and place.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N; how many there are is said.")
@output_options()
def citations(
    db_path: Path,
    kind: str | None,
    issuer: str | None,
    number: str | None,
    year: int | None,
    report: str | None,
    district: str | None,
    held: bool | None,
    each: bool,
    limit: int | None,
    form: str | None,
    as_json: bool,
    output: Path | None,
) -> int:
    """List the cited documents: how often, by which reports and on which page, first and last.

    Those cited by most reports come first. "≠" marks a document that some mentions date otherwise.

    \b
    Examples:
      baocao citations --issuer "UBND tỉnh" --year 2023
      baocao citations --number 19 --mentions
      baocao citations --report 164/BC-UBND --json
      baocao citations --limit 20
    """
    from db import open_archive
    from db.types import CitationFilter
    from pipeline.export.writers import write_frames

    form = chosen_format(form, as_json, output)
    asked = CitationFilter(kind, issuer, number, year, report, district, held)
    with open_archive(db_path) as archive:
        if each:
            frame, total = archive.citations.mentions(asked), None
        else:
            frame = archive.citations.documents(asked, limit, places=_PLACES if form == "table" else None)
            total = archive.citations.count(asked)
    if frame.empty and asked != CitationFilter():
        click.echo(
            "Nothing matches all that is asked. Leave out a condition, or see the spelling of types and issuers "
            "with baocao citations --limit 50.",
            err=True,
        )
    total = len(frame) if total is None else total
    if limit is not None and total > limit:
        click.echo(f"The first {limit} of {total}; without --limit there are all.", err=True)
        frame = frame.head(limit)
    if form != "table":
        write_frames({"mentions" if each else "citations": frame}, form, output)
    elif each:
        _print_mentions(frame)
    else:
        _print_documents(frame, total)
    return 0


def _print_documents(frame: pd.DataFrame, total: int) -> None:
    from db.frames import rows as as_rows
    from pipeline.export.console import print_table

    rows = [
        [
            *(_name(row), _date(row), row["issuer"] or "–", str(row["mentions"]), _places(row)),
            *(
                row["first_cited"] or "–",
                row["last_cited"] or "–",
                _held(row),
            ),
        ]
        for row in as_rows(frame)
    ]
    headings = ["document", "date", "issuer", "times", "cited by (page)", "first", "last", "held"]
    shown = str(total) if total == len(rows) else f"{len(rows)} of {total}"
    print_table(f"Documents cited: {shown}", headings, rows, right=(3,), long=(0, 2, 4))


def _print_mentions(frame: pd.DataFrame) -> None:
    from db.frames import rows as as_rows
    from pipeline.export.console import print_table

    rows = [
        [
            *(row["report_number"] or Path(row["source_path"]).name, row["period"] or "–", _page(row["page"])),
            *(row["text"], row["pinpoint"] or "", row["title"] or ""),
        ]
        for row in as_rows(frame)
    ]
    headings = ["report", "period", "page", "as printed", "part", "title"]
    print_table(f"Mentions: {len(rows)}", headings, rows, right=(2,), long=(3, 4, 5))


def _name(row: dict[str, Any]) -> str:
    name = " ".join(filter(None, [row["type"], row["number"]]))
    if row["number"]:
        return name
    words = row["title"] or row["cited_by"][0]["text"].removeprefix(row["type"] or "").strip()
    return " ".join(filter(None, [name, words]))


def _date(row: dict[str, Any]) -> str:
    date = row["date"] or ("" if row["year"] != row["year"] or row["year"] is None else str(row["year"]))
    return " ≠ ".join([date, *row["other_dates"]]) if row["other_dates"] else date or "–"


def _places(row: dict[str, Any]) -> str:
    # Numbers start again each year, and in each district: alone they don't tell a report.
    pages: dict[tuple[int, str], set[int]] = {}
    for place in row["cited_by"]:
        name = " ".join(filter(None, [place["report"] or place["file"], place["district"], place["period"]]))
        known = pages.setdefault((place["report_id"], name), set())
        if place["page"] is not None:
            known.add(place["page"])
    names = [f"{name} ({', '.join(map(str, sorted(where)))})" if where else name for (_, name), where in pages.items()]
    more = row["reports"] - len(names)
    return "; ".join(names) + (f"; and {more} more" if more > 0 else "")


def _held(row: dict[str, Any]) -> str:
    number = row["held_report_id"]
    return "" if number is None or number != number else "yes"


def _page(page: Any) -> str:
    return "–" if page is None or page != page else str(page)
