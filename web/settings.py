"""What a reading room is started with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

#: Bytes that one uploaded file may have, and files that one upload may have.
UPLOAD_LIMIT, UPLOAD_FILES = 300 * 1024 * 1024, 500
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """``hosts`` are the names that a request may call this machine by; ``reader`` is who corrections are signed by,
    until a reader gives a name; ``password_hash`` is None where the room is open to who can reach it.
    """

    archive: Path
    uploads: Path
    cache: Path
    reader: str
    read_only: bool = False
    password_hash: str | None = None
    hosts: tuple[str, ...] = field(default=_LOOPBACK)
    upload_limit: int = UPLOAD_LIMIT
    upload_files: int = UPLOAD_FILES


def settings_for(
    archive: Path,
    reader: str,
    *,
    read_only: bool = False,
    password_hash: str | None = None,
    hosts: tuple[str, ...] = (),
) -> Settings:
    """The settings for a database: uploads go into a folder beside it, rendered pages into the user's cache."""
    from platformdirs import user_cache_path

    return Settings(
        archive=archive,
        uploads=archive.with_name(f"{archive.stem}-files"),
        cache=user_cache_path("baocao") / "pages",
        reader=reader,
        read_only=read_only,
        password_hash=password_hash,
        hosts=(*_LOOPBACK, *hosts),
    )
