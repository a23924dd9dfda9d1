"""``baocao inspect``: how each page was read and why, and the pictures with boxes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageColor

from pipeline.inspection.describe import COLOURS
from pipeline.inspection.draw import RESOLUTION_DPI
from tests.made_pdfs import baocao, make_pdf


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pdf(tmp_path_factory.mktemp("inspect") / "report.pdf", pages=2)


def test_pages_are_told_one_by_one(report: Path) -> None:
    run = baocao("inspect", report, "--json", cwd=report.parent)
    assert run.returncode == 0, run.stderr
    rows = json.loads(run.stdout)
    assert [row["page"] for row in rows] == [1, 2]
    for row in rows:
        assert row["text_source"] == "text"
        assert row["reason"] == "the text layer reads as Vietnamese"
        assert row["layer_syllable_share"] > 0.9
        assert (row["citations"], row["figures"], row["percentages"], row["tables"]) == (1, 1, 1, 0)
        assert row["warnings"] == []


def test_for_people_and_for_spreadsheets(report: Path) -> None:
    shown = baocao("inspect", report, cwd=report.parent)
    assert "the text layer reads as Vietnamese" in shown.stdout
    rows = list(csv.DictReader(io.StringIO(baocao("inspect", report, "--format", "csv", cwd=report.parent).stdout)))
    assert [row["text_source"] for row in rows] == ["text", "text"]


def test_boxes_are_drawn_where_the_print_is(report: Path, tmp_path: Path) -> None:
    run = baocao("inspect", report, "--image", tmp_path / "drawn", cwd=report.parent)
    assert run.returncode == 0, run.stderr
    assert sorted(path.name for path in (tmp_path / "drawn").iterdir()) == ["report-001.png", "report-002.png"]
    found = json.loads(baocao("extract", report, cwd=report.parent).stdout)
    (box,) = [item["boxes"][0] for item in found["figures"] if item["page"] == 1]
    pixels = np.asarray(Image.open(tmp_path / "drawn" / "report-001.png").convert("RGB"))
    scale = RESOLUTION_DPI / 72
    x0, y0, x1, y1 = (round(side * scale) for side in box[1:])
    colour = np.asarray(ImageColor.getrgb(COLOURS["figure"]))
    left = pixels[y0:y1, x0 - 3 : x0 + 3]
    assert (np.abs(left.astype(int) - colour).sum(axis=2) < 30).any(axis=1).all()
    assert pixels[y0 + 3 : y1 - 3, x0 + 3 : x1 - 3].min() < 100  # the number itself


def test_what_cannot_be_written_or_is_a_folder_is_said(report: Path) -> None:
    for folder in ("/proc/pictures", report / "within"):
        run = baocao("inspect", report, "--image", folder, cwd=report.parent)
        assert run.returncode in (1, 2)
        assert "Traceback" not in run.stderr
    run = baocao("inspect", report.parent, cwd=report.parent)
    assert run.returncode == 1
    assert "baocao load" in run.stderr


def test_what_is_no_pdf_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Báo cáo", encoding="utf-8")
    run = baocao("inspect", "a.txt", cwd=tmp_path)
    assert run.returncode == 1
    assert "plain text has no pages" in run.stderr
    (tmp_path / "b.pdf").write_bytes(b"")
    run = baocao("inspect", "b.pdf", cwd=tmp_path)
    assert run.returncode == 1
    assert "the file is empty" in run.stderr
