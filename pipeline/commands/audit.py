"""``baocao audit``: what does not add up, and what is cited inconsistently; and ``dismiss``, which sets it aside."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands._options import chosen_format, db_option, output_options, who_option
from pipeline.exit_codes import ExitCode

if TYPE_CHECKING:
    import pandas as pd

_SEVERITIES = ("high", "medium", "low")


@click.command(short_help="Find what does not add up, and what is cited inconsistently.")
@db_option
@click.option("--report", "number", metavar="NUMBER", help="Only what concerns this report (its number or file name).")
@click.option("--kind", metavar="KIND", help="Only this kind; --explain lists them.")
@click.option("--severity", type=click.Choice(_SEVERITIES), help="Only this severity and graver ones.")
@click.option("--dismissed", is_flag=True, help="Also what was set aside, with who did so and why.")
@click.option("--evidence", is_flag=True, help="In the table: every printed place, with its page and words.")
@click.option("--explain", is_flag=True, help="Say what each kind of finding means, and stop.")
@click.option("--lang", type=click.Choice(("en", "vi")), default="en", show_default=True, help="Of the messages.")
@output_options()
def audit(
    db_path: Path,
    number: str | None,
    kind: str | None,
    severity: str | None,
    dismissed: bool,
    evidence: bool,
    explain: bool,
    lang: str,
    form: str | None,
    as_json: bool,
    output: Path | None,
) -> int:
    """Check every report against itself and the others; write what is found into "findings", and print it.

    Printed numbers count as rounded: what rounding explains is no finding. Nothing is changed but "findings".
    A finding is set aside with: baocao dismiss KEY --why "…".

    \b
    Examples:
      baocao audit
      baocao audit --report 164/BC-UBND --evidence
      baocao audit --severity medium --lang vi --output findings.xlsx
      baocao audit --explain
    """
    from db.types import finding_kinds
    from pipeline.export.writers import write_frames

    if kind is not None and kind not in finding_kinds():
        raise click.UsageError(f"there is no kind {kind!r}. There are: {', '.join(finding_kinds())}.")
    if explain:
        _explain(lang)
        return 0
    form = chosen_format(form, as_json, output)
    findings = _run(db_path, number, kind, severity, dismissed)
    if form == "table":
        _print(findings, lang, evidence)
    else:
        write_frames({"findings": findings}, form, output)
    return ExitCode.FOUND if findings["dismissed_why"].isna().any() else 0


def _run(db_path: Path, number: str | None, kind: str | None, severity: str | None, dismissed: bool) -> pd.DataFrame:
    from db import open_archive

    with open_archive(db_path) as archive:  # says so when there is none, instead of making one
        ids = archive.reports.ids(number) if number else None
    with open_archive(db_path, write=True) as archive:
        done = archive.findings.audit(ids, _progress if sys.stderr.isatty() else None)
        findings = archive.findings.frame(kind, severity, ids, dismissed)
    click.echo(
        f"{db_path}: {done.reports} reports audited, {len(done.checked)} printed numbers and citations compared, "
        f"{len(findings)} findings shown.",
        err=True,
    )
    return findings


def _progress(done: int, of: int) -> None:
    click.echo(f"\r{done}/{of} reports", nl=done == of, err=True)


def _print(findings: pd.DataFrame, lang: str, evidence: bool) -> None:
    from db.frames import rows as as_rows
    from db.types import finding_kinds
    from pipeline.export.console import print_table

    titles = {code: kind.title_vi if lang == "vi" else kind.title_en for code, kind in finding_kinds().items()}
    rows = []
    for row in as_rows(findings):
        message = row["message_vi"] if lang == "vi" else row["message"]
        if evidence:
            message += " " + " ".join(f"[{_place(item)}]" for item in json.loads(row["evidence"]))
        if row["dismissed_why"] is not None:
            message += f" — dismissed by {row['dismissed_by']}: {row['dismissed_why']}"
        if row["confirmed_by"] is not None:
            message += (
                f" — confirmed by {row['confirmed_by']}{': ' if row['confirmed_why'] else ''}{row['confirmed_why']}"
            )
        name = row["report_number"] or Path(row["source_path"]).name
        rows.append([row["severity"], titles[row["kind"]], name, _pages(row["evidence"]), message, row["key"][:8]])
    headings = ["severity", "kind", "report", "page", "what was found", "key"]
    print_table(f"Findings: {len(rows)}", headings, rows, right=(), long=(1, 4))


def _place(item: dict[str, Any]) -> str:
    page = f" p. {item['page']}" if item["page"] is not None else ""
    report = item["report"] or f"report #{item['report_id']}"
    words = " ".join(item["text"].split())
    return f"{item['role']}: {report}{page}, {item['table']} {item['row_id']} “{words}”"


def _pages(evidence: str) -> str:
    places = [(item["report"], item["page"]) for item in json.loads(evidence) if item["page"] is not None]
    own = [str(page) for report, page in dict.fromkeys(places) if report == places[0][0]]
    return ", ".join(sorted(set(own), key=int))


def _explain(lang: str) -> None:
    from db.types import finding_kinds
    from pipeline.export.console import print_table

    rows = [
        [k.code, *((k.title_vi, k.meaning_vi) if lang == "vi" else (k.title_en, k.meaning_en))]
        for k in finding_kinds().values()
    ]
    print_table("Kinds of findings", ["kind", "title", "what it means"], rows, long=(1, 2))


@click.command(short_help="Set a finding of the audit aside, with a reason.")
@click.argument("key")
@click.option("--why", default="", metavar="REASON", help="Why it is no mistake; kept with your name and the time.")
@click.option("--undo", is_flag=True, help="Show the finding again.")
@who_option
@db_option
def dismiss(key: str, why: str, undo: bool, who: str, db_path: Path) -> int:
    """Set a finding aside: later audits leave it out, also after the reports are loaded anew.

    KEY is what "baocao audit" prints at the end of a line, or its beginning.

    \b
    Examples:
      baocao dismiss 3f2a9c01 --why "The plan was adjusted by Quyết định 812/QĐ-UBND"
      baocao dismiss 3f2a9c01 --undo
    """
    from db import open_archive

    with open_archive(db_path) as archive:
        archive.maintenance.table_names()
    with open_archive(db_path, write=True) as archive:
        if undo:
            archive.findings.restore(key)
            click.echo(f"{key}: is shown again.", err=True)
            return 0
        try:
            whole = archive.findings.dismiss(key, who, why)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    click.echo(f"{whole}: set aside by {who}. To see it: baocao audit --dismissed", err=True)
    return 0
