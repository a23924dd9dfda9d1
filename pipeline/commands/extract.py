"""``baocao extract``: one file to JSON, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands._options import ocr_option, reading_options

if TYPE_CHECKING:
    from corpus import Ocr


@click.command(short_help="Print all that is found in one file, as JSON.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there, not to the screen.")
@click.option("--json", "_as_json", is_flag=True, help="Accepted everywhere; here the output is JSON in any case.")
@reading_options
@ocr_option
def extract(
    file: Path, output: Path | None, _as_json: bool, timeout: float, page_timeout: float, memory: int, ocr: Ocr
) -> int:
    """Print all that is found in one FILE (a PDF, or UTF-8 text named *.txt) as one JSON object.

    \b
    The object has report, sections, tables, citations, figures, percentages, ratios, observations,
    footnotes, pages, warnings and text. Each item has start and end (offsets into text; for a .txt
    file, into the file as it stands), page, boxes [[page, x0, y0, x1, y1], …] and section.

    \b
    Examples:
      baocao extract report.pdf > report.json
      baocao extract report.pdf | jq '.citations[] | [.number, .date, .page]'
    """
    from extractors.extraction import extract as find
    from pipeline.commands._one_file import read_one
    from pipeline.export.writers import write_json
    from pipeline.workers.contract import contract_object
    from pipeline.workers.pool import Limits

    limits = Limits(timeout, page_timeout, memory * 1024 * 1024)
    document = read_one(file, ocr, limits, "is not UTF-8 text (at byte {place}). Save it as UTF-8 and try again.")
    contract = contract_object(document, find(document))
    # The text of the pages is in "text" already, without the page numbers.
    contract["pages"] = [{name: page[name] for name in page if name != "text"} for page in contract["pages"]]
    write_json(contract, output)
    return 0
