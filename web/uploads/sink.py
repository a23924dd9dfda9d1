"""A file while it arrives: hashed and written piece by piece, and refused as soon as it shows that it is no PDF."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from typing import BinaryIO

#: Bytes of the beginning that say what a file is: ``corpus.pdf.open`` looks for the same in as many.
_HEAD = 1024


class Sink:
    """One file that is coming. ``refused`` says why it is not taken, as soon as that is known."""

    def __init__(self, folder: Path, name: str, limit: int) -> None:
        """It lies in ``folder`` under a random name; ``limit`` is in bytes. Raises OSError."""
        self.name, self.refused, self.size = name, "", 0
        self._limit, self._head, self._hash = limit, b"", hashlib.sha256()
        self.path = folder / secrets.token_hex(16)
        # Made by this call or not at all: nobody can have put a link there.
        self._file: BinaryIO | None = self.path.open("xb")

    @property
    def sha256(self) -> str:
        """The hash of what has come."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        """Some bytes more."""
        if self._file is None:
            return
        self.size += len(data)
        if len(self._head) < _HEAD:
            self._head = (self._head + data)[:_HEAD]
        if len(self._head) == _HEAD and b"%PDF" not in self._head:
            self.refuse("not_pdf")
        elif self.size > self._limit:
            self.refuse("too_large")
        else:
            self._hash.update(data)
            self._file.write(data)

    def end(self) -> None:
        """That was all of it."""
        if self._file is None:
            return
        self._file.close()
        self._file = None
        if b"%PDF" not in self._head:
            self.refuse("not_pdf" if self.size else "empty")

    def refuse(self, why: str) -> None:
        """It is not taken; its bytes go, and those that still come are passed over."""
        self.refused = self.refused or why
        self.drop()

    def drop(self) -> None:
        """Remove it, unless it was moved away."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self.path.unlink(missing_ok=True)
