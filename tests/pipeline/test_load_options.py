from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.cluster import connection as dask_cluster
from pipeline.cluster.job import Order, run_order
from pipeline.load.extractor_version import extractor_version
from pipeline.workers.pool import WorkerResult
from pipeline.workers.read_report import Failed, Task
from tests.made_pdfs import make_pdf

DASK = ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--engine", "dask"), "needs the address of a scheduler"),
        (("--scheduler", "tcp://127.0.0.1:1"), "go with --engine dask"),
        (("--send-files",), "go with --engine dask"),
        ((*DASK, "--workers", "2"), "--workers is for this machine"),
        (("--to", "parquet", "shards", "--db", "x.db"), "writes no database"),
        (("--to", "csv", "shards"), "'csv' is not 'parquet'"),
    ],
)
def test_options_that_do_not_go_together(tmp_path: Path, options: tuple[str, ...], told: str) -> None:
    done = CliRunner().invoke(cli, ["load", str(tmp_path), *options])
    assert done.exit_code == 2
    assert told in done.output
    assert list(tmp_path.iterdir()) == []


def test_shards_are_not_reprocessed() -> None:
    done = CliRunner().invoke(cli, ["load", "--reprocess", "all", "--to", "parquet", "x"])
    assert (done.exit_code, "load into a new folder" in done.output) == (2, True)


@pytest.mark.parametrize(
    ("package", "options", "told"),
    [
        ("distributed", DASK, "--engine dask needs Dask, which is not installed. Install baocao with it"),
        ("pyarrow", ("--to", "parquet", "{}/shards"), "Parquet needs pyarrow, which is not installed."),
    ],
)
def test_what_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, options: tuple[str, ...], told: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    pdf = make_pdf(tmp_path / "a.pdf")
    asked = [option.format(tmp_path) for option in options]
    done = CliRunner().invoke(cli, ["load", str(pdf), *asked])
    assert done.exit_code == 1
    assert told in done.output + str(done.exception)


def test_a_scheduler_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(dask_cluster, "_CONNECT_TIMEOUT_SECONDS", 0.3)
    done = CliRunner().invoke(cli, ["load", str(make_pdf(tmp_path / "a.pdf")), *DASK, "--db", str(tmp_path / "x.db")])
    assert done.exit_code == 1
    assert "tcp://127.0.0.1:1: no Dask scheduler answers there" in done.output + str(done.exception)


def test_settings_of_dask_come_from_a_file(tmp_path: Path) -> None:
    dask = pytest.importorskip("dask")
    place = tmp_path / "dask.yaml"
    place.write_text("distributed:\n  comm:\n    require-encryption: true\n")
    before = dask.config.get("distributed.comm.timeouts.connect", None)
    with dask.config.set({"distributed.comm.require-encryption": None}):
        dask_cluster.configure(place)
        assert dask.config.get("distributed.comm.require-encryption") is True
        assert dask.config.get("distributed.comm.timeouts.connect", None) == before


@pytest.mark.parametrize(
    ("scheduler", "code", "told"),
    [
        ("tcp://127.0.0.1:1", 1, "Dask's settings ask for encryption"),
        ("tls://127.0.0.1:1", 1, "needs certificates, and Dask's settings name none"),
        ("127.0.0.1", 2, "is no address of the form"),
    ],
)
def test_addresses_that_are_not_spoken_to(tmp_path: Path, scheduler: str, code: int, told: str) -> None:
    dask = pytest.importorskip("dask")
    place = tmp_path / "dask.yaml"
    place.write_text("distributed:\n  comm:\n    require-encryption: true\n")
    asked = ["--engine", "dask", "--scheduler", scheduler, "--dask-config", str(place), "--db", str(tmp_path / "x.db")]
    with dask.config.set({"distributed.comm.require-encryption": None}):
        done = CliRunner().invoke(cli, ["load", str(make_pdf(tmp_path / "a.pdf")), *asked])
    assert done.exit_code == code
    assert told in done.output + str(done.exception)


@pytest.mark.parametrize(
    ("content", "told"), [(None, "sees no such file"), ("other", "has another content on the worker")]
)
def test_a_worker_says_what_it_does_not_see(tmp_path: Path, content: str | None, told: str) -> None:
    pytest.importorskip("distributed")
    path = tmp_path / "a.pdf"
    if content:
        path.write_text(content)
    outcome = run_order(Order(Task(path, "0" * 64, "never", extractor_version("never")), 60.0))
    assert isinstance(outcome, WorkerResult)
    assert isinstance(outcome.value, Failed)
    assert outcome.value.kind == "not_on_worker"
    assert outcome.value.message.startswith(f"{path}: ")
    assert told in outcome.value.message
    assert "--send-files" in outcome.value.message
