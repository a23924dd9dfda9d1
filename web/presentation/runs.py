"""A run as people read it: how far, how fast, how long still, and why files failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.text import base_name
from pipeline.i18n import Language, has_message, moment_in, say, say_count

#: Seconds and files from which on the time left can be told from what was done.
_SOON, _ENOUGH = 3.0, 1


@dataclass(frozen=True, slots=True)
class RunView:
    """``share``: hundredths done; ``rate``: pages a second; ``left``: seconds, None where nobody can tell."""

    run: Mapping[str, Any]
    name: str
    others: int
    uploaded: bool
    begun: str
    active: bool
    share: int
    rate: float | None
    left: float | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no report; ``reason`` is for people, ``detail`` what the program said, where that says more."""

    name: str
    kind: str
    reason: str
    detail: str


def run_view(run: Mapping[str, Any], language: Language, uploads: Path, now: datetime | None = None) -> RunView:
    """``run`` (of :func:`db.loads.runs.run`) for a page; ``uploads`` is where files from the browser lie."""
    paths = [str(path) for path in run["paths"] or []]
    uploaded = bool(paths) and all(Path(path).is_relative_to(uploads) for path in paths)
    total, done = run["files_total"], run["files_done"]
    seconds = _seconds(run, now or datetime.now(UTC))
    left = None
    if run["status"] == "running" and done >= _ENOUGH and seconds >= _SOON:
        left = seconds / done * (total - done)
    return RunView(
        run=run,
        name=(base_name(paths[0]) or paths[0]) if paths else "",
        others=max(0, len(paths) - 1),
        uploaded=uploaded,
        begun=moment_in(language, run["started_at"] or run["updated_at"]),
        active=run["status"] in ("queued", "running"),
        share=100 * done // total if total else 0,
        rate=run["pages_done"] / seconds if run["pages_done"] and seconds else None,
        left=left,
    )


def failure(row: Mapping[str, Any], language: Language) -> Failure:
    """A row of ``run_failures``: the path of an upload means nothing to a reader, and is left out."""
    name, kind = base_name(row["source_path"]), row["error_kind"] or ""
    message = (row["error"] or "").replace(row["source_path"], name)
    known = has_message(f"reason.{kind}")
    if language == "en" or not known:
        return Failure(name, kind, message.removeprefix(f"{name}: ") or kind, "")
    return Failure(name, kind, say(language, f"reason.{kind}"), message.removeprefix(f"{name}: "))


def time_left(seconds: float, language: Language) -> str:
    """``khoảng 3 phút``: no more exact than it can be."""
    if seconds < 50:
        return say_count(language, "load.left.seconds", max(5, 5 * round(seconds / 5)))
    if seconds < 90 * 60:
        return say_count(language, "load.left.minutes", max(1, round(seconds / 60)))
    return say_count(language, "load.left.hours", round(seconds / 3600))


def _seconds(run: Mapping[str, Any], now: datetime) -> float:
    """How long a run has taken up to now, or took."""
    if run["status"] != "running" or not run["started_at"]:
        return float(run["seconds"] or 0.0)
    return max(0.0, (now - datetime.fromisoformat(run["started_at"])).total_seconds())
