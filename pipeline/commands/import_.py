"""``baocao import``: Parquet shards into the database."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands._options import db_option
from pipeline.exit_codes import ExitCode


@click.command("import", short_help="Put Parquet shards of a load into the database.")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="DIR...",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@db_option
def import_(paths: tuple[Path, ...], db_path: Path) -> int:
    """Put what "baocao load --to parquet DIR" has read into the database, as if it had been loaded there.

    What is in the database already is skipped, so the same command takes up an import that was stopped.

    \b
    Examples:
      baocao import shards/
      baocao import machine-1/ machine-2/ --db province.db
    """
    from db import open_archive
    from db.types import RunCounts
    from pipeline.load.interrupt import deferred_interrupt
    from pipeline.load.progress import LoadProgress
    from pipeline.parquet.import_shards import folders, import_shards

    shard_folders = list(folders(paths))
    total = RunCounts()
    with (
        open_archive(db_path, write=True) as archive,
        deferred_interrupt() as stopping,
        LoadProgress(sum(len(files) for _, files in shard_folders)) as progress,
    ):
        for folder, files in shard_folders:
            total = import_shards(archive, folder, files, progress, stopping, total)
    click.echo(
        f"{db_path}: {total.loaded} loaded ({total.pages} pages), {total.skipped} skipped (loaded before), "
        f"{total.duplicates} duplicates, {total.failed} failed; {total.seconds:.1f} s",
        err=True,
    )
    if total.interrupted:
        click.echo("Interrupted: run the same command again to import the rest.", err=True)
        return ExitCode.INTERRUPTED
    if total.failed:
        click.echo(f"Why files failed: baocao reports --db {db_path}", err=True)
    return ExitCode.SOME_FAILED if total.failed else 0
