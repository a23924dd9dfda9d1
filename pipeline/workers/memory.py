"""The memory of a process: how much it has, and an upper limit for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

#: Bytes that a worker may have, unless told otherwise.
MAX_WORKER_BYTES = 1024 * 1024 * 1024


def resident_bytes(pid: int) -> int | None:
    """Bytes of memory that a process has now; None where the system does not tell (Linux does)."""
    pages = _statm(pid)
    return None if pages is None else pages[1] * os.sysconf("SC_PAGE_SIZE")


def limit_memory(ceiling: int) -> None:
    """Limit the memory of this process to ``ceiling`` bytes, where the system supports it (Linux).

    What is asked for beyond that is refused: Python raises MemoryError, and a library ends the process at worst. The
    limit is on memory that is asked for, part of which is never touched: what this process had asked for by now, and
    what is left up to the ceiling.
    """
    pages = _statm(os.getpid())
    if sys.platform != "linux" or pages is None:
        return
    import resource

    size = os.sysconf("SC_PAGE_SIZE")
    limit = pages[5] * size + max(0, ceiling - pages[1] * size)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _statm(pid: int) -> list[int] | None:
    """The fields of ``/proc/PID/statm``, in pages: all, resident, shared, code, 0, data, 0."""
    try:
        return [int(field) for field in Path(f"/proc/{pid}/statm").read_text().split()]
    except (OSError, ValueError):
        return None
