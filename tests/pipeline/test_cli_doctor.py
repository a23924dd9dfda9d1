"""``baocao doctor``: what is there, what lacks, and what to do about it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from db.schema import open as engine_check
from pipeline.commands import doctor as command_doctor
from pipeline.commands.doctor import checks, doctor


def told(arguments: Sequence[str] = ("--json",)) -> tuple[int, Any]:
    done = CliRunner().invoke(doctor, list(arguments), standalone_mode=False)
    return done.return_value, json.loads(done.stdout)


def test_a_whole_installation_has_nothing_to_mend() -> None:
    code, found = told()
    assert code == 0
    assert {one["name"] for one in found if one["required"]} >= {"Python", "SQLite", "baocao", "spacy", "pdfplumber"}
    assert all(one["state"] == "ok" for one in found if one["required"])
    assert {one["serves"] for one in found} >= {"reading scans", "baocao serve", "export to parquet"}


@pytest.mark.parametrize(
    ("name", "required", "code"), [("spacy", True, 1), ("starlette", False, 0), ("tesserocr", False, 0)]
)
def test_what_lacks_is_named_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch, name: str, required: bool, code: int
) -> None:
    known = command_doctor.importlib.metadata.version

    def version(asked: str) -> str:
        if asked == name:
            raise command_doctor.importlib.metadata.PackageNotFoundError(asked)
        return known(asked)

    monkeypatch.setattr(command_doctor.importlib.metadata, "version", version)
    (lacking,) = [one for one in checks() if one.name == name]
    assert (lacking.state, lacking.required) == ("missing", required)
    assert f"pip install '{name}" in lacking.remedy
    assert told()[0] == code


def test_a_package_older_than_what_was_tested_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    known = command_doctor.importlib.metadata.version
    monkeypatch.setattr(
        command_doctor.importlib.metadata, "version", lambda name: "0.1" if name == "pandas" else known(name)
    )
    (old,) = [one for one in checks() if one.name == "pandas"]
    assert old.state == "old"
    assert told()[0] == 1


@pytest.mark.parametrize(("lacks", "state"), [("fts5", "broken"), ("version", "old")])
def test_an_sqlite_that_will_not_do_is_said(monkeypatch: pytest.MonkeyPatch, lacks: str, state: str) -> None:
    monkeypatch.setattr(engine_check, "check_engine", lambda: engine_check.EngineCheck("3.30.0", lacks))
    (broken,) = [one for one in checks() if one.name == "SQLite"]
    assert (broken.state, broken.required) == (state, True)
    assert broken.remedy
    assert told()[0] == 1


def test_the_engine_is_asked_for_full_text_search(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("no such module: fts5")

    assert engine_check.check_engine().lacks == ""
    monkeypatch.setattr(engine_check.sqlite3, "connect", refuse)
    assert engine_check.check_engine().lacks == "fts5"


def test_missing_language_data_is_no_fault_of_a_load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from corpus.ocr import tesseract

    def unavailable() -> str:
        raise tesseract.OcrUnavailable(tesseract.HOW_TO_INSTALL)

    monkeypatch.setattr(tesseract, "data_folder", unavailable)
    (ocr,) = [one for one in checks() if one.name.startswith("Tesseract")]
    assert ocr.state == "missing"
    assert "tesseract-ocr-vie" in ocr.remedy
    assert told()[0] == 0
