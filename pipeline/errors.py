"""The errors of the pipeline: each knows what to do next, and the exit code with which it ends a command.

Exit codes of the command line: 0 done, 1 error, 2 usage, 3 done but some files failed, 4 the audit found something,
130 interrupted.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

from corpus.errors import BaocaoError

__all__ = [
    "BaocaoError",
    "ClusterError",
    "ExitCode",
    "InvalidRequestError",
    "MissingPackageError",
    "OutputError",
    "PipelineError",
    "ShardError",
]


class ExitCode(IntEnum):
    """What ``baocao`` exits with."""

    DONE = 0
    ERROR = 1
    USAGE = 2
    SOME_FAILED = 3
    FOUND = 4
    INTERRUPTED = 130


class PipelineError(BaocaoError):
    """Something that the pipeline was asked for cannot be done. The whole message is what happened, then the remedy."""

    exit_code = ExitCode.ERROR

    def __init__(self, what: str, remedy: str | None = None) -> None:
        """``what`` is the sentence that says what happened; ``remedy`` replaces the usual one of the class."""
        super().__init__(what, remedy)  # both, so that the error can be pickled
        self.what = what
        if remedy is not None:
            self.remedy = remedy

    def __str__(self) -> str:
        """The whole message."""
        return f"{self.what} {self.remedy}".rstrip()


class InvalidRequestError(PipelineError):
    """Options or arguments contradict each other, or have the wrong form."""

    exit_code = ExitCode.USAGE
    remedy = "See --help."


class MissingPackageError(PipelineError):
    """An optional package is not installed; the remedy names the extra of baocao that brings it."""

    @classmethod
    def of(cls, purpose: str, package: str, extra: str, otherwise: str = "") -> MissingPackageError:
        """The error for ``package``: ``purpose`` is the subject and verb of the sentence (``charts need``)."""
        return cls(
            f"{purpose} {package}, which is not installed.",
            f"Install baocao with it (pip install '.[{extra}]' in its folder), or {package} into the same "
            f"environment{otherwise}.",
        )


class OutputError(PipelineError):
    """A file or folder cannot be written, or cannot hold what is to be written into it."""

    remedy = "See that its folder exists, is yours, and has room."

    @classmethod
    def unwritable(cls, path: Path, error: OSError) -> OutputError:
        """The error for a file or folder that the system would not write."""
        return cls(f"{path}: cannot be written ({error.strerror}).")


class ShardError(PipelineError):
    """A folder of Parquet shards is damaged, in use, or something else."""

    remedy = "Name another folder."


class ClusterError(PipelineError):
    """The Dask cluster cannot be reached, is lost, or cannot read for this program."""

    remedy = "What is stored stays, and the same command takes up the rest."
