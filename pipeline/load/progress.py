"""How far a load has come, on standard error: a bar on a terminal, else one line for each file that failed."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.load.discovery import one_line


class LoadProgress:
    """Files, pages a second, failures, time left."""

    def __init__(self, total: int) -> None:
        """Be ready for ``total`` files."""
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._pages = self._failed = 0
        self._begun = time.monotonic()
        self._bar = Progress(
            TextColumn("files"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]:.0f} pages/s"),
            TextColumn("{task.fields[failed]} failed"),
            TimeRemainingColumn(),
            console=self._console,
            disable=not sys.stderr.isatty(),
            transient=True,
        )
        self._task = self._bar.add_task("load", total=total, rate=0.0, failed=0)

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def file_done(self, _path: str, pages: int, failed: str | None, /) -> None:
        """One file more; ``failed`` is printed as it stands."""
        self._pages += pages
        if failed:
            self._failed += 1
            self._console.print(one_line(failed), markup=False)
        rate = self._pages / max(time.monotonic() - self._begun, 0.001)
        self._bar.update(self._task, advance=1, rate=rate, failed=self._failed)
