from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.pool import Done, Lost, Pool

# The jobs stand in a module of their own, which a fresh process can import.
JOBS = """
import os, signal, time
def work(task):
    if task == "die": os._exit(7)
    if task == "segfault": os.kill(os.getpid(), signal.SIGSEGV)
    if task == "hang": time.sleep(600)
    return task.upper()
def pid(task): return os.getpid()
"""


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    (tmp_path / "made_jobs.py").write_text(JOBS)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("made_jobs")
    del sys.modules["made_jobs"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_crash_or_a_hang_loses_its_task_only(jobs: ModuleType, workers: int) -> None:
    pool = Pool(jobs.work, workers, timeout=3.0)
    tasks = ["a", "die", "b", "segfault", "hang", "c"]
    outcomes = {outcome.task: outcome for outcome in pool.run(tasks, lambda: False)}
    assert outcomes["die"] == Lost("die", "crashed", "the process ended by itself with code 7")
    assert outcomes["segfault"] == Lost("segfault", "crashed", "the process was ended by SIGSEGV")
    assert outcomes["hang"] == Lost("hang", "timed_out", "it took more than 3 seconds")
    assert [outcomes[task] for task in "abc"] == [Done(task, task.upper()) for task in "abc"]


def test_stopping_gives_no_further_outcome(jobs: ModuleType) -> None:
    seen: list[object] = []
    for outcome in Pool(jobs.work, 1, timeout=60.0).run("abcdef", lambda: len(seen) >= 2):
        seen.append(outcome)  # noqa: PERF402  # stopping() looks at the list while it grows
    assert seen == [Done("a", "A"), Done("b", "B")]


def test_no_worker_without_a_task(jobs: ModuleType) -> None:
    pool = Pool(jobs.pid, 4, timeout=60.0)
    assert list(pool.run([], lambda: False)) == []
    pids = {outcome.value for outcome in pool.run("abc", lambda: False) if isinstance(outcome, Done)}
    assert 1 <= len(pids) <= 3
