"""``baocao inspect``: page by page, how a file was read and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands._options import chosen_format, ocr_option, output_options, reading_options

if TYPE_CHECKING:
    from corpus import Ocr

_HEADINGS = (
    "Page", "Read from", "Because", "Layer: words", "syllables", "Read: words", "syllables", "Sure", "Turned",
    "Tables", "Cited", "Figures", "Per cent", "Ratios",
)  # fmt: skip


@click.command(short_help="Show page by page how a file was read, and why.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--image", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Draw each page as a PNG there, with a box around all that was found on it.",
)  # fmt: skip
@output_options()
@reading_options
@ocr_option
def inspect(
    file: Path,
    folder: Path | None,
    form: str | None,
    as_json: bool,
    output: Path | None,
    timeout: float,
    page_timeout: float,
    memory: int,
    ocr: Ocr,
) -> int:
    """Show page by page how FILE (a PDF) was read: from its text layer, from a legacy encoding, or recognised.

    \b
    The measure is the share of words that could be Vietnamese syllables, in the layer that the file
    brought along, and in the text that counts. "Sure" is the mean confidence of recognised words,
    "Turned" by how many degrees a page was turned to be read. In the pictures of --image, boxes are
    red for citations, blue for figures, green for percentages, violet for ratios, grey for tables.

    \b
    Examples:
      baocao inspect report.pdf
      baocao inspect report.pdf --image pictures/
      baocao inspect report.pdf --json | jq '.[] | select(.text_source == "ocr") | .page'
    """
    from extractors.extraction import extract
    from pipeline.commands._one_file import read_one
    from pipeline.errors import OutputError
    from pipeline.export.writers import write_frames, write_json
    from pipeline.inspection.describe import marks, page_rows
    from pipeline.inspection.draw import draw_pages
    from pipeline.workers.pool import Limits

    chosen = chosen_format(form, as_json, output)
    limits = Limits(timeout, page_timeout, memory * 1024 * 1024)
    document = read_one(file, ocr, limits, "is no PDF. Give a PDF to inspect.")
    if not document.pages:
        raise click.ClickException(f"{file}: plain text has no pages to inspect. Give a PDF.")
    extraction = extract(document)
    rows = page_rows(document, extraction)
    if chosen == "table":
        _print(file, rows, document.warnings)
    elif chosen == "json":
        write_json(rows, output)
    else:
        import pandas as pd

        flat = [{**row, "warnings": " ".join(row["warnings"])} for row in rows]
        write_frames({"pages": pd.DataFrame(flat)}, chosen, output)
    if folder is not None:
        try:
            drawn = list(draw_pages(file, marks(document, extraction), folder))
        except OSError as error:
            raise OutputError.unwritable(folder, error) from error
        click.echo(f"{len(drawn)} pictures in {folder}", err=True)
    return 0


def _print(file: Path, rows: list[dict[str, Any]], warnings: tuple[str, ...]) -> None:
    from pipeline.export.console import print_table

    cells = [
        (
            str(row["page"]),
            f"{row['text_source']} ({row['encoding']})" if row["encoding"] else row["text_source"],
            row["reason"],
            str(row["layer_words"]),
            _share(row["layer_syllable_share"] if row["layer_words"] else None),
            str(row["words"]),
            _share(row["syllable_share"]),
            _share(row["confidence"]),
            f"{row['turned']:g}°" if row["turned"] else "",
            *(str(row[name] or "") for name in ("tables", "citations", "figures", "percentages", "ratios")),
        )
        for row in rows
    ]
    print_table(str(file), _HEADINGS, cells, right=(0, *range(3, len(_HEADINGS))), long=(2,))
    for warning in warnings:
        click.echo(warning)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"
