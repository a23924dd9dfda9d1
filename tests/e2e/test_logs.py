"""A fault of the program, in real processes: one sentence for the user, the whole traceback in the log."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.made_pdfs import command, environment, make_pdf

# Python runs this module in each process at its start: so a fault is put into the program, and into its workers.
_FAULT_IN_EXTRACTION = """
import extractors.extraction as module
genuine = module.extract
def extract(document, *arguments, **options):
    if document.pages:
        raise RuntimeError("the grammar stumbles")
    return genuine(document, *arguments, **options)
module.extract = extract
"""
_FAULT_IN_COMMAND = """
import db.archive
def open_archive(*_arguments, **_options):
    raise RuntimeError("the archive stumbles")
db.archive.open_archive = open_archive
"""


def run(code: str, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run ``baocao`` with ``code`` in each of its processes."""
    (cwd / "sitecustomize.py").write_text(code, encoding="utf-8")
    variables = environment()
    variables["PYTHONPATH"] = os.pathsep.join([str(cwd), variables["PYTHONPATH"]])
    variables["TMPDIR"] = str(cwd)
    return subprocess.run(
        command(*arguments), cwd=cwd, env=variables, capture_output=True, encoding="utf-8", timeout=180
    )


def test_a_fault_is_one_sentence_and_its_traceback_is_in_a_file(tmp_path: Path) -> None:
    done = run(_FAULT_IN_COMMAND, "reports", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    said = re.fullmatch(
        r"Error: internal error \(RuntimeError: the archive stumbles\)\. This is a fault of the program: please report "
        r"it\. Its traceback is in (.*\.log): send it along\.\n",
        done.stderr,
    )
    assert said is not None
    log = Path(said[1]).read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in log
    assert "in reports" in log


def test_with_a_log_file_the_traceback_is_there(tmp_path: Path) -> None:
    done = run(_FAULT_IN_COMMAND, "--log-file", "a.log", "reports", cwd=tmp_path)
    assert f"Its traceback is in {tmp_path / 'a.log'}" in done.stderr
    assert "RuntimeError: the archive stumbles" in (tmp_path / "a.log").read_text(encoding="utf-8")


def test_verbose_prints_the_traceback(tmp_path: Path) -> None:
    done = run(_FAULT_IN_COMMAND, "-v", "reports", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stderr
    assert done.stdout == ""


def test_the_whole_traceback_of_a_fault_in_a_worker_is_in_the_log(tmp_path: Path) -> None:
    report = make_pdf(tmp_path / "a.pdf")
    done = run(
        _FAULT_IN_EXTRACTION, "--log-file", "a.log", "load", report, "--workers", 1, "--db", "a.db", cwd=tmp_path
    )
    assert done.returncode == 3
    assert "RuntimeError: the grammar stumbles" in done.stderr
    assert "Traceback" not in done.stderr
    assert f"The log, with tracebacks of internal errors: {tmp_path / 'a.log'}" in done.stderr
    log = (tmp_path / "a.log").read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in log
    assert "read_report.py" in log
    assert "sitecustomize.py" in log


def test_a_load_without_faults_leaves_no_file(tmp_path: Path) -> None:
    report = make_pdf(tmp_path / "a.pdf")
    before = set(tmp_path.iterdir())
    done = run("", "load", report, "--workers", 1, "--db", "a.db", cwd=tmp_path)
    assert done.returncode == 0
    assert {path.name for path in set(tmp_path.iterdir()) - before} <= {"a.db", "sitecustomize.py", "__pycache__"}


@pytest.mark.parametrize("place", ["missing/a.log", "."])
def test_a_log_file_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    done = run("", "--log-file", place, "reports", cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert "Error: " in done.stderr
