"""Prints tables: on a terminal within its width, into a pipe as wide as they need."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from pipeline.load.discovery import one_line

#: On a pipe nothing is cut: grep and less want whole lines.
_PIPED_COLUMNS = 10_000


def print_table(
    title: str | None,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: Iterable[int] = (),
    long: Iterable[int] = (),
) -> None:
    """Print ``rows`` under ``headings``.

    The columns numbered in ``right`` hold numbers; those in ``long`` are folded where the terminal is narrow, so that
    numbers, dates and names of reports stay whole.
    """
    piped = not sys.stdout.isatty()
    console = Console(width=_PIPED_COLUMNS if piped else None, highlight=False, no_color=piped)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    numbers, folded = set(right), set(long)
    for index, heading in enumerate(headings):
        table.add_column(
            Text(heading),
            justify="right" if index in numbers else "left",
            no_wrap=piped or index not in folded,
            overflow="fold",
            min_width=12 if index in folded and not piped else None,
        )
    for row in rows:
        # Text objects: a bracket in a title is no markup.
        table.add_row(*(Text(one_line(" ".join(cell.split()))) for cell in row))
    # A number cut in two would be a wrong number: rather a table wider than the terminal.
    least = Measurement.get(console, console.options.update(max_width=_PIPED_COLUMNS), table).minimum
    console.width = max(console.width, least)
    if title:
        console.print(Text(title, style="bold"))
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        sys.stdout.write(line.rstrip() + "\n")


def vietnamese_number(text: str) -> str:
    """``1234.5`` as it is printed in Vietnam: ``1.234,5``."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"
