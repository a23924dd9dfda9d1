"""``baocao register import``: a catalogue of known documents, to hold citations against."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import click

from pipeline.commands._options import db_option

#: Among so many rows the headings are looked for.
_TITLE_ROWS = 12
#: Headings of catalogues, folded → the column that they are.
_HEADINGS = {
    "type": ("type", "loai", "loai van ban", "hinh thuc"),
    "number": ("number", "so", "so ky hieu", "so, ky hieu", "so hieu", "ky hieu", "so van ban"),
    "date": ("date", "ngay", "ngay ban hanh", "ngay thang", "ngay van ban"),
    "issuer": ("issuer", "co quan ban hanh", "co quan", "noi ban hanh", "tac gia"),
    "title": ("title", "trich yeu", "trich yeu noi dung", "noi dung", "ten van ban"),
}


@click.group(short_help="Bring in a catalogue of known documents to check citations against.")
def register() -> None:
    """Keep a register of known documents beside what reports cite."""


@register.command("import", short_help="Read a catalogue (csv or xlsx).")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--province", metavar="NAME", help="Whose UBND tỉnh is meant where an issuer does not name its province.")
@db_option
def import_(file: Path, province: str | None, db_path: Path) -> int:
    """Read a catalogue of documents into the register; "baocao audit" then says what is cited otherwise.

    FILE has a heading row with type, number, date, issuer and title, or loại văn bản, số ký hiệu, ngày ban hành,
    cơ quan ban hành and trích yếu. Type and number must be there. An entry that is there already is replaced.

    \b
    Examples:
      baocao register import muc-luc-van-ban.xlsx --province "Bình Định"
      baocao register import catalogue.csv
    """
    from db import open_archive

    rows = _read(file)
    with open_archive(db_path) as archive:
        archive.maintenance.table_names()
    with open_archive(db_path, write=True) as archive:
        try:
            added = archive.citations.import_register(rows, file.name, province)
        except ValueError as error:
            raise click.ClickException(f"{file}: {error} Nothing was taken in; mend the row and try again.") from error
    click.echo(f"{db_path}: {len(rows)} documents read from {file.name}, {added} of them new.", err=True)
    return 0


def _read(file: Path) -> list[dict[str, Any]]:
    import pandas as pd

    try:
        if file.suffix.lower() in (".xlsx", ".xlsm"):
            frame = pd.read_excel(file, dtype=str, header=None)
        else:
            frame = pd.read_csv(file, dtype=str, header=None, encoding="utf-8-sig", sep=None, engine="python")
    except (ValueError, OSError, csv.Error, pd.errors.ParserError) as error:
        raise click.ClickException(
            f"{file}: cannot be read as a table ({error}). Save it as .xlsx, or as .csv in UTF-8."
        ) from error
    return _renamed(_with_headings(frame), file)


def _with_headings(frame: Any) -> Any:
    """``frame`` below the first row that has a heading of ours: a catalogue may have its title above."""
    from db.text import fold

    known = {heading for headings in _HEADINGS.values() for heading in headings}
    for place, row in enumerate(frame.head(_TITLE_ROWS).itertuples(index=False)):
        if sum(fold(str(cell)) in known for cell in row) > 1:
            below = frame.iloc[place + 1 :]
            below.columns = [str(cell) for cell in row]
            return below
    frame.columns = [str(cell) for cell in frame.iloc[0]] if len(frame) else frame.columns
    return frame.iloc[1:]


def _renamed(frame: Any, file: Path) -> list[dict[str, Any]]:
    from db.text import fold

    known = {heading: name for name, headings in _HEADINGS.items() for heading in headings}
    names = {column: known[fold(str(column))] for column in frame.columns if fold(str(column)) in known}
    missing = [name for name in ("type", "number") if name not in names.values()]
    if missing:
        raise click.ClickException(
            f"{file}: no column {' and '.join(missing)}. It has: {', '.join(map(str, frame.columns))}. "
            "Name them type (loại văn bản) and number (số ký hiệu)."
        )
    frame = frame[list(names)].rename(columns=names)
    return [
        {str(name): None if value != value else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]
