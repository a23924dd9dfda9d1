"""``baocao export``: the tables of the database for other tools, or the whole of it as a bag to hand over."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from pipeline.commands._options import chosen_format, db_option, output_options

if TYPE_CHECKING:
    from db.frames import TableRows

_FORMATS = ("csv", "json", "xlsx", "parquet")
_SOME_MISSING = 3


@click.command(short_help="Export tables to csv, json, xlsx or parquet; or all, with the PDFs, as a bag.")
@db_option
@click.option("--table", "names", multiple=True, metavar="NAME", help="Only this table or view; may be repeated.")
@click.option(
    "--bag",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Make a BagIt bag there: a copy of the database, the source files, and their checksums.",
)
@click.option(
    "--bag-info",
    "labels",
    multiple=True,
    metavar="LABEL=TEXT",
    help="A line for the bag's bag-info.txt; may be repeated.",
)
@output_options(formats=_FORMATS, default="csv")
def export(
    db_path: Path,
    names: tuple[str, ...],
    bag: Path | None,
    labels: tuple[str, ...],
    form: str | None,
    as_json: bool,
    output: Path | None,
) -> int:
    """Export tables: one to standard output or a file, or several into a folder (csv, parquet), an object (json) or
    a workbook (xlsx). Without --table: all tables and views.

    The views v_observations and v_citations have each value and each mention with its page, boxes, printed text
    and file. Text that a spreadsheet would take for a formula gets a leading apostrophe in csv and xlsx.

    \b
    Examples:
      baocao export --table v_observations > observations.csv
      baocao export --format csv --output tables/
      baocao export --output archive.xlsx
      baocao export --table cited_documents --json
      baocao export --table v_observations --output observations.parquet
      baocao export --bag handover/ --bag-info "Source-Organization=UBND huyện An Sơn"
    """
    from db import open_archive

    if bag is not None:
        if names or form or as_json or output:
            raise click.UsageError("--bag takes all there is: leave out --table, --format, --json and --output.")
        return _bag(db_path, bag, labels)
    if labels:
        raise click.UsageError("--bag-info goes with --bag FOLDER.")
    form = chosen_format(form, as_json, output, default="csv", formats=_FORMATS)
    folder = _folder(form, len(set(names)), output)
    with open_archive(db_path) as archive, archive.maintenance.streamed(names) as chosen:
        if folder is None:
            _write(chosen, form, output, named=len(chosen) > 1)
        else:
            _write_folder(chosen, form, folder)
    return 0


def _folder(form: str, named: int, output: Path | None) -> Path | None:
    """The folder to write into, one file a table; None where one file, or standard output, takes all."""
    if form not in ("csv", "parquet"):
        return None
    if named == 1 and not (output is not None and output.is_dir()):
        return None
    if output is None:
        raise click.UsageError(f"{form} holds one table: name one with --table, or a folder with --output FOLDER.")
    if output.is_file() or (output.suffix[1:].lower() in _FORMATS and not output.is_dir()):
        raise click.UsageError(
            f"{output}: is one file, and {form} holds one table a file. Name one with --table, or a folder "
            f"(--format {form} --output {output.with_suffix('')}), or use xlsx or json, which hold all in one file."
        )
    return output


def _write_folder(chosen: Sequence[TableRows], form: str, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"{folder}: no folder can be made there ({error.strerror}).") from error
    for table in chosen:
        path = folder / f"{table.name}.{form}"
        _write([table], form, path, named=False)
        click.echo(f"{path}: {table.count} rows", err=True)


def _write(chosen: Sequence[TableRows], form: str, output: Path | None, *, named: bool) -> None:
    from pipeline.export.spreadsheet import write_workbook
    from pipeline.export.tables import sheet_of, write_csv, write_json, write_parquet
    from pipeline.export.writers import opened

    if form == "csv":
        # Excel takes a CSV file for Unicode only when it begins with the mark; a program on a pipe wants none.
        with _text(output, "utf-8-sig") as target:
            write_csv(chosen[0], target)
    elif form == "json":
        with _text(output, "utf-8") as target:
            write_json(chosen, target, named=named)
    else:
        with opened(output) as file:
            if form == "parquet":
                write_parquet(chosen[0], file)
                return
            for note in write_workbook([sheet_of(table) for table in chosen], file):
                click.echo(note, err=True)


@contextmanager
def _text(output: Path | None, encoding: str) -> Iterator[IO[str]]:
    from pipeline.export.writers import opened

    if output is None:
        yield sys.stdout
        return
    with opened(output) as file:
        target = io.TextIOWrapper(file, encoding=encoding, newline="")
        yield target
        target.detach()


def _bag(db_path: Path, folder: Path, labels: Sequence[str]) -> int:
    from db import open_archive
    from pipeline.export.bagit import make_bag

    with open_archive(db_path) as archive:
        bag = make_bag(archive, folder, labels)
    for sentence in bag.missing:
        click.echo(sentence, err=True)
    missing = f"; {len(bag.missing)} missing, see data/missing-sources.csv" if bag.missing else ""
    click.echo(f"{folder}: a bag with the database and {bag.sources} source files{missing}", err=True)
    return _SOME_MISSING if bag.missing else 0
