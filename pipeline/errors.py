"""The errors of the pipeline: each knows what to do next, and the exit code with which it ends a command."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import BaocaoError
from pipeline.exit_codes import ExitCode

__all__ = [
    "BaocaoError",
    "ClusterError",
    "InvalidRequestError",
    "MissingPackageError",
    "OutputError",
    "PipelineError",
    "ShardError",
]


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
