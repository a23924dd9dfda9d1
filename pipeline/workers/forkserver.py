"""The fork server: a process that imports once what each worker needs, and from which the workers are forked."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import BaseContext

#: What :func:`pipeline.workers.read_report.read_report` needs; the process that only writes never imports it.
PRELOADED_MODULES = ("pipeline.workers.read_report", "pipeline.workers.contract", "pipeline.workers.warm_up")


def context(modules: tuple[str, ...]) -> BaseContext:
    """How workers are started: forked from a process that has imported ``modules``, where the system can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    chosen = multiprocessing.get_context("forkserver")
    chosen.set_forkserver_preload(list(modules))
    return chosen


def start_early() -> None:
    """Let that process begin its imports, which take two seconds, while this one goes on with its own."""
    if context(PRELOADED_MODULES).get_start_method() == "forkserver":
        from multiprocessing import forkserver

        forkserver.ensure_running()
