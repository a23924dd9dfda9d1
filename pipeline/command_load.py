"""``baocao load``: files and folders into the database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.options import db_option, ocr_option

if TYPE_CHECKING:
    from corpus import Ocr

#: Exit codes of the contract.
SOME_FAILED, INTERRUPTED = 3, 130


@click.command(short_help="Load reports (PDF) into the database.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@db_option
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=lambda: os.cpu_count() or 1,
    show_default="one for each core",
    help="How many processes read.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=900.0,
    show_default=True,
    metavar="SECONDS",
    help="Give a file up after this long.",
)
@ocr_option
def load(paths: tuple[str, ...], db_path: Path, workers: int, timeout: float, ocr: Ocr) -> int:
    """Load reports (PDF) into the database: files, folders with all that is below them, and patterns.

    What is loaded already is skipped, so the same command takes up a load that was stopped. A file that
    cannot be read is recorded with the reason (see "baocao reports"), and the others go on.

    \b
    Examples:
      baocao load reports/
      baocao load 2023/*.pdf --db an-lao.db --workers 4
      baocao load scans/ --ocr always
    """
    from db import open_archive
    from pipeline.discover import discover
    from pipeline.interrupt import deferred_interrupt
    from pipeline.load import load as load_files
    from pipeline.progress import LoadProgress

    found = discover(paths)
    for problem in found.problems:
        click.echo(problem, err=True)
    if not found.files:
        raise click.ClickException("nothing to load.")
    with (
        open_archive(db_path, write=True) as archive,
        deferred_interrupt() as stopping,
        LoadProgress(len(found.files)) as progress,
    ):
        done = load_files(
            archive,
            found.files,
            progress,
            workers=min(workers, len(found.files)),
            timeout=timeout,
            stopping=stopping,
            ocr=ocr,
        )
    rate = f", {done.pages / done.seconds:.0f} pages/s" if done.pages and done.seconds else ""
    click.echo(
        f"{db_path}: {done.loaded} loaded ({done.pages} pages), {done.skipped} skipped (loaded before), "
        f"{done.duplicates} duplicates, {done.failed} failed; {done.seconds:.1f} s{rate}",
        err=True,
    )
    if done.interrupted:
        click.echo("Interrupted: run the same command again to load the rest.", err=True)
        return INTERRUPTED
    if done.failed:
        click.echo(f"Why files failed: baocao reports --db {db_path}", err=True)
    return SOME_FAILED if done.failed or found.problems else 0
