"""What a worker does with one file: read, extract, turn into rows. It returns; it never raises for a bad file."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from corpus import Document, Ocr, Step, Steps
from db import Bundle, make_bundle

T = TypeVar("T")
#: Who is told that a step begins, and None after the last.
Tell = Callable[[Step | None], None]


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, the hash of its content, when text is recognised, and the version that its rows are to carry.

    ``without`` are the steps (stage, page, why) to leave out, since each of them has cost a process its life; a step of
    the file has ``crashes`` times. ``place`` is that among the files of the load, ``started`` when its turn came (UTC).
    """

    path: Path
    sha256: str
    ocr: Ocr = "auto"
    version: str = ""
    without: tuple[tuple[str, int, str], ...] = ()
    place: int = 0
    started: str = ""
    crashes: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a file gave no report: a code, a sentence for the user and, of an internal error, the whole traceback."""

    kind: str
    message: str
    traceback: str = ""


def read_report(task: Task, tell: Tell) -> Bundle | Failed:
    """All rows of the report in one file, or why there are none; ``tell`` hears of each step, and None after them."""
    return _or_failed(task, tell, _bundle)


def read_document(task: Task, tell: Tell) -> Document | Failed:
    """The text of one file and what is on its pages, or why there is none; ``tell`` as for :func:`read_report`."""
    return _or_failed(task, tell, lambda _task, document: document)


def _bundle(task: Task, document: Document) -> Bundle | Failed:
    from extractors.extraction import extract
    from pipeline.workers.contract import contract_object

    bundle = make_bundle(contract_object(document, extract(document)), task.sha256, task.version)
    return _objection(task, bundle) or bundle


def _or_failed(task: Task, tell: Tell, make: Callable[[Task, Document], T | Failed]) -> T | Failed:
    """What ``make`` makes of the document in a file, or why there is none."""
    from corpus.errors import UnreadableFile
    from corpus.reader import read_for_archive
    from pipeline.workers.library_logging import quiet_libraries

    quiet_libraries()
    without = {(stage, page): why for stage, page, why in task.without}
    try:
        document = read_for_archive(task.path, task.ocr, Steps(tell, without))
        tell(None)
        return make(task, document)
    except UnreadableFile as error:
        return Failed(error.kind, str(error))
    except OSError as error:
        return Failed("unreadable", unreadable_message(task.path, error))
    except MemoryError:
        return Failed("too_large", f"{task.path}: needs more memory than there is. Split it, or load it elsewhere.")
    except Exception as error:  # noqa: BLE001  # the border of the batch: a fault in reading one file is told, not spread
        return Failed("internal_error", internal_message(task.path, error), "".join(traceback.format_exception(error)))


def _objection(task: Task, bundle: Bundle) -> Failed | None:
    """Why a report that was read is none after all."""
    if not bundle.page_count or not bundle.text.strip():
        return Failed("no_text", f"{task.path}: gave no text. See whether its pages are blank.")
    if digest(task.path) != task.sha256:
        return Failed("changed", f"{task.path}: was changed while it was read. Load it again when it is at rest.")
    return None


def digest(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def unreadable_message(path: Path, error: OSError) -> str:
    """The sentence for a file that the system would not open."""
    if isinstance(error, IsADirectoryError):
        return f"{path}: is a folder. Give one file of it here; a whole folder goes to baocao load."
    return f"{path}: cannot be opened ({error.strerror or error}). See that the file is there and that you may read it."


def internal_message(path: Path, error: Exception) -> str:
    """The sentence for a fault of baocao itself, with the place in the code for whoever mends it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).parent.name}/{Path(frame.filename).name}:{frame.lineno}"
    return (
        f"{path}: baocao stumbled over it ({type(error).__name__}: {error}, at {place}). "
        "This is a fault of the program: please report it, with the file if it may be shown. The other files go on."
    )
