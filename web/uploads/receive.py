"""Files from the browser onto the disk: in pieces, hashed on the way, and never trusted for name, kind or size.

A file lies below the folder of uploads as ``<hash[:2]>/<hash>/<name>.pdf``: what decides its place is its content, and
the name that it came with is only the last part, cleaned. Until the whole form has come, it lies under a random name.
"""

from __future__ import annotations

import errno
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from web.http.guard import CSRF_FIELD
from web.http.request import HttpProblem, check_form
from web.uploads.filenames import shown_name, stored_name
from web.uploads.sink import Sink

#: What a script may send the token of the form in.
CSRF_HEADER = "x-csrf"
_INCOMING = "incoming"
#: Bytes of a field at the most.
_MAX_FIELD_BYTES = 4096
#: Bytes that are left free on the disk: the database grows, too.
_SPARE = 256 << 20
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Limits:
    """``size``: bytes of one file; ``files``: how many in one form."""

    size: int
    files: int


@dataclass(slots=True)
class Received:
    """The files that were stored, and (name, reason) of those refused: empty, not_pdf, too_large or too_many."""

    stored: list[Path] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


async def receive(request: Request, folder: Path, limits: Limits) -> Received:
    """Store the PDFs of a form below ``folder``; others are refused one by one.

    Raises:
        HttpProblem: the form is not one of this browser, or broken, or the disk has no room.
        ClientDisconnect: the browser went away; nothing is kept.
    """
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind != b"multipart/form-data" or b"boundary" not in options:
        raise HttpProblem(400, "error.request")
    reader = _Reader(folder, limits, lambda token: check_form(request, token))
    if CSRF_HEADER in request.headers:
        reader.check(request.headers[CSRF_HEADER])
    try:
        _see_room(folder, request.headers.get("content-length", ""))
        parser = MultipartParser(options[b"boundary"], reader.callbacks())
        async for chunk in request.stream():
            await run_in_threadpool(parser.write, chunk)
        if not reader.ended:
            raise HttpProblem(400, "error.request")
        return await run_in_threadpool(reader.place)
    except FormParserError as error:
        raise HttpProblem(400, "error.request") from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise HttpProblem(507, "load.no_room" if full else "load.no_folder", folder=folder) from error
    finally:
        reader.tidy()


def forget_broken_off(folder: Path) -> None:
    """Remove what uploads left that a crash broke off a day ago or earlier."""
    for left in (folder / _INCOMING).glob("*"):
        with suppress(OSError):  # another server over the same folder was faster
            if left.lstat().st_mtime < time.time() - _DAY:
                left.unlink()


def _see_room(folder: Path, announced: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    coming = int(announced) if announced.isascii() and announced.isdigit() else 0
    if shutil.disk_usage(folder).free < coming + _SPARE:
        raise HttpProblem(507, "load.no_room", folder=folder)


class _Reader:
    """Takes the parts of a form as the parser finds them."""

    def __init__(self, folder: Path, limits: Limits, check: Callable[[object], None]) -> None:
        self._folder, self._limits, self._check = folder, limits, check
        self._own, self.ended = False, False
        self._sinks: list[Sink] = []
        self._too_many: list[str] = []
        self._header, self._value, self._disposition = b"", b"", b""
        self._sink: Sink | None = None
        self._field: bytes | None = None
        self._data = b""

    def callbacks(self) -> Any:
        names = ("part_begin", "part_data", "part_end", "header_field", "header_value", "header_end", "end")
        return {f"on_{name}": getattr(self, f"_{name}") for name in (*names, "headers_finished")}

    def check(self, token: object) -> None:
        """Take the token of the form; raises HttpProblem for a wrong one."""
        self._check(token)
        self._own = True

    def _part_begin(self) -> None:
        self._disposition, self._data, self._sink, self._field = b"", b"", None, None

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        name = options.get(b"filename")
        if name is None:
            self._field = options.get(b"name", b"")
            return
        if not self._own:  # before a byte of the file is written
            self.check(None)
        if not name:  # a form without a file chosen
            return
        # The one sign that browsers write otherwise and that a name may have.
        cleaned = shown_name(name.decode("utf-8", "replace").replace("%22", '"'))
        if len(self._sinks) >= self._limits.files:
            self._too_many.append(cleaned)
            return
        incoming = self._folder / _INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        self._sink = Sink(_inside(self._folder, incoming), cleaned, self._limits.size)
        self._sinks.append(self._sink)

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._sink is not None:
            self._sink.write(data[start:end])
        elif self._field is not None:
            self._data += data[start:end]
            if len(self._data) > _MAX_FIELD_BYTES:
                raise HttpProblem(400, "error.request")

    def _part_end(self) -> None:
        if self._sink is not None:
            self._sink.end()
        elif self._field == CSRF_FIELD.encode():
            self.check(self._data.decode("utf-8", "replace"))

    def _end(self) -> None:
        self.ended = True

    def place(self) -> Received:
        """Put what came whole where it stays."""
        if not self._own:
            self.check(None)
        received = Received()
        for sink in self._sinks:
            if sink.refused:
                received.refused.append((sink.name, sink.refused))
                continue
            home = self._folder / sink.sha256[:2] / sink.sha256
            home.mkdir(parents=True, exist_ok=True)
            placed = _inside(self._folder, home) / stored_name(sink.name)
            sink.path.replace(placed)  # a link that stood there is replaced, and not followed
            if placed not in received.stored:
                received.stored.append(placed)
        received.refused += [(name, "too_many") for name in self._too_many]
        return received

    def tidy(self) -> None:
        """Remove what was not placed."""
        for sink in self._sinks:
            sink.drop()


def _inside(folder: Path, place: Path) -> Path:
    """``place``, unless a link leads out of ``folder`` there."""
    if not place.resolve().is_relative_to(folder.resolve()):
        raise HttpProblem(500, "load.no_folder", folder=folder)
    return place
