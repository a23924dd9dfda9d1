"""``baocao load``: files and folders into the database."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands._load_options import LoadTarget, load_target_options
from pipeline.commands._options import db_option, ocr_option, reading_options
from pipeline.exit_codes import ExitCode

if TYPE_CHECKING:
    from corpus import Ocr
    from db import Archive
    from db.types import Reprocess, RunCounts
    from pipeline.load.discovery import Discovery
    from pipeline.load.protocols import Store
    from pipeline.load.selection import FileSelection
    from pipeline.workers.pool import Limits


@dataclass(frozen=True, slots=True)
class _Settings:
    """How files are read: seconds for a file and for a page, MiB for a process."""

    workers: int
    timeout: float
    page_timeout: float
    memory: int
    ocr: Ocr
    target: LoadTarget

    @property
    def limits(self) -> Limits:
        """What a worker is given."""
        from pipeline.workers.pool import Limits

        return Limits(self.timeout, self.page_timeout, self.memory * 1024 * 1024)


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
@reading_options
@ocr_option
@click.option(
    "--reprocess",
    type=click.Choice(("outdated", "failed", "all")),
    help="Read files of the database anew: those an earlier version extracted, those that failed, or all.",
)
@click.option("--only-failed", is_flag=True, help="Of the files named (or of all known), try those that failed again.")
@click.option("--dry-run", is_flag=True, help="Say what would be done with each file; read and write nothing.")
@click.option("--watch", is_flag=True, help="Go on, and load what comes onto the shelf, until Ctrl-C.")
@click.option(
    "--every",
    type=click.FloatRange(min=0.05),
    default=5.0,
    show_default=True,
    metavar="SECONDS",
    help="How often --watch looks; a file is loaded when it has not changed for so long.",
)
@click.option("--run", "queued", type=int, hidden=True, help="Take this run of the database, which waits.")
@load_target_options
def load(
    paths: tuple[str, ...],
    db_path: Path,
    workers: int,
    timeout: float,
    page_timeout: float,
    memory: int,
    ocr: Ocr,
    reprocess: Reprocess | None,
    only_failed: bool,
    dry_run: bool,
    watch: bool,
    every: float,
    queued: int | None,
    target: LoadTarget,
) -> int:
    """Load reports (PDF) into the database: files, folders with all that is below them, and patterns.

    What is loaded already is skipped, so the same command takes up a load that was stopped. A file that
    cannot be read is recorded with the reason (see "baocao reports"), and the others go on.

    \b
    Examples:
      baocao load reports/
      baocao load 2023/*.pdf --db an-lao.db --workers 4
      baocao load scans/ --ocr always
      baocao load shelf/ --watch
      baocao load shelf/ --dry-run
      baocao load --reprocess outdated
      baocao load /shelf --engine dask --scheduler tcp://10.0.0.5:8786
      baocao load /shelf --to parquet shards/
    """
    if target.scheduler is None and not dry_run:
        from pipeline.workers.forkserver import start_early

        start_early()
    from db import open_archive
    from pipeline.load.selection import FileSelection, select_files

    if queued is not None and not (paths or reprocess or only_failed):
        with open_archive(db_path) as archive:
            paths = tuple(archive.runs.get(queued)["paths"])
    selection = FileSelection(paths, reprocess, only_failed)
    settings = _Settings(workers, timeout, page_timeout, memory, ocr, target)
    if target.folder is not None and (watch or dry_run or only_failed or queued is not None):
        raise click.UsageError("--watch, --dry-run and --only-failed are of a database; --to parquet writes none.")
    if watch:
        if selection.wanted or dry_run or queued is not None:
            raise click.UsageError("--watch goes with paths alone.")
        return _watch(selection, db_path, settings, every)
    discovery = select_files(selection, db_path, ocr)
    _print_problems(discovery)
    if dry_run:
        return _dry_run(selection, discovery, db_path, ocr)
    if not discovery.files:
        return _nothing_to_load(discovery, db_path, selection.wanted, queued)
    from pipeline.load.extractor_version import extractor_version
    from pipeline.load.interrupt import deferred_interrupt
    from pipeline.logs import error_log

    with (
        target.store(db_path, discovery.files, extractor_version(ocr)) as store,
        deferred_interrupt() as stopping,
    ):
        counts = _load(store, selection, discovery, settings, stopping, queued)
    if counts.interrupted:
        click.echo("Interrupted: run the same command again to load the rest.", err=True)
        return ExitCode.INTERRUPTED
    if counts.failed and target.folder is None:
        click.echo(f"Why files failed: baocao reports --db {db_path}", err=True)
    if counts.failed and (log := error_log()) is not None:
        click.echo(f"The log, with tracebacks of internal errors: {log}", err=True)
    return ExitCode.SOME_FAILED if counts.failed or discovery.problems else 0


def _load(
    store: Store | Archive,
    selection: FileSelection,
    discovery: Discovery,
    settings: _Settings,
    stopping: Callable[[], bool],
    queued: int | None = None,
) -> RunCounts:
    """One load, with its row in ``runs``, its bar and its last line."""
    from db import Archive
    from pipeline.load.discovery import shown_path
    from pipeline.load.progress import LoadProgress
    from pipeline.load.run import load as load_files

    engine = settings.target.engine(settings.limits)
    options = {name: getattr(settings, name) for name in ("workers", "timeout", "page_timeout", "memory", "ocr")}
    options |= {"reprocess": selection.reprocess, "only_failed": selection.only_failed}
    options["engine"] = settings.target.scheduler or "local"
    shelf = [shown_path(path) for path in selection.paths]
    run = store.runs.start(shelf, options, len(discovery.files), queued) if isinstance(store, Archive) else None
    with LoadProgress(len(discovery.files)) as progress:
        counts = load_files(
            store,
            discovery.files,
            progress,
            workers=min(settings.workers, len(discovery.files)),
            timeout=settings.timeout,
            page_timeout=settings.page_timeout,
            memory=settings.memory * 1024 * 1024,
            stopping=stopping,
            ocr=settings.ocr,
            again=selection.reprocess == "all",
            retry=selection.wanted == "failed",
            run=run,
            engine=engine,
        )
    rate = f", {counts.pages / counts.seconds:.0f} pages/s" if counts.pages and counts.seconds else ""
    click.echo(
        f"{store.path}: {counts.loaded} loaded ({counts.pages} pages), {counts.skipped} skipped (loaded before), "
        f"{counts.duplicates} duplicates, {counts.failed} failed; {counts.seconds:.1f} s{rate}",
        err=True,
    )
    return counts


def _watch(selection: FileSelection, db_path: Path, settings: _Settings, every: float) -> int:
    from db import open_archive
    from pipeline.load.interrupt import deferred_interrupt
    from pipeline.load.watch import watch

    click.echo(f"Watching {', '.join(selection.paths)}; Ctrl-C ends it.", err=True)
    with open_archive(db_path, write=True) as archive, deferred_interrupt() as stopping:
        for discovery in watch(selection.paths, every, stopping):
            _print_problems(discovery)
            if discovery.files and _load(archive, selection, discovery, settings, stopping).interrupted:
                click.echo("Interrupted: watch again to load the rest.", err=True)
                return ExitCode.INTERRUPTED
    return 0


def _dry_run(selection: FileSelection, discovery: Discovery, db_path: Path, ocr: Ocr) -> int:
    from pipeline.load.discovery import one_line
    from pipeline.load.dry_run import READ, plan
    from pipeline.load.extractor_version import extractor_version

    wanted = {"again": selection.reprocess == "all", "retry": selection.wanted == "failed"}
    counts: Counter[str] = Counter()
    for planned in plan(db_path, discovery.files, extractor_version(ocr), **wanted):
        counts[planned.plan] += 1
        click.echo(f"{planned.plan}\t{one_line(planned.path)}")
    listed = ", ".join(f"{count} {name}" for name, count in counts.most_common()) or "no file"
    click.echo(f"{listed}; {sum(counts[name] for name in READ)} would be read. Nothing was written.", err=True)
    return ExitCode.SOME_FAILED if discovery.problems else 0


def _print_problems(discovery: Discovery) -> None:
    from pipeline.load.discovery import one_line

    for problem in discovery.problems:
        click.echo(one_line(problem), err=True)


def _nothing_to_load(discovery: Discovery, db_path: Path, wanted: str | None, queued: int | None) -> int:
    from db import open_archive

    ended = bool(wanted) and not discovery.problems
    if queued is not None:
        with open_archive(db_path, write=True) as archive:
            why = " ".join(discovery.problems) or "There was nothing to load."
            archive.runs.end(queued, "done" if ended else "failed", message=None if ended else why)
    if ended:
        click.echo(f"{db_path}: nothing is {wanted}.", err=True)
        return 0
    raise click.ClickException("nothing to load.")
