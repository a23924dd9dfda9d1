"""``baocao load``: files and folders into the database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.load_options import beyond_options
from pipeline.options import db_option, ocr_option

if TYPE_CHECKING:
    from corpus import Ocr
    from db.files import Reprocess
    from pipeline.discover import Discovery
    from pipeline.load_options import Beyond

#: Exit codes of the contract.
SOME_FAILED, INTERRUPTED = 3, 130


@click.command(short_help="Load reports (PDF) into the database.")
@click.argument("paths", nargs=-1, metavar="PATH...")
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
@click.option(
    "--reprocess",
    type=click.Choice(("outdated", "failed", "all")),
    help="Read files of the database anew: those an earlier version extracted, those that failed, or all.",
)
@beyond_options
def load(
    paths: tuple[str, ...],
    db_path: Path,
    workers: int,
    timeout: float,
    ocr: Ocr,
    reprocess: Reprocess | None,
    beyond: Beyond,
) -> int:
    """Load reports (PDF) into the database: files, folders with all that is below them, and patterns.

    What is loaded already is skipped, so the same command takes up a load that was stopped. A file that
    cannot be read is recorded with the reason (see "baocao reports"), and the others go on.

    \b
    Examples:
      baocao load reports/
      baocao load 2023/*.pdf --db an-lao.db --workers 4
      baocao load scans/ --ocr always
      baocao load --reprocess outdated
      baocao load /shelf --engine dask --scheduler tcp://10.0.0.5:8786
      baocao load /shelf --to parquet shards/
    """
    from pipeline.interrupt import deferred_interrupt
    from pipeline.load import load as load_files
    from pipeline.progress import LoadProgress
    from pipeline.version import extractor_version

    found = _found(paths, db_path, ocr, reprocess)
    for problem in found.problems:
        click.echo(problem, err=True)
    if not found.files:
        if reprocess and not found.problems:
            click.echo(f"{db_path}: nothing is {reprocess}.", err=True)
            return 0
        raise click.ClickException("nothing to load.")
    engine = beyond.engine(timeout)
    with (
        beyond.store(db_path, found.files, extractor_version(ocr)) as archive,
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
            again=reprocess == "all",
            engine=engine,
        )
    rate = f", {done.pages / done.seconds:.0f} pages/s" if done.pages and done.seconds else ""
    click.echo(
        f"{beyond.target(db_path)}: {done.loaded} loaded ({done.pages} pages), {done.skipped} skipped (loaded before), "
        f"{done.duplicates} duplicates, {done.failed} failed; {done.seconds:.1f} s{rate}",
        err=True,
    )
    if done.interrupted:
        click.echo("Interrupted: run the same command again to load the rest.", err=True)
        return INTERRUPTED
    if done.failed and beyond.folder is None:
        click.echo(f"Why files failed: baocao reports --db {db_path}", err=True)
    return SOME_FAILED if done.failed or found.problems else 0


def _found(paths: tuple[str, ...], db_path: Path, ocr: Ocr, reprocess: Reprocess | None) -> Discovery:
    """The files to load: those behind ``paths``, or those of the database that are to be read anew."""
    from db import open_archive
    from pipeline.discover import Discovery, discover
    from pipeline.version import extractor_version

    if (reprocess is None) == (not paths):
        raise click.UsageError("name files or folders to load, or give --reprocess; not both, not neither.")
    if reprocess is None:
        return discover(paths)
    with open_archive(db_path) as archive:
        known = [Path(path) for path in archive.paths_to_reprocess(reprocess, extractor_version(ocr))]
    gone = tuple(
        f"{path}: is not there any more, and what was read of it stays as it is. Put the file back, or load it from "
        "where it is now."
        for path in known
        if not path.is_file()
    )
    return Discovery(tuple(path for path in known if path.is_file()), gone)
