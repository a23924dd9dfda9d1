"""Pages as pictures, drawn by pdfium in a process of its own, and kept in a cache on disk.

A page is a stranger's program for drawing: one that hangs, crashes or asks for all memory costs its process, and the
reader is told; the room goes on.
"""

from __future__ import annotations

import hashlib
import io
import multiprocessing
import os
import signal
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from web.page_images.highlights import Place, Sought, places

#: Pixels a point, by the name that links use.
SCALES = {"thumb": 0.22, "page": 1.8, "fine": 3.2}
#: Pixels along the longer side at the most, seconds that a page may take, and bytes of memory for it.
_LARGEST, _PATIENCE, _MEMORY = 5000, 30.0, 3 << 30
#: Bytes of the cache above which the oldest pictures go.
_CACHE_SIZE = 1 << 30
#: New pictures between two looks at how large the cache is.
_TIDY_EVERY = 100


class RenderError(Exception):
    """A page cannot be drawn; the message says why, for the reader."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of a file (from 1), and the scale of its picture in pixels a point."""

    path: Path
    page: int
    scale: float


class Renderer:
    """One process that draws, started when first needed and again after it was lost. Safe to call from threads."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        """Prepare; ``patience`` is in seconds, for one page."""
        self._patience = patience
        self._lock = threading.Lock()
        self._process: Any = None
        self._pipe: Connection | None = None

    def png(self, wanted: Wanted) -> bytes:
        """The picture of a page.

        Raises:
            RenderError: the file or the page cannot be opened, or took too long.
        """
        return bytes(self._ask(wanted))

    def places(self, sought: Sought) -> list[Place]:
        """Where words stand on a page. Raises RenderError."""
        return list(self._ask(sought))

    def _ask(self, wanted: Wanted | Sought) -> Any:
        with self._lock:
            pipe = self._pipe or self._start()
            try:
                pipe.send(wanted)
                if not pipe.poll(self._patience):
                    raise RenderError(
                        f"drawing page {wanted.page} of {wanted.path.name} took too long, and was stopped."
                    )
                answer = pipe.recv()
            except (EOFError, OSError) as error:
                self._stop()
                raise RenderError(f"drawing page {wanted.page} of {wanted.path.name} crashed the renderer.") from error
            except RenderError:
                self._stop()
                raise
        if isinstance(answer, str):
            raise RenderError(answer)
        return answer

    def start(self) -> None:
        """Start the process before the first page is asked for, so that nobody waits for it."""
        with self._lock:
            if self._pipe is None:
                self._start()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        return self._pipe

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def _serve(pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    import corpus.pdf.open  # noqa: F401  # while nobody waits yet

    while True:
        try:
            wanted = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_answer(wanted))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _answer(wanted: Wanted | Sought) -> bytes | list[Place] | str:
    import pypdfium2 as pdfium

    from corpus.errors import UnreadableFile

    try:
        return places(wanted) if isinstance(wanted, Sought) else _draw(wanted)
    except UnreadableFile as error:
        return str(error)
    except (pdfium.PdfiumError, MemoryError, OSError, ValueError) as error:
        return f"page {wanted.page} of {wanted.path.name} cannot be drawn ({error or type(error).__name__})."


def _draw(wanted: Wanted) -> bytes:
    import pypdfium2.raw as pdfium_c

    from corpus.pdf.open import open_pdf

    pdf = open_pdf(wanted.path)
    try:
        if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            pdf.init_forms()
        if not 1 <= wanted.page <= len(pdf):
            raise ValueError(f"the file has {len(pdf)} pages")
        page = pdf[wanted.page - 1]
        scale = min(wanted.scale, _LARGEST / max(1.0, *page.get_size()))
        picture = page.render(scale=scale).to_pil().convert("RGB")
        target = io.BytesIO()
        picture.save(target, "PNG", compress_level=3)  # a page is mostly white: more takes time, and saves little
        return target.getvalue()
    finally:
        pdf.close()


class Pictures:
    """The cache: a picture is drawn once. ``folder`` is made when first needed."""

    def __init__(self, folder: Path, renderer: Renderer, size: int = _CACHE_SIZE) -> None:
        """``size`` is in bytes."""
        self._folder = folder
        self.renderer = renderer
        self._size = size
        self._drawn = 0

    def png(self, sha256: str, wanted: Wanted) -> bytes:
        """The picture of a page of the file with this hash; its bytes don't change. Raises RenderError."""
        place = self._folder / sha256[:2] / f"{sha256}-{wanted.page}-{wanted.scale:g}.png"
        cached = _read(place)
        if cached is not None:
            return cached
        drawn = self.renderer.png(wanted)
        self._keep(place, drawn)
        return drawn

    def _keep(self, place: Path, drawn: bytes) -> None:
        """Write a picture whole or not at all; a cache that cannot be written costs time and nothing else."""
        partial = place.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            partial.write_bytes(drawn)
            partial.replace(place)
        except OSError:
            partial.unlink(missing_ok=True)
            return
        self._drawn += 1
        if self._drawn % _TIDY_EVERY == 1:
            _forget_oldest(self._folder, self._size)


def _read(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except OSError:
        return None


def _forget_oldest(folder: Path, size: int) -> None:
    pictures: list[tuple[float, int, Path]] = []
    for place in folder.glob("*/*.png"):
        try:
            status = place.stat()
        except OSError:
            continue
        pictures.append((status.st_mtime, status.st_size, place))
    total = sum(picture[1] for picture in pictures)
    for _, weight, place in sorted(pictures):
        if total <= size:
            return
        place.unlink(missing_ok=True)
        total -= weight


def file_state(header: Mapping[str, Any]) -> str:
    """Whether the file is ``there`` with the bytes that were loaded, is ``gone``, or was ``changed`` since."""
    path = Path(header["source_path"])
    try:
        status = path.stat()
        if not path.is_file():
            return "gone"
        same = _digest(path, status.st_mtime_ns, status.st_size) == header["sha256"]
    except OSError:
        return "gone"
    return "there" if same else "changed"


@lru_cache(maxsize=4096)
def _digest(path: Path, _modified: int, _size: int) -> str:
    """The hash of a file, worked out again when its time or size changes."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
