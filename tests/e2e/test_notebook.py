"""The notebook of the docs runs from top to bottom on the bundled samples."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.made_pdfs import ROOT, baocao

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "demo.db"
    assert baocao("load", str(ROOT / "samples"), "--db", str(database), cwd=ROOT).returncode == 0
    assert baocao("audit", "--db", str(database), cwd=ROOT).returncode == 4
    monkeypatch.setenv("BAOCAO_DB", str(database))
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "commit it without outputs"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    shown = str([cell.get("outputs") for cell in notebook.cells])
    assert "huyện Vĩnh Trạch" in shown
    assert "327/BC-UBND" in shown
