"""Options that several commands share, so that they are spelt and explained once."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

FORMATS = ("table", "csv", "json", "xlsx")

db_option = click.option(
    "--db",
    "db_path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("archive.db"),
    show_default=True,
    metavar="FILE",
    help="The database.",
)


ocr_option = click.option(
    "--ocr",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="When to recognise text (Tesseract): on pages whose text layer is missing or worthless, on all, on none.",
)


def reading_options(command: _Command) -> _Command:
    """Add the limits of reading: ``--timeout``, ``--page-timeout``, ``--memory``."""
    seconds = click.FloatRange(min=0, min_open=True)
    decorators = (
        click.option(
            "--memory",
            type=click.IntRange(256, 1024 * 1024),
            default=1024,
            show_default=True,
            metavar="MIB",
            help="How much memory each process may take.",
        ),
        click.option(
            "--page-timeout",
            type=seconds,
            default=120.0,
            show_default=True,
            metavar="SECONDS",
            help="Leave a page out after this long; the rest of the file is read.",
        ),
        click.option(
            "--timeout",
            type=seconds,
            default=900.0,
            show_default=True,
            metavar="SECONDS",
            help="Give a file up after this long.",
        ),
    )
    for decorator in decorators:
        command = decorator(command)
    return command


who_option = click.option(
    "--who",
    default=getpass.getuser,
    show_default="your login name",
    metavar="NAME",
    help="Who says so; kept with it.",
)


def output_options(formats: tuple[str, ...] = FORMATS, default: str = "table") -> Callable[[_Command], _Command]:
    """Add ``--format``, ``--json`` and ``--output`` to a command that prints data."""

    def add(command: _Command) -> _Command:
        decorators = (
            click.option(
                "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there instead."
            ),
            click.option("--json", "as_json", is_flag=True, help="The same as --format json."),
            click.option(
                "--format", "form", type=click.Choice(formats), help=f"How to print the data.  [default: {default}]"
            ),
        )
        for decorator in decorators:
            command = decorator(command)
        return command

    return add


def chosen_format(
    form: str | None,
    as_json: bool,
    output: Path | None,
    default: str = "table",
    formats: tuple[str, ...] = FORMATS,
) -> str:
    """The format asked for by ``--json``, ``--format``, or the ending of the file named by ``--output``.

    Raises:
        click.UsageError: they contradict each other, or the ending is none of ``formats``.
    """
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} contradict each other.")
    if as_json:
        return "json"
    if form is None and output is not None and output.suffix[1:].lower() in formats:
        return output.suffix[1:].lower()
    if form is None and output is not None and output.suffix and not output.is_dir():
        *most, last = [f".{name}" for name in formats if name != "table"]
        raise click.UsageError(
            f"{output.suffix} is no format: name {output.stem}{', '.join(most)} or {last}, or give --format."
        )
    if output is not None and (form or default) == "table":
        raise click.UsageError(f"Tables are for the screen: name {output} *.csv, *.json or *.xlsx, or give --format.")
    return form or default
