"""Logging of the program: where its records go, and the traceback of an internal error, which is always kept.

Modules log with ``logging.getLogger(__name__)``. The records of the five packages go to the file of ``--log-file``
(level INFO) and, with ``--verbose``, to standard error too. Without a log file, errors alone are kept: in a file in the
folder for temporary files, which is made when the first one happens.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from pathlib import Path

__all__ = ["PACKAGES", "configure_logging", "error_log"]

#: The top-level loggers of this program.
PACKAGES = ("corpus", "extractors", "db", "pipeline", "web")
_FORMAT = "%(asctime)s %(levelname)s %(processName)s %(name)s: %(message)s"


class _ErrorFile(logging.Handler):
    """Writes errors to a file of its own in the folder for temporary files, which is made with the first of them."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.path: Path | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Append one record."""
        try:
            if self.path is None:
                number, name = tempfile.mkstemp(prefix="baocao-", suffix=".log")
                os.close(number)
                self.path = Path(name)
            with self.path.open("a", encoding="utf-8", errors="backslashreplace") as target:
                target.write(self.format(record) + "\n")
        except OSError:
            self.handleError(record)


def configure_logging(verbose: bool = False, log_file: Path | None = None) -> None:
    """Send the records of all packages to ``log_file`` and, if ``verbose``, to standard error.

    Raises:
        OutputError: the log file cannot be opened for writing.
    """
    handlers = [_file_handler(log_file)]
    if verbose:
        handlers.append(logging.StreamHandler(sys.stderr))
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORMAT))
    for name in PACKAGES:
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        for earlier in _own_handlers(logger):
            logger.removeHandler(earlier)
            earlier.close()
        for handler in handlers:
            logger.addHandler(handler)


def error_log() -> Path | None:
    """The file that holds the errors logged so far; None where none was logged and no file was asked for."""
    for handler in _own_handlers(logging.getLogger(PACKAGES[0])):
        if isinstance(handler, _ErrorFile):
            return handler.path
        if isinstance(handler, logging.FileHandler):
            return Path(handler.baseFilename)
    return None


def _file_handler(log_file: Path | None) -> logging.Handler:
    if log_file is None:
        return _ErrorFile()
    try:
        return logging.FileHandler(log_file, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        from pipeline.errors import OutputError  # imports numpy: only where there is an error

        raise OutputError.unwritable(log_file, error) from error


def _own_handlers(logger: logging.Logger) -> list[logging.Handler]:
    """The handlers that :func:`configure_logging` added: those with its format."""
    return [handler for handler in logger.handlers if getattr(handler.formatter, "_fmt", None) == _FORMAT]
