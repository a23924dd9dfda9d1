"""``baocao runs``: the loads of a database, how far each has come, and how it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands._options import db_option

if TYPE_CHECKING:
    from db import Archive


@click.command(short_help="List the loads of a database: how far each has come, and how it ended.")
@click.argument("run_id", type=int, required=False, metavar="[ID]")
@db_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def runs(run_id: int | None, db_path: Path, as_json: bool) -> int:
    """List the loads of a database, the newest first; or show one, with its failures by kind.

    A load whose process is gone without a word is "lost": what it had stored is whole, and the same load
    takes up the rest.

    \b
    Examples:
      baocao runs
      baocao runs 3
      baocao runs --json | jq '.[0].failed'
    """
    from db import open_archive

    with open_archive(db_path) as archive:
        if run_id is not None:
            _show(archive, run_id, as_json)
        else:
            _list(archive, as_json)
    return 0


def pages_per_second(run: Mapping[str, Any]) -> float | None:
    """How fast a run read; None for one that has read nothing."""
    return round(run["pages_done"] / run["seconds"], 2) if run["pages_done"] and run["seconds"] else None


def _list(archive: Archive, as_json: bool) -> None:
    from pipeline.export.console import print_table
    from pipeline.export.writers import records, write_json

    runs_found = records(archive.runs.frame())
    if as_json:
        write_json([run | {"pages_per_second": pages_per_second(run)} for run in runs_found], None)
        return
    headings = ["run", "status", "started", "files", "loaded", "skipped", "duplicates", "failed", "pages", "pages/s"]
    rows = [
        [
            *(
                str(run["id"]),
                run["status"],
                (run["started_at"] or "–")[:19],
                f"{run['files_done']}/{run['files_total']}",
            ),
            *(str(run[name]) for name in ("loaded", "skipped", "duplicates", "failed", "pages_done")),
            *(_rate(run), " ".join(run["paths"] or [])),
        ]
        for run in runs_found
    ]
    print_table(f"Loads: {len(rows)}", [*headings, "of"], rows, right=(0, 3, 4, 5, 6, 7, 8, 9), long=(10,))


def _show(archive: Archive, run_id: int, as_json: bool) -> None:
    from pipeline.export.console import print_table
    from pipeline.export.writers import records, write_json

    run, failures = archive.runs.get(run_id), records(archive.runs.failures(run_id))
    by_kind = dict(Counter(failure["error_kind"] for failure in failures).most_common())
    if as_json:
        rate = {"pages_per_second": pages_per_second(run)}
        write_json(run | rate | {"failures_by_kind": by_kind, "failures": failures}, None)
        return
    details = {
        "status": run["status"],
        "started": run["started_at"] or "–",
        "ended": run["finished_at"] or "–",
        "seconds": f"{run['seconds']:.1f}",
        "files": f"{run['files_done']} of {run['files_total']}",
        "loaded, skipped": f"{run['loaded']}, {run['skipped']}",
        "duplicates, failed": f"{run['duplicates']}, {run['failed']}",
        "pages, pages/s": f"{run['pages_done']}, {_rate(run)}",
        "of": " ".join(run["paths"] or []),
        "message": run["message"] or "–",
    }
    print_table(f"Load {run_id}", ["", ""], list(map(list, details.items())), long=(1,))
    if failures:
        click.echo()
        print_table("Failures by kind", ["kind", "files"], [[kind, str(n)] for kind, n in by_kind.items()], right=(1,))
        click.echo()
        causes = [[failure["error_kind"], failure["error"]] for failure in failures]
        print_table(f"Files that failed: {len(causes)}", ["kind", "what happened, and what to do"], causes, long=(1,))


def _rate(run: Mapping[str, Any]) -> str:
    rate = pages_per_second(run)
    return "–" if rate is None else f"{rate:.1f}"
