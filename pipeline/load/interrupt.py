"""Ctrl-C during a load: the first stops it after the report in hand is stored, the second at once."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def deferred_interrupt() -> Iterator[Callable[[], bool]]:
    """Within it, Ctrl-C only turns the function that is given true."""
    requested = False

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        nonlocal requested
        if requested:
            raise KeyboardInterrupt
        requested = True
        print("Stopping after the report in hand; press Ctrl-C again to stop at once.", file=sys.stderr)

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = signal.signal(signal.SIGINT, on_signal)
    try:
        yield lambda: requested
    finally:
        signal.signal(signal.SIGINT, before)
