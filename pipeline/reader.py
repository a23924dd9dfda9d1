"""What a worker does with one file: read, extract, turn into rows. It returns; it never raises for a bad file."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus import Ocr, Step, Steps
from db.bundle import Bundle, make_bundle


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
    """Why a file gave no report: a name for programs, a sentence for people."""

    kind: str
    message: str


def read_report(task: Task, tell: Callable[[Step | None], None]) -> Bundle | Failed:
    """All rows of the report in one file, or why there are none; ``tell`` hears of each step, and None after them."""
    from corpus import read_pdf
    from corpus.errors import UnreadableFile
    from extractors.extract import extract
    from pipeline.rows import contract_object

    without = {(stage, page): why for stage, page, why in task.without}
    try:
        document = read_pdf(task.path, task.ocr, Steps(tell, without))
        tell(None)
        found = contract_object(document, extract(document))
        bundle = make_bundle(found, task.sha256, task.version)
        return _objection(task, bundle) or bundle
    except UnreadableFile as error:
        return Failed(error.kind, str(error))
    except OSError as error:
        return Failed("unreadable", unreadable_message(task.path, error))
    except MemoryError:
        return Failed("too_large", f"{task.path}: needs more memory than there is. Split it, or load it elsewhere.")
    except Exception as error:  # noqa: BLE001  # the border of the batch: a fault in reading one file is told, not spread
        return Failed("internal_error", internal_message(task.path, error))


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
