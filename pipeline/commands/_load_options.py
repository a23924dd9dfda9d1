"""Options of ``baocao load`` for another engine (Dask) and another store (Parquet)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from db import Archive
    from pipeline.load.protocols import Engine, Store
    from pipeline.workers.pool import Limits

_Command = Callable[..., Any]
_OPTIONS = (
    click.option(
        "--engine",
        "engine_name",
        type=click.Choice(("local", "dask")),
        default="local",
        show_default=True,
        help="Who reads: processes of this machine, or a Dask cluster (see docs/scale.md).",
    ),
    click.option("--scheduler", metavar="ADDRESS", help="The cluster's scheduler: tcp://HOST:PORT or tls://HOST:PORT."),
    click.option("--send-files", is_flag=True, help="Send the files to workers that do not see them under their path."),
    click.option(
        "--dask-config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Dask's settings (YAML), certificates for TLS among them.",
    ),
    click.option(
        "--to",
        "shards",
        type=(click.Choice(("parquet",)), click.Path(file_okay=False, path_type=Path)),
        metavar="parquet DIR",
        help="Write Parquet files into a folder, not into a database; baocao import puts them into one.",
    ),
)


@dataclass(frozen=True, slots=True)
class LoadTarget:
    """Which engine reads (``scheduler`` None: this machine), and where reports go (``folder`` None: the database)."""

    scheduler: str | None
    send_files: bool
    dask_config: Path | None
    folder: Path | None

    def engine(self, limits: Limits) -> Engine | None:
        """The engine, which reads each file within ``limits``.

        Raises:
            click.ClickException: Dask is not installed, or its settings cannot be read.
        """
        if self.scheduler is None:
            return None
        from pipeline.cluster.connection import configure
        from pipeline.cluster.engine import DaskEngine

        configure(self.dask_config)
        return DaskEngine(self.scheduler, limits=limits, send_files=self.send_files)

    def path(self, db_path: Path) -> Path:
        """Where what was read goes: the database, or the folder."""
        return self.folder or db_path

    @contextmanager
    def store(self, db_path: Path, files: Sequence[Path], version: str) -> Iterator[Store | Archive]:
        """Open that place, to keep what is read of ``files`` with ``version``."""
        if self.folder is None:
            from db import open_archive

            with open_archive(db_path, write=True) as archive:
                yield archive
        else:
            from pipeline.parquet.store import ShardStore

            with ShardStore(self.folder, files, version) as shards:
                yield shards


def load_target_options(command: _Command) -> _Command:
    """Add the options to ``command``, which gets them as one argument, ``beyond``."""

    @wraps(command)
    def with_target(
        *arguments: Any,
        engine_name: str,
        scheduler: str | None,
        send_files: bool,
        dask_config: Path | None,
        shards: tuple[str, Path] | None,
        **options: Any,
    ) -> Any:
        _check(engine_name, scheduler, bool(send_files or dask_config), shards is not None)
        target = LoadTarget(scheduler, send_files, dask_config, shards[1] if shards else None)
        return command(*arguments, target=target, **options)

    decorated: _Command = with_target
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def _check(engine_name: str, scheduler: str | None, for_dask: bool, to_shards: bool) -> None:
    context = click.get_current_context()

    def given(name: str) -> bool:
        return context.get_parameter_source(name) is ParameterSource.COMMANDLINE

    if engine_name == "dask" and scheduler is None:
        raise click.UsageError("--engine dask needs the address of a scheduler: --scheduler tcp://HOST:8786.")
    if engine_name == "local" and (scheduler is not None or for_dask):
        raise click.UsageError("--scheduler, --send-files and --dask-config go with --engine dask.")
    if engine_name == "dask" and given("workers"):
        raise click.UsageError("--workers is for this machine; a cluster has the workers that were started for it.")
    if to_shards and given("db_path"):
        raise click.UsageError("--to parquet writes no database: leave --db out, and run baocao import afterwards.")
    if to_shards and given("reprocess"):
        raise click.UsageError("--reprocess reads files of a database anew; for Parquet, load into a new folder.")
