"""``baocao load --watch``: finds files that are new or changed, and waits until they are completely written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.load.discovery import Discovery, discover

#: Seconds between two looks at whether to stop.
_POLL_SECONDS = 0.1
#: What tells that a file has changed: its size and the time of its last change.
_State = tuple[int, int]


def watch(paths: tuple[str, ...], pause: float, stopping: Callable[[], bool]) -> Iterator[Discovery]:
    """Look at ``paths`` every ``pause`` seconds; yield what came or changed and was at rest for one pause.

    A file that is being copied onto the shelf grows from look to look, and is left until it does not. Problems are told
    once. Ends when ``stopping()`` holds.
    """
    processed: dict[Path, _State] = {}
    before: dict[Path, _State] = {}
    reported: set[str] = set()
    while not stopping():
        discovery = discover(paths)
        now = {path: state for path in discovery.files if (state := _state(path)) is not None}
        ready = tuple(path for path, state in now.items() if before.get(path) == state != processed.get(path))
        problems = tuple(
            problem for problem in discovery.problems if problem not in reported and "holds no PDF" not in problem
        )
        reported.update(problems)
        if ready or problems:
            yield Discovery(ready, problems)
            processed |= {path: now[path] for path in ready}
        before = now
        _sleep(pause, stopping)


def _state(path: Path) -> _State | None:
    try:
        discovery = path.lstat()
    except OSError:
        return None
    return discovery.st_size, discovery.st_mtime_ns


def _sleep(pause: float, stopping: Callable[[], bool]) -> None:
    ends = time.monotonic() + pause
    while time.monotonic() < ends and not stopping():
        time.sleep(min(_POLL_SECONDS, pause))
