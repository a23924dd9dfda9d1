"""The root of all errors of this program, and why a file could not be read: one class for each reason."""

from __future__ import annotations

from pathlib import Path

#: Bytes of the largest file that is read; it is held in memory, once.
MAX_FILE_BYTES = 512 * 1024 * 1024
#: ``%PDF`` may stand after junk, but not later than this (ISO 32000-1, implementation note 13): what is read of a file
#: to tell its kind.
MAX_HEADER_OFFSET_BYTES = 1024
#: Points (200 inches) of the longest side that a page may have (ISO 32000-1, annex C); larger ones are cut to it.
MAX_PAGE_SIDE_POINTS = 14_400.0


def too_large_message(size: int) -> str:
    """The end of the sentence about a file of ``size`` bytes."""
    return (
        f"is too large ({size / 2**20:,.0f} MiB; no file over {MAX_FILE_BYTES / 2**20:.0f} MiB is read). "
        "Split it, and load the parts."
    )


class BaocaoError(Exception):
    """The root of the errors that this program raises itself. ``str(error)`` is the whole message for the user.

    Attributes:
        exit_code: what the command line exits with when the error ends a command (1 error, 2 usage, 3 partly done).
        remedy: one sentence that says what to do next. A class gives the usual one, an instance may set its own;
            empty where nothing can be done. The message may contain it.
    """

    exit_code: int = 1
    remedy: str = ""


class UnreadableFile(BaocaoError):  # noqa: N818  # public since the first release
    """A file that gives no document. ``kind`` is the reason as a code (the column ``files.error_kind``)."""

    kind = "damaged"
    remedy = "Get the file again from where it came."

    def __init__(self, path: Path | str, what: str) -> None:
        """``what`` says what happened and what to do next; the message puts the file before it."""
        super().__init__(path, what)  # both arguments, so that the error can be pickled across processes
        self.path = Path(path)
        self.what = what

    def __str__(self) -> str:
        """The whole sentence."""
        return f"{self.path}: {self.what}"


class NotPdf(UnreadableFile):
    """The file is no PDF, and no reader takes it."""

    kind = "not_pdf"
    remedy = "Save or print it as PDF, and load that."


class EmptyFile(UnreadableFile):
    """The file holds no byte, or white space only."""

    kind = "empty"


class PasswordRequired(UnreadableFile):
    """The PDF opens with a password only."""

    kind = "password_required"
    remedy = "Save a copy without the password, and load that."


class DamagedFile(UnreadableFile):
    """The PDF cannot be parsed."""

    kind = "damaged"


class NoPages(UnreadableFile):
    """The PDF can be parsed, but has no page."""

    kind = "zero_pages"


class TooLarge(UnreadableFile):
    """Reading the file needs more memory than the limit."""

    kind = "too_large"
    remedy = "Split the file, and load the parts."


class TimedOut(UnreadableFile):
    """Reading the file took longer than the limit."""

    kind = "timed_out"
    remedy = "Load it again with a larger --timeout, or split it."


class NoText(UnreadableFile):
    """No page has a text layer: a scan, or letters drawn as outlines."""

    kind = "no_text"
    remedy = "Load it with --ocr auto."
