"""Every path and every dotted name that the documents and the docstrings give leads to something that is there."""

from __future__ import annotations

import ast
import fnmatch
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "extractors", "db", "pipeline", "web")
FOLDERS = (*ROOMS, "tests", "docs", "samples", "benchmarks", "tools")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").glob("*.md")])
SOURCES = sorted(path for room in (*ROOMS, "tools") for path in (ROOT / room).rglob("*.py"))

#: A path below one of the folders, or the name of a code or data file with or without a part of its path.
PATH = re.compile(
    rf"(?<![\w./*-])(?:(?:{'|'.join(FOLDERS)})/[\w./*?-]*|(?:[\w*-]+/)*[\w*-]+\.(?:py|csv|po|sql|cases))(?![\w-])"
)
#: A name below one of the rooms, with two parts or more: ``db.types.Period``.
NAME = re.compile(rf"(?<![\w./-])(?:{'|'.join(ROOMS)})(?:\.\w+)+(?![\w/])")
CODE = re.compile(r"^```.*?^```|`+[^`\n]+`+|\]\(([^)#\s]+)", re.MULTILINE | re.DOTALL)

#: What a document names that is no file of this project: a reader's own, made by a command, or another program's.
OTHERS_FILES = {"bagit.py", "sources.csv", "missing-sources.csv", "data/sources.csv", "data/missing-sources.csv"}
OTHERS_FILES |= {"observations.csv"}
#: A word in capitals stands for any name: ``steps/NAME.sql``.
PLACEHOLDER = re.compile(r"\b[A-Z_]{3,}\b(?!\.md)")
#: Names of files that only look like names in a room.
OTHERS_NAMES = {"db.sqlite", "web.dev"}


@cache
def _files() -> tuple[str, ...]:
    """Every file and folder of the project, by its path from the root."""
    roots = (ROOT / folder for folder in FOLDERS)
    below = (path for root in roots for path in (root, *root.rglob("*")) if "__pycache__" not in path.parts)
    return tuple(str(path.relative_to(ROOT)) for path in (*below, *ROOT.glob("*.*")))


@cache
def _exists(path: str) -> bool:
    pattern = PLACEHOLDER.sub("*", path.rstrip("/."))
    return any(fnmatch.fnmatch(name, pattern) or fnmatch.fnmatch(name, f"*/{pattern}") for name in _files())


@cache
def _is_name(dotted: str) -> bool:
    """Whether a module of this name, or a name in a module or class, can be imported."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            value: object = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            if part not in getattr(value, "__annotations__", {}) and not hasattr(value, part):
                return False
            value = getattr(value, part, None)
        return True
    return False


def _wrong(text: str) -> Iterator[str]:
    for match in PATH.finditer(text):
        if match[0] not in OTHERS_FILES and not _exists(match[0]):
            yield match[0]
    for match in NAME.finditer(text):
        if match[0] not in OTHERS_NAMES and not _exists(match[0]) and not _is_name(match[0]):
            yield match[0]


def _docstrings(source: Path) -> str:
    nodes = ast.walk(ast.parse(source.read_text("utf-8")))
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return "\n".join(ast.get_docstring(node) or "" for node in nodes if isinstance(node, kinds))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_name_what_exists(document: Path) -> None:
    code = "\n".join(match[0] for match in CODE.finditer(document.read_text("utf-8")))
    assert sorted(set(_wrong(code))) == []


@pytest.mark.parametrize("room", [*ROOMS, "tools"])
def test_docstrings_name_what_exists(room: str) -> None:
    wrong = {
        f"{source.relative_to(ROOT)}: {name}"
        for source in SOURCES
        if source.is_relative_to(ROOT / room)
        for name in _wrong(_docstrings(source))
        # A table without a folder is a user's own, in an example of a command.
        if "/" in name or not name.endswith(".csv")
    }
    assert sorted(wrong) == []


def test_what_is_not_there_is_noticed() -> None:
    text = (
        "`db/compare.py`, `extractors/citations.py`, `lending.py`, `db.compare`, `corpus.read`, `db/series/compare.py`"
    )
    assert list(_wrong(text)) == ["db/compare.py", "extractors/citations.py", "lending.py", "db.compare"]


@pytest.mark.parametrize("room", ROOMS)
def test_the_readme_lists_the_folders_of_each_room(room: str) -> None:
    (row,) = re.findall(rf"^\| `{room}/` \|.*\|(.*)\|$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    listed = set(re.findall(r"`(\w+)`", row)) - {"Archive"}
    packages = {path.name for path in (ROOT / room).iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert packages <= listed <= {path.name for path in (ROOT / room).iterdir()}
