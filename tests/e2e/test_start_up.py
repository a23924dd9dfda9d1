"""What help and version may import: they must come at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS
from tests.made_pdfs import environment

_HEAVY = (
    "pandas",
    "spacy",
    "pypdfium2",
    "pdfplumber",
    "numpy",
    "underthesea",
    "sqlite_utils",
    "matplotlib",
    "starlette",
)
_PROGRAM = """
import sys
from web.cli import main
sys.argv = ["baocao", *{arguments}]
try:
    main()
finally:
    print(sorted(name for name in {heavy} if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], *([name, "--help"] for name in COMMANDS)],
    ids=lambda words: " ".join(words),
)
def test_help_imports_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(arguments=arguments, heavy=_HEAVY)],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0
    assert done.stderr == "[]\n"


def test_each_command_is_in_the_module_that_the_list_names() -> None:
    from click import Context

    from pipeline.cli import cli

    context = Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        assert command.name == name
