"""After a worker is lost: a task that tries the file again without the failed step, or the message for the user."""

from __future__ import annotations

from dataclasses import replace

from corpus import Step
from pipeline.workers.process import WorkerLost
from pipeline.workers.read_report import Task

#: Steps of one file that are skipped at most; after that the file fails.
MAX_SKIPPED_STEPS = 5


def retry_without_step(lost: WorkerLost) -> Task | None:
    """The file again, without the step that its process was lost in; None where that is not known, or too often so.

    A process that died is no proof against its file (somebody may have killed it): it is read once more as it is.
    """
    task, step = lost.task, lost.step
    if isinstance(task, Task) and lost.reason == "crashed" and not task.crashes:
        return replace(task, crashes=1)
    if not isinstance(task, Task) or not isinstance(step, Step) or not lost.in_step:
        return None
    if len(task.without) >= MAX_SKIPPED_STEPS or (step.pages == 1 == step.page and step.stage == "page"):
        return None
    why = f"{_verb(step)} given up: {lost.detail}."
    return replace(task, crashes=0, without=(*task.without, (step.stage, step.page, why)))


def lost_message(lost: WorkerLost) -> str:
    """The sentence for a file that was given up."""
    path = lost.task.path
    where = f" on page {lost.step.page}" if isinstance(lost.step, Step) and lost.in_step else ""
    if lost.reason == "timed_out":
        return (
            f"{path}: was given up, {lost.detail}{where}. Give it more with --timeout and --page-timeout, or print it "
            "to a new PDF first."
        )
    if lost.reason == "too_large":
        return f"{path}: was given up, {lost.detail}{where}. Give it more with --memory, or split the file."
    return (
        f"{path}: reading it crashed{where} ({lost.detail}). Print it to a new PDF with another program and load that."
    )


def _verb(step: Step) -> str:
    return "were" if step.stage == "tables" else "was"
