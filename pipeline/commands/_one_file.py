"""Reading one file that the user names: ``extract`` and ``inspect``."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from corpus import Document, Ocr
    from pipeline.workers.pool import Limits


def read_one(file: Path, ocr: Ocr, limits: Limits, no_text: str) -> Document:
    """Read ``file``: by a process of its own within ``limits``, so that no file can take the machine; text here.

    Raises click.ClickException with a sentence for the user; ``no_text`` is that for a file that is not UTF-8.
    """
    from corpus import read
    from corpus.reader import find_reader
    from pipeline.workers.read_report import unreadable_message

    try:
        reader = find_reader(file)
        return _read_apart(file, ocr, limits) if reader is not None and reader.suffixes else read(file, ocr)
    except OSError as error:
        raise click.ClickException(unreadable_message(file, error)) from error
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file}: {no_text.format(place=error.start)}") from error


def _read_apart(file: Path, ocr: Ocr, limits: Limits) -> Document:
    from pipeline.workers.pool import Pool, WorkerLost
    from pipeline.workers.read_report import Failed, Task, read_document
    from pipeline.workers.recovery import lost_message, retry_without_step

    pool = Pool(read_document, 1, limits, again=retry_without_step)
    (outcome,) = pool.run([Task(file, "", ocr)], lambda: False)
    if isinstance(outcome, WorkerLost):
        raise click.ClickException(lost_message(outcome))
    if isinstance(outcome.value, Failed):
        if outcome.value.traceback:
            logging.getLogger(__name__).error("%s\n%s", outcome.value.message, outcome.value.traceback)
        raise click.ClickException(outcome.value.message)
    document: Document = outcome.value
    return document
