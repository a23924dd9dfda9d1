"""``baocao verify``: the source files against their hashes, and the rows against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands._options import db_option
from pipeline.exit_codes import ExitCode

if TYPE_CHECKING:
    from db import Archive
    from db.types import Problem


@click.command(short_help="Check the sources against their hashes, and the rows against each other.")
@db_option
@click.option("--no-sources", is_flag=True, help="Check the rows alone, not the files that they were read from.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(db_path: Path, no_sources: bool, as_json: bool) -> int:
    """Check that nothing has changed and nothing is lost: every source file has the bytes that were read (SHA-256),
    foreign keys lead somewhere, no row is without its report, texts and boxes are where they say, the full-text
    index is in step.

    Nothing is written. Ends with 4 when something is found.

    \b
    Examples:
      baocao verify
      baocao verify --no-sources --json
    """
    from db import open_archive
    from pipeline.export.console import print_table
    from pipeline.export.writers import write_json

    with open_archive(db_path) as archive:
        problems = list(archive.maintenance.verify_rows())
        checked = 0
        if not no_sources:
            changed, checked = _changed(archive)
            problems += changed
    if as_json:
        write_json({"files_checked": checked, "problems": [asdict(problem) for problem in problems]}, None)
    elif problems:
        rows = [[problem.check, problem.where, problem.message] for problem in problems]
        print_table(f"Problems: {len(rows)}", ["check", "where", "what is wrong"], rows, long=(1, 2))
    scope = "files not looked at" if no_sources else f"{checked} source files as they were read"
    verdict = f"{len(problems)} problems" if problems else f"sound; {scope}"
    click.echo(f"{db_path}: {verdict}.", err=True)
    return ExitCode.FOUND if problems else 0


def _changed(archive: Archive) -> tuple[list[Problem], int]:
    listed = archive.maintenance.sources()
    return [problem for path, sha256, _ in listed for problem in _check(path, sha256)], len(listed)


def _check(shown: str, sha256: str) -> Iterator[Problem]:
    from db.types import Problem
    from pipeline.load.discovery import real_path
    from pipeline.workers.read_report import digest

    path = real_path(shown)
    if not path.is_file():
        yield Problem("file", shown, "is not there any more. Put it back, or load it from where it is now.")
        return
    try:
        same = digest(path) == sha256
    except OSError as error:
        yield Problem("file", shown, f"cannot be read ({error.strerror}). See that you may read it.")
        return
    if not same:
        yield Problem("file", shown, "has other bytes than those that were read. Restore it, or load it anew.")
