"""Which files the user means: names, folders (every file below them that can be read) and patterns."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.reader import is_loadable_name

#: A byte of a name that is not UTF-8, as :func:`shown_path` writes it.
_SURROGATE = re.compile(r"\\u(dc[0-9a-f]{2})")
#: Looked for in a folder beside what can be read: an archive cannot be, but is not passed over in silence.
_ARCHIVES = (".zip",)


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files in a steady order, each once, and a sentence for each argument that led to none."""

    files: tuple[Path, ...]
    problems: tuple[str, ...]


def discover(arguments: Iterable[str]) -> Discovery:
    """Find the files behind ``arguments``. A folder gives its ``*.pdf`` in any case, at any depth, sorted by name.

    So does it for the files of installed readers (see :mod:`corpus.reader`), and for ``*.zip``, which the load reports.
    """
    files: dict[Path, None] = {}
    problems: list[str] = []
    for argument in arguments:
        paths = _expand(argument, problems)
        for path in paths:
            files[Path(os.path.abspath(path))] = None
    return Discovery(tuple(files), tuple(problems))


def shown_path(path: Path | str) -> str:
    """``path`` (or a sentence with one in it) as text fit to store and print, even where a name is not valid UTF-8."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode()


def real_path(shown: str) -> Path:
    """The file that was stored as ``shown``: under that name, or under the bytes that it tells."""
    path = Path(shown)
    if os.path.lexists(path):
        return path
    return Path(_SURROGATE.sub(lambda match: chr(int(match[1], 16)), shown))


def one_line(text: str) -> str:
    """``text`` with line breaks and other control characters written out: a file's name may hold any of them."""
    return "".join(char if char.isprintable() or char == " " else repr(char)[1:-1] for char in text)


def _expand(argument: str, problems: list[str]) -> list[Path]:
    path = Path(argument)
    if path.is_dir():
        files = _walk(path, problems)
        if not files:
            problems.append(f"{argument}: holds no PDF. Name a folder with *.pdf files in it, or the files themselves.")
        return files
    if path.exists() or path.is_symlink():
        return [path]
    if glob.has_magic(argument):
        matches = [Path(match) for match in sorted(glob.glob(argument, recursive=True))]
        if not matches:
            problems.append(f"{argument}: no file matches this pattern.")
        return [file for match in matches for file in (_walk(match, problems) if match.is_dir() else [match])]
    problems.append(f"{argument}: there is no such file or folder. Check the spelling and the current folder.")
    return []


def _leads_away(link: Path, folder: Path) -> bool:
    """Whether this is a link to a folder that is not looked into anyway; links could go round in circles."""
    return link.is_symlink() and not link.resolve().is_relative_to(folder.resolve())


def _elsewhere(link: Path) -> str:
    return f"{link}: is a link to another folder, and is not followed. Name that folder itself to load what is in it."


def _is_archive(name: str) -> bool:
    return name.lower().endswith(_ARCHIVES)


def _walk(folder: Path, problems: list[str]) -> list[Path]:
    def unreadable(error: OSError) -> None:
        problems.append(f"{error.filename}: cannot be looked into ({error.strerror}). See who may read this folder.")

    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders.sort()
        problems += [_elsewhere(link) for name in folders if _leads_away(link := Path(place, name), folder)]
        files += [Path(place) / name for name in sorted(names) if _is_archive(name) or is_loadable_name(name)]
    return files
