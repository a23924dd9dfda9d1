"""The exit codes of ``baocao``, in a module of their own: commands need them before any error."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["ExitCode"]


class ExitCode(IntEnum):
    """What ``baocao`` exits with."""

    DONE = 0
    ERROR = 1
    USAGE = 2
    #: Done, but some files failed.
    SOME_FAILED = 3
    #: The audit, or a verification, found something.
    FOUND = 4
    INTERRUPTED = 130
