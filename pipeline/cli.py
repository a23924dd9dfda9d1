"""The command line: ``baocao`` and its commands. Nothing heavy is imported here: help must come at once."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from pipeline.commands.audit import audit, dismiss
from pipeline.commands.citations import citations
from pipeline.commands.compare import compare
from pipeline.commands.correct import correct, corrections
from pipeline.commands.doctor import doctor
from pipeline.commands.evaluate import evaluate
from pipeline.commands.export import export
from pipeline.commands.extract import extract
from pipeline.commands.import_ import import_
from pipeline.commands.indicators import assign, indicators
from pipeline.commands.inspect import inspect
from pipeline.commands.load import INTERRUPTED, load
from pipeline.commands.register import register
from pipeline.commands.reports import reports
from pipeline.commands.runs import runs
from pipeline.commands.search import search
from pipeline.commands.verify import verify

_ERROR = 1


def _print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"baocao {version('baocao')}")
        context.exit()


class _ReaderGone(Exception):  # noqa: N818  # no error: whoever read has had enough
    """Standard output was closed by head, less or the like. Under this name click doesn't take it for an error."""


class _Commands(click.Group):
    """The commands, listed in the order of the work, not of the alphabet."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, context: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(context)
        except BrokenPipeError as error:
            raise _ReaderGone from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Print the version."
)
def cli() -> None:
    """Read Vietnam's district reports: what they cite and what they count, each value with its place on the page.

    \b
    A first round:
      baocao load reports/                 PDFs into archive.db
      baocao reports                       what is in it, and what failed
      baocao compare "thu ngân sách"       one indicator across periods
      baocao citations --year 2023         which decisions were cited, and where
      baocao audit                         what does not add up, or contradicts an earlier report
      baocao search hộ nghèo               full text, with or without diacritics

    Exit codes: 0 done, 1 error, 2 usage, 3 done but some files failed, 4 something was found,
    130 interrupted.
    """


for _command in (
    *(load, import_, extract, inspect, reports, compare, indicators, citations, audit, search, export, evaluate),
    *(dismiss, correct, corrections, assign, register, runs, verify, doctor),
):
    cli.add_command(_command)


def main() -> None:
    """Run ``baocao``; ends the process with an exit code of the contract."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False, prog_name="baocao")
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        sys.exit(INTERRUPTED)
    except (_ReaderGone, BrokenPipeError):
        # Python must not flush into the closed pipe on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if not _is_for_users(error):
            raise
        click.echo(f"Error: {error}", err=True)
        sys.exit(_ERROR)
    sys.exit(_code(code))


def _code(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _is_for_users(error: Exception) -> bool:
    """Errors whose message was written for the user; the others are faults, and keep their traceback."""
    from corpus.errors import UnreadableFile
    from db import ArchiveError

    return isinstance(error, (ArchiveError, UnreadableFile))


if __name__ == "__main__":
    main()
