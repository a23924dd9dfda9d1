"""The command line: ``baocao`` and its commands.

Start-up must be quick, so nothing heavy is imported here, and the module of a command only when the command runs or
help is asked for. For the same reason commands import pandas, spaCy, pdfium and the database inside their functions:
this is the one place that says so.

To add a command, write one file in ``pipeline/commands`` and name it in :data:`COMMANDS`.
"""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pipeline.exit_codes import ExitCode

#: The commands in the order of the work, which is that of the help: name, and the module in ``pipeline.commands``
#: that defines it (as a function of the same name; ``import_`` where the name is a keyword).
COMMANDS = {
    "load": "load",
    "import": "import_",
    "extract": "extract",
    "inspect": "inspect",
    "reports": "reports",
    "compare": "compare",
    "indicators": "indicators",
    "citations": "citations",
    "audit": "audit",
    "search": "search",
    "explain": "explain",
    "export": "export",
    "evaluate": "evaluate",
    "dismiss": "audit",
    "correct": "correct",
    "corrections": "correct",
    "assign": "indicators",
    "register": "register",
    "runs": "runs",
    "verify": "verify",
    "doctor": "doctor",
}


def _print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"baocao {version('baocao')}")
        context.exit()


class _ReaderGone(Exception):  # noqa: N818  # no error: whoever read has had enough
    """Standard output was closed by head, less or the like. Under this name click doesn't take it for an error."""


class _Commands(click.Group):
    """The commands of :data:`COMMANDS`, imported when needed, then those that were added (``serve``)."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The names in the order of the work."""
        return [*COMMANDS, *self.commands]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of this name; None where there is none."""
        if name not in COMMANDS:
            return super().get_command(context, name)
        attribute = "import_" if name == "import" else name
        command: click.Command = getattr(import_module(f"pipeline.commands.{COMMANDS[name]}"), attribute)
        return command

    def invoke(self, context: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(context)
        except BrokenPipeError as error:
            raise _ReaderGone from error
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            if _exit_code(error) != ExitCode.USAGE:
                raise
            raise click.UsageError(str(error), _context_of_command(self, context)) from error


def _context_of_command(group: click.Group, context: click.Context) -> click.Context:
    """The context of the command that was running, for the line that says how it is used."""
    name = context.invoked_subcommand or ""
    command = group.get_command(context, name)
    return context if command is None else click.Context(command, parent=context, info_name=name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.option("-v", "--verbose", is_flag=True, help="Print on standard error what is done, and tracebacks of faults.")
@click.option(
    "--log-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Append to FILE what is done, and tracebacks of faults.",
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Print the version."
)
def cli(verbose: bool, log_file: Path | None) -> None:
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
    from pipeline.logs import configure_logging

    configure_logging(verbose, log_file)


def main() -> None:
    """Run ``baocao``; ends the process with an exit code of the contract (:class:`pipeline.exit_codes.ExitCode`)."""
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
        sys.exit(ExitCode.INTERRUPTED)
    except (_ReaderGone, BrokenPipeError):
        # Python must not flush into the closed pipe on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  # the border of the program: the traceback goes into the log
        exit_code = _exit_code(error)
        if exit_code is None:
            _report_fault(error)
        else:
            click.echo(f"Error: {error}", err=True)
        sys.exit(exit_code or ExitCode.ERROR)
    sys.exit(code if isinstance(code, int) else 0)


def _exit_code(error: Exception) -> int | None:
    """The exit code of an error whose message was written for the user; None for a fault of the program."""
    from corpus.errors import BaocaoError  # imports numpy: only where there is an error

    return error.exit_code if isinstance(error, BaocaoError) else None


def _report_fault(error: Exception) -> None:
    """Print one sentence about an internal error, and keep its traceback in the log."""
    import logging

    from pipeline.logs import error_log

    logging.getLogger("pipeline.cli").error("internal error", exc_info=error)
    what = f"Error: internal error ({type(error).__name__}: {error})."
    where = f" Its traceback is in {path}: send it along." if (path := error_log()) else ""
    click.echo(f"{what} This is a fault of the program: please report it.{where}", err=True)


if __name__ == "__main__":
    main()
