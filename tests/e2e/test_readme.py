"""The README is true: its commands run on the bundled reports and print what it shows; its SQL and Python work."""

from __future__ import annotations

import re
import shlex
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.made_pdfs import ROOT, baocao, command, environment

COMMANDS = ("load", "extract", "reports", "compare", "citations", "audit", "search", "export", "evaluate", "inspect")
COMMANDS += ("indicators", "dismiss", "correct", "corrections", "assign", "runs", "verify", "doctor", "serve")
COMMANDS += ("import",)
README = (ROOT / "README.md").read_text("utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every console command of the README has been run, in order, and printed what it shows."""
    path = tmp_path_factory.mktemp("readme")
    (path / "samples").symlink_to(ROOT / "samples")
    for block in fenced("console"):
        for asked in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = asked.partition("\n")
            program, *arguments = shlex.split(line)
            assert program == "baocao"
            if arguments[0] == "serve":
                printed = served(arguments, path)
            else:
                done = baocao(*arguments, cwd=path)
                assert done.returncode == (4 if arguments[0] == "audit" else 0), (line, done.stderr)
                printed = done.stdout + done.stderr
            # "…" stands for what differs from run to run, or is too long to show
            wanted = r".*".join(re.escape(part) for part in shown.strip().split("…"))
            assert re.fullmatch(wanted, printed.strip(), re.DOTALL), (line, printed)
    return path


def served(arguments: list[str], folder: Path) -> str:
    """What the reading room says when it is open; a start page is asked for, and it is closed by Ctrl-C."""
    line = [*command(*arguments), "--port", "0"]
    with subprocess.Popen(line, cwd=folder, env=environment(), stderr=subprocess.PIPE, encoding="utf-8") as room:
        assert room.stderr is not None
        said = room.stderr.readline()
        address = re.search(r"http://[\d.:]+/", said)
        assert address, said
        with urllib.request.urlopen(address[0], timeout=20) as answer:
            assert b"baocao" in answer.read()
        room.send_signal(signal.SIGINT)
        room.wait(timeout=20)
    return re.sub(r":\d+/", ":8765/", said)


def test_its_commands_run(folder: Path) -> None:
    assert {"archive.db", "archive.xlsx", "report.json"} <= {path.name for path in folder.iterdir()}


def test_its_sql_finds_what_the_comparison_shows(folder: Path) -> None:
    (statement,) = fenced("sql")
    with sqlite3.connect(folder / "archive.db") as connection:
        rows = connection.execute(statement).fetchall()
    assert ("huyện Vĩnh Trạch", "2023", "4.38") in [row[:3] for row in rows]
    assert len(rows) == 8  # the Party committee of Vĩnh Trạch reports the rate of 2023 too


def test_its_python_runs(folder: Path) -> None:
    (script,) = fenced("python")
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=environment(), capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert "huyện An Sơn" in done.stdout


def test_the_two_commands_are_there() -> None:
    targets = (ROOT / "Makefile").read_text("utf-8")
    for name in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{name}:", targets, re.MULTILINE)


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http|#)([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def test_help_names_every_command() -> None:
    done = baocao("--help", cwd=ROOT)
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", done.stdout, re.MULTILINE)
        assert "Examples:" in baocao(name, "--help", cwd=ROOT).stdout
