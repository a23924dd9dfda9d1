"""``baocao load``: files and folders into the database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.options import db_option, ocr_option

if TYPE_CHECKING:
    from corpus import Ocr
    from db.files import Reprocess
    from pipeline.discover import Discovery

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
@click.option(
    "--page-timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="Leave a page out after this long; the rest of the file is read.",
)
@click.option(
    "--memory",
    type=click.IntRange(256, 1024 * 1024),
    default=1024,
    show_default=True,
    metavar="MIB",
    help="How much memory each process may take.",
)
@ocr_option
@click.option(
    "--reprocess",
    type=click.Choice(("outdated", "failed", "all")),
    help="Read files of the database anew: those an earlier version extracted, those that failed, or all.",
)
@click.option("--run", "queued", type=int, hidden=True, help="Take this run of the database, which waits.")
def load(
    paths: tuple[str, ...],
    db_path: Path,
    workers: int,
    timeout: float,
    page_timeout: float,
    memory: int,
    ocr: Ocr,
    reprocess: Reprocess | None,
    queued: int | None,
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
    """
    from db import open_archive
    from pipeline.discover import one_line, shown_path
    from pipeline.interrupt import deferred_interrupt
    from pipeline.load import load as load_files
    from pipeline.progress import LoadProgress

    if queued is not None and not paths and not reprocess:
        with open_archive(db_path) as archive:
            paths = tuple(archive.run(queued)["paths"])
    found = _found(paths, db_path, ocr, reprocess)
    for problem in found.problems:
        click.echo(one_line(problem), err=True)
    if not found.files:
        return _nothing_to_load(found, db_path, reprocess, queued)
    options = {
        "workers": workers,
        "timeout": timeout,
        "page_timeout": page_timeout,
        "memory": memory,
        "ocr": ocr,
        "reprocess": reprocess,
    }
    with (
        open_archive(db_path, write=True) as archive,
        deferred_interrupt() as stopping,
        LoadProgress(len(found.files)) as progress,
    ):
        run = archive.start_run([shown_path(path) for path in paths], options, len(found.files), queued)
        done = load_files(
            archive,
            found.files,
            progress,
            workers=min(workers, len(found.files)),
            timeout=timeout,
            page_timeout=page_timeout,
            memory=memory * 1024 * 1024,
            stopping=stopping,
            ocr=ocr,
            again=reprocess == "all",
            retry=reprocess == "failed",
            run=run,
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


def _nothing_to_load(found: Discovery, db_path: Path, reprocess: Reprocess | None, queued: int | None) -> int:
    from db import open_archive

    ended = bool(reprocess) and not found.problems
    if queued is not None:
        with open_archive(db_path, write=True) as archive:
            why = " ".join(found.problems) or "There was nothing to load."
            archive.end_run(queued, "done" if ended else "failed", message=None if ended else why)
    if ended:
        click.echo(f"{db_path}: nothing is {reprocess}.", err=True)
        return 0
    raise click.ClickException("nothing to load.")


def _found(paths: tuple[str, ...], db_path: Path, ocr: Ocr, reprocess: Reprocess | None) -> Discovery:
    """The files to load: those behind ``paths``, or those of the database that are to be read anew."""
    from db import open_archive
    from pipeline.discover import Discovery, discover, real_path
    from pipeline.version import extractor_version

    if (reprocess is None) == (not paths):
        raise click.UsageError("name files or folders to load, or give --reprocess; not both, not neither.")
    if reprocess is None:
        return discover(paths)
    with open_archive(db_path) as archive:
        known = [real_path(path) for path in archive.paths_to_reprocess(reprocess, extractor_version(ocr))]
    gone = tuple(
        f"{path}: is not there any more, and what was read of it stays as it is. Put the file back, or load it from "
        "where it is now."
        for path in known
        if not path.is_file()
    )
    return Discovery(tuple(path for path in known if path.is_file()), gone)
