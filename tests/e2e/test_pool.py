from __future__ import annotations

import importlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.workers.pool import Limits, Pool, WorkerLost, WorkerResult

# The jobs stand in a module of their own, which a fresh process can import.
JOBS = """
import os, signal, time
def work(task, tell):
    if task == "die": os._exit(7)
    if task == "segfault": os.kill(os.getpid(), signal.SIGSEGV)
    if task == "hang": time.sleep(600)
    return task.upper()
def pid(task, tell): return os.getpid()
def hang(task, tell):
    with open(task, "w") as file: file.write(str(os.getpid()))
    time.sleep(600)
def steps(task, tell):
    for page in (1, 2):
        tell(f"page {page}")
        if task == "with 2" and page == 2: time.sleep(600)
    tell(None)
    return task.upper()
def grow(task, tell):
    import mmap
    if task == "none": return "small"
    try:
        held = mmap.mmap(-1, 2**30) if task == "shared" else bytearray(2**30)
    except MemoryError:
        return "refused"
    for at in range(0, 2**30, 4096): held[at] = 1
    time.sleep(600)
if __name__ == "__main__":
    import sys, made_jobs
    from pipeline.workers.pool import Limits, Pool
    list(Pool(made_jobs.hang, 1, Limits(600.0)).run(sys.argv[1:], lambda: False))
"""


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    (tmp_path / "made_jobs.py").write_text(JOBS)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("made_jobs")
    del sys.modules["made_jobs"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_crash_or_a_hang_loses_its_task_only(jobs: ModuleType, workers: int) -> None:
    pool = Pool(jobs.work, workers, Limits(3.0))
    tasks = ["a", "die", "b", "segfault", "hang", "c"]
    outcomes = {outcome.task: outcome for outcome in pool.run(tasks, lambda: False)}
    assert outcomes["die"] == WorkerLost("die", "crashed", "the process ended by itself with code 7")
    assert outcomes["segfault"] == WorkerLost("segfault", "crashed", "the process was ended by SIGSEGV")
    assert outcomes["hang"] == WorkerLost("hang", "timed_out", "it took more than 3 seconds")
    assert [outcomes[task] for task in "abc"] == [WorkerResult(task, task.upper()) for task in "abc"]


def test_stopping_gives_no_further_outcome(jobs: ModuleType) -> None:
    seen: list[object] = []
    for outcome in Pool(jobs.work, 1, Limits(60.0)).run("abcdef", lambda: len(seen) >= 2):
        seen.append(outcome)  # noqa: PERF402  # stopping() looks at the list while it grows
    assert seen == [WorkerResult("a", "A"), WorkerResult("b", "B")]


def test_no_worker_without_a_task(jobs: ModuleType) -> None:
    pool = Pool(jobs.pid, 4, Limits(60.0))
    assert list(pool.run([], lambda: False)) == []
    pids = {outcome.value for outcome in pool.run("abc", lambda: False) if isinstance(outcome, WorkerResult)}
    assert 1 <= len(pids) <= 3


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks processes up in /proc")
def test_a_worker_that_hangs_ends_with_a_parent_that_is_killed(jobs: ModuleType, tmp_path: Path) -> None:
    told = tmp_path / "pid"
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).resolve().parents[2])])
    parent = subprocess.Popen([sys.executable, str(jobs.__file__), str(told)], env={**os.environ, "PYTHONPATH": path})
    while not (told.exists() and told.read_text()):
        assert parent.poll() is None
        time.sleep(0.01)
    parent.kill()
    parent.wait()
    while alive(told.read_text()):
        time.sleep(0.01)


def alive(pid: str) -> bool:
    """Whether a process runs; one that has ended and waits for its parent to notice doesn't."""
    try:
        return "State:\tZ" not in (Path("/proc") / pid / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_step_that_hangs_is_known_and_its_task_can_be_tried_again(jobs: ModuleType) -> None:
    told: list[tuple[str, str]] = []
    lost: list[WorkerLost] = []

    def again(loss: WorkerLost) -> str | None:
        lost.append(loss)
        return "without 2" if loss.step == "page 2" else None

    pool = Pool(jobs.steps, 1, Limits(60.0, 0.5), on_step=lambda task, step: told.append((task, step)), again=again)
    outcomes = list(pool.run(["with 2", "other"], lambda: False))
    assert sorted(map(repr, outcomes)) == sorted(
        map(repr, [WorkerResult("without 2", "WITHOUT 2"), WorkerResult("other", "OTHER")])
    )
    assert lost == [WorkerLost("with 2", "timed_out", "it took more than 0.5 seconds", "page 2", True)]
    assert told[:2] == [("with 2", "page 1"), ("with 2", "page 2")]


def test_a_worker_is_replaced_after_some_tasks(jobs: ModuleType) -> None:
    pool = Pool(jobs.pid, 1, Limits(60.0, tasks=2))
    pids = [outcome.value for outcome in pool.run("abcdef", lambda: False) if isinstance(outcome, WorkerResult)]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [2, 2, 2]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is looked up in /proc")
@pytest.mark.parametrize("task", ["shared", "private"])
def test_a_worker_that_eats_memory_is_stopped(jobs: ModuleType, task: str) -> None:
    pool = Pool(jobs.grow, 1, Limits(60.0, memory=256 * 2**20))
    first, second = pool.run([task, "none"], lambda: False)
    if task == "private":  # refused before it is there
        assert first == WorkerResult(task, "refused")
    else:
        assert first == WorkerLost(task, "too_large", "it needed more than 256 MiB of memory")
    assert second == WorkerResult("none", "small")
