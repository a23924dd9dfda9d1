"""Mutated files, commands and forms: whatever comes, the answer is a record or a sentence, never a fault.

The mutations are few and the same each time, so that a failure can be repeated; ``benchmarks/fuzz.py`` makes thousands.
"""

from __future__ import annotations

import random
import re
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import read_pdf
from corpus.errors import BaocaoError, UnreadableFile
from pipeline.cli import cli
from tests.made_pdfs import make_pdf
from tests.web_room import client
from tests.web_room import settings as room_settings

_COMMANDS = (
    "reports",
    "compare",
    "citations",
    "audit",
    "search",
    "indicators",
    "corrections",
    "runs",
    "extract",
    "inspect",
)
_WORDS = st.one_of(
    st.sampled_from(
        ["--db", "--json", "--limit", "-1", "0", "--from", "2023", "--to", "2023-H1", "--year", "x", "--number"]
    ),
    st.sampled_from(
        ["--district", "--format", "csv", "--measure", "value", "--report", "#1", "'; DROP TABLE reports; --", "%"]
    ),
    st.text(max_size=12).filter(lambda word: "\x00" not in word),
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with a few bytes, numbers or stretches changed, lost or doubled."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        if not changed:
            break
        place = chance.randrange(len(changed))
        kind = chance.randrange(5)
        if kind == 0:
            changed[place] = chance.randrange(256)
        elif kind == 1:
            del changed[place : place + chance.randint(1, 200)]
        elif kind == 2:
            changed[place:place] = changed[place : place + chance.randint(1, 400)]
        elif kind == 3:
            number = re.compile(rb"\d+").search(bytes(changed), place)
            if number is not None:
                changed[number.start() : number.end()] = str(chance.choice([0, -1, 2**31, 10**12, 7])).encode()
        else:
            del changed[max(20, len(changed) - chance.randint(1, 2000)) :]
    return bytes(changed)


@pytest.mark.parametrize("seed", range(25))
def test_a_mutated_file_is_read_or_refused_with_a_reason(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = make_pdf(tmp_path / "a.pdf", pages=2)
    path.write_bytes(mutated(path.read_bytes(), chance))
    refused = None
    try:
        pages = len(read_pdf(path, "never").pages)
    except UnreadableFile as error:
        refused, pages = error, 0
    assert pages or (refused is not None and refused.kind and str(path) in str(refused))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(_COMMANDS), st.lists(_WORDS, max_size=5))
def test_no_command_line_is_a_fault(samples_archive: Path, command: str, words: list[str]) -> None:
    with TemporaryDirectory() as folder, chdir(folder):
        arguments = [command, *words]
        if "--db" not in words and command not in ("extract", "inspect"):
            arguments += ["--db", str(samples_archive)]
        done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    if done.exception is not None:
        assert _is_told(done.exception), (arguments, done.exception)


def _is_told(error: BaseException) -> bool:
    """Whether the program ends with a sentence for it: see pipeline.cli.main."""
    import click

    return isinstance(error, (click.ClickException, click.Abort, SystemExit, BaocaoError))


_PATHS = st.sampled_from(
    [
        "/reports",
        "/series",
        "/documents",
        "/findings",
        "/search",
        "/review",
        "/load",
        "/reports/1/pages/1",
        "/documents/1",
    ]
)
_NAMES = st.sampled_from(
    [
        "q",
        "p",
        "district",
        "indicator",
        "from",
        "to",
        "measure",
        "kind",
        "severity",
        "year",
        "report",
        "after",
        "row",
        "held",
    ]
)
_VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["-1", "0", "99999999999999999999", "2023-H1", "1_figures_2", "'\"><script>", "%00", "\\", "ư" * 300]
    ),
)


@settings(deadline=None, max_examples=120)
@given(_PATHS, st.lists(st.tuples(_NAMES, _VALUES), max_size=4))
def test_no_address_is_a_fault(
    samples_archive: Path, tmp_path_factory: pytest.TempPathFactory, path: str, query: list[tuple[str, str]]
) -> None:
    room = client(room_settings(samples_archive, tmp_path_factory.getbasetemp()))
    answer = room.get(path, params=query)
    assert answer.status_code in (200, 303, 400, 404), (path, query)


_POSTS = st.sampled_from(
    [
        "/review/figures/1",
        "/review/citations/2",
        "/review/x/1",
        "/review/figures/999999",
        "/review/undo",
        "/reader",
        "/language",
    ]
)
_FIELDS = st.sampled_from(
    [
        "verdict",
        "to",
        "page",
        "why",
        "figures.1.value",
        "figures.1.unit",
        "citations.2.date",
        "reader",
        "language",
        "x.y.z",
    ]
)
_SAID = st.one_of(
    _VALUES, st.sampled_from(["accepted", "rejected", "corrected", "undo", "row", "/review", "//x", "1.234,5"])
)


@settings(deadline=None, max_examples=80)
@given(_POSTS, st.dictionaries(_FIELDS, _SAID, max_size=6))
def test_no_form_is_a_fault(
    fuzzed_archive: Path, tmp_path_factory: pytest.TempPathFactory, path: str, fields: dict[str, str]
) -> None:
    room = client(room_settings(fuzzed_archive, tmp_path_factory.getbasetemp()))
    token = re.search(r'name="csrf" value="(\w+)"', room.get("/").text)
    assert token
    answer = room.post(path, data=fields | {"csrf": token[1]})
    assert answer.status_code in (200, 303, 400, 404), (path, fields, answer.text[:500])


@pytest.fixture(scope="module")
def fuzzed_archive(samples_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that all the forms of this module may change."""
    place = tmp_path_factory.mktemp("fuzzed") / "archive.db"
    place.write_bytes(samples_archive.read_bytes())
    return place
