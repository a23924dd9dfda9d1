"""Watching a shelf: files that are new or have changed, once nobody writes to them any more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.load.discovery import Discovery, discover

#: Seconds between two looks at whether to stop.
_TICK = 0.1
#: What tells that a file has changed: its size and the time of its last change.
_State = tuple[int, int]


def watch(paths: tuple[str, ...], pause: float, stopping: Callable[[], bool]) -> Iterator[Discovery]:
    """Look at ``paths`` every ``pause`` seconds; yield what came or changed and was at rest for one pause.

    A file that is being copied onto the shelf grows from look to look, and is left until it does not. Problems are told
    once. Ends when ``stopping()`` holds.
    """
    dealt_with: dict[Path, _State] = {}
    before: dict[Path, _State] = {}
    told: set[str] = set()
    while not stopping():
        found = discover(paths)
        now = {path: state for path in found.files if (state := _state(path)) is not None}
        ready = tuple(path for path, state in now.items() if before.get(path) == state != dealt_with.get(path))
        problems = tuple(problem for problem in found.problems if problem not in told and "holds no PDF" not in problem)
        told.update(problems)
        if ready or problems:
            yield Discovery(ready, problems)
            dealt_with |= {path: now[path] for path in ready}
        before = now
        _rest(pause, stopping)


def _state(path: Path) -> _State | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _rest(pause: float, stopping: Callable[[], bool]) -> None:
    ends = time.monotonic() + pause
    while time.monotonic() < ends and not stopping():
        time.sleep(min(_TICK, pause))
